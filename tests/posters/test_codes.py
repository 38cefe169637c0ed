"""Every QR code the product makes, rendered and read by a reader that is not ours."""

import io
import json
import re
from dataclasses import asdict, replace

import pytest
import typst
import zxingcpp
from PIL import Image

from handlers.deps import Deps
from handlers.forums import actions as forums
from handlers.pages.qr_code import qr_code
from handlers.posters.kinds import SheetKind
from handlers.posters.sheet import TEMPLATE, sheet_of
from storage.models import PartnerKind
from storage.readings.partners import PartnerReading
from tests.forums.conftest import announced as announced
from tests.process.conftest import Seat
from tests.process.conftest import seat as seat

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PARTNER = PartnerReading(id=1, name="Stadtbibliothek", kind=PartnerKind.LIBRARY, code="x" * 24, active=True)
FAR_AWAY_PPI = 60.0
PICTURE = (
    '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.picture), format: "svg", width: 60mm)'
)
CODE = re.compile(r"<svg[^>]* class=\"segno\".*?</svg>", re.DOTALL)
ON_PAGES = '<svg xmlns="http://www.w3.org/2000/svg"'


def codes_in(picture: bytes) -> list[str]:
    """Return what the codes of a PNG say."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))]


def shown(svg: str) -> bytes:
    """Return a code of a page as it stands on a screen; in HTML no SVG names its language."""
    own = svg if "xmlns" in svg else svg.replace("<svg", ON_PAGES, 1)
    return typst.compile(PICTURE.encode(), format="png", ppi=96.0, sys_inputs={"picture": own})


@on_sqlite
@pytest.mark.parametrize("partner", [None, PARTNER], ids=["for everyone", "of a partner"])
@pytest.mark.parametrize("kind", list(SheetKind))
async def test_the_code_on_paper_leads_to_the_short_address(
    deps: Deps, announced: int, kind: SheetKind, partner: PartnerReading | None
) -> None:
    here = replace(deps, public_url="https://masterplan-sicherheit.beteiligung.rostock.example")
    sheet = sheet_of(here, await forums.get(here, announced), kind, partner)
    said = {"sheet": json.dumps(asdict(sheet))}

    paper = typst.compile(TEMPLATE, format="png", ppi=FAR_AWAY_PPI, sys_inputs=said)

    address = f"{here.public_url}/f/{announced}" + (f"/{PARTNER.code}" if partner else "")
    assert codes_in(paper) == [address] * (1 if kind is SheetKind.POSTER else 2)


@on_sqlite
async def test_the_code_on_the_page_of_a_forum_leads_to_that_page(seat: Seat, deps: Deps, announced: int) -> None:
    address = f"/foren/{(await forums.get(deps, announced)).slug}"

    page = await (await seat(None)).opens(address)

    assert codes_in(shown(CODE.findall(page.html)[0])) == [f"{deps.public_url}{address}"]


def test_the_code_of_a_second_factor_says_its_key() -> None:
    key = "otpauth://totp/Forumsbote:Ada%20am%20Tisch?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Forumsbote"

    assert codes_in(shown(str(qr_code(key)))) == [key]
