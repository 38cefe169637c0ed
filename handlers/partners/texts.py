"""What the desk reads about partners, and what partners can share."""

from handlers.i18n import phrase
from storage.models import PartnerKind, Way

KINDS = {
    PartnerKind.MEETING_CENTRE: phrase("District and meeting centre (SBZ)"),
    PartnerKind.LOCAL_COUNCIL: phrase("Local council (Ortsbeirat)"),
    PartnerKind.LIBRARY: phrase("Library"),
    PartnerKind.HOUSING: phrase("Housing company"),
    PartnerKind.ASSOCIATION: phrase("Association"),
    PartnerKind.OTHER: phrase("Other partner"),
}
WAYS = {
    Way.FORUM: phrase("Poster or text about a forum"),
    Way.CHAT: phrase("Link to the chat"),
    Way.TELEGRAM: phrase("Link to Telegram"),
}

NO_SUCH_PARTNER = phrase("There is no such partner.")
NO_CODE = phrase("Please choose a code of small letters and digits, for example sbz1.")
CODE_TAKEN = phrase("Another partner has this code already.")
NOT_ANNOUNCED = phrase("There are posters and texts once the forum is announced and until it begins.")
FEW = phrase("fewer than {least}")
ADDED = phrase("The partner is on the list.")
SAVED = phrase("Saved.")

# To share
PURPOSE = phrase("Here you can talk in person about safety in your city and your district.")
PURPOSE_EXPERT = phrase("Here experts and the city talk about safety in {city}.")
INVITES = phrase("{operator} invites you: {title}")
REGISTER_AT = phrase("More about it and registration: {url}")
CANNOT_COME = phrase("You cannot come? Write to us in two minutes where you feel unsafe: {url}")
EXAMPLE = phrase("Example: this forum does not take place.")
