"""The words of the desk's own work: moves of the queue, and what hidden words are called."""

from enum import StrEnum


class Move(StrEnum):
    """What can be done with a concern in one press; PASS confirms it and gives it to its workgroups."""

    PASS = "passed"  # noqa: S105  (no password)
    CONFIRM = "confirmed"
    ASSIGN = "assigned"
    CLOSE = "closed"
    ADD_TOPIC = "topic_added"
    REMOVE_TOPIC = "topic_removed"


class Label(StrEnum):
    """What hidden words are, as the service itself calls them in brackets."""

    NAME = "[Name]"
    PHONE = "[Telefonnummer]"
    EMAIL = "[E-Mail-Adresse]"
    ADDRESS = "[Adresse]"
    PLATE = "[Kennzeichen]"
    ACCOUNT = "[Kontonummer]"
    BIRTH = "[Geburtsdatum]"
    SITE = "[Internetadresse]"
    USER = "[Nutzername]"
    OTHER = "[Angabe]"
