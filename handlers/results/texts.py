"""What the public figures say beside their pages."""

from handlers.i18n import phrase

NO_SUCH_TOPIC = phrase("There is no such topic.")
NO_SUCH_AREA = phrase("There is no such Stadtbereich.")
