"""What can be wrong with a city pack, or with a question put to it."""


class CityPackError(Exception):
    """A pack that cannot be used; its text is one line naming the file, the line or entry, and the field."""

    def __init__(self, file: str, problem: str, *, place: str = "") -> None:
        self.file = file
        self.place = place
        self.problem = problem
        where = f"{file}, {place}" if place else file
        super().__init__(" ".join(f"{where}: {problem}".split()))


class UnknownEntryError(KeyError):
    """An id the pack does not hold."""

    def __init__(self, entry_id: str) -> None:
        self.entry_id = entry_id
        super().__init__(entry_id)


class UnknownDistrictError(UnknownEntryError):
    """An Ortsteil the pack does not hold."""


class UnknownAreaError(UnknownEntryError):
    """A Stadtbereich the pack does not hold."""


class UnknownTopicError(UnknownEntryError):
    """A topic the pack does not hold."""


class UnknownWorkgroupError(UnknownEntryError):
    """A workgroup the pack does not hold."""


class UnknownAlarmError(UnknownEntryError):
    """An alarm rule the pack does not hold."""
