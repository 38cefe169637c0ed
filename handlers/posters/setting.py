"""The process that sets one sheet and ends: the typesetter needs memory the service shall not keep.

python -m handlers.posters.setting   a sheet as JSON comes in, the PDF goes out; the same sheet gives the same bytes
Imports nothing that needs the database or the language floor.
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import typst

TEMPLATE = Path(__file__).with_name("sheet.typ")
FONTS = Path("mpl-data", "fonts", "ttf")
ACCESSIBLE: Literal["ua-1"] = "ua-1"


def main() -> int:
    """Set what standard input says."""
    said = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(pdf(said))
    return 0


def pdf(said: str) -> bytes:
    """Return the sheet as tagged PDF (PDF/UA-1), with the DejaVu fonts that come with matplotlib and no others."""
    return typst.compile(
        TEMPLATE,
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
