"""The words of posters and handbills."""

from handlers.i18n import phrase
from handlers.posters.kinds import SheetKind

NAMES = {
    SheetKind.POSTER: phrase("Poster: {title}"),
    SheetKind.HANDBILL: phrase("Handbill: {title}"),
}
KICKER = phrase("{process} · {kind}")
HOURS = phrase("from {start} to {end}")
INVITATION = phrase("Register and learn more:")
CODE_SAYS = phrase("QR code: {url}")
HOST = phrase("Invited by: {operator}")
