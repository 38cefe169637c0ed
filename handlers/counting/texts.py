"""Names of what is counted where the city has none."""

from handlers.i18n import phrase

NO_TOPIC = phrase("without a topic")
NO_AREA = phrase("without a place")
