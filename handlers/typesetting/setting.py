"""The process that sets one sheet and ends: the typesetter needs memory the service shall not keep.

python -m handlers.typesetting.setting TEMPLATE   words as JSON come in, the PDF goes out; the same words give the same bytes
Imports nothing that needs the database or the language floor.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import typst

FONTS = Path("mpl-data", "fonts", "ttf")
ACCESSIBLE: Literal["ua-1"] = "ua-1"


def main() -> int:
    """Set what standard input says in the template that is named."""
    said = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(pdf(Path(sys.argv[1]), said))
    return 0


def pdf(template: Path, said: str) -> bytes:
    """Return the sheet as tagged PDF (PDF/UA-1), with the DejaVu fonts that come with matplotlib and no others."""
    return typst.compile(
        template,
        font_paths=[_folder_of("matplotlib") / FONTS],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=ACCESSIBLE,
        sys_inputs={"sheet": said},
    )


def _folder_of(package: str) -> Path:
    """Return where a package lies; it is not imported."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


if __name__ == "__main__":
    sys.exit(main())
