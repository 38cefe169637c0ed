"""Who may sit at the desk."""

from handlers.accounts import texts
from handlers.city.pack import CityPack
from handlers.errors import BadInputError, RefusalError
from handlers.pages.keys import SignedIn
from storage.models import Role
from storage.readings.desk import ModeratorReading

NAME_LIMITS = range(2, 121)


def check_person(city: CityPack, name: str, role: Role, workgroup: str | None) -> None:
    """Refuse a person the desk cannot have: members belong to a workgroup, all others to none."""
    if len(name) not in NAME_LIMITS:
        raise BadInputError(texts.NAME_MISSING)
    if role is not Role.MEMBER:
        if workgroup is not None:
            raise BadInputError(texts.WORKGROUP_TOO_MUCH)
        return
    if workgroup is None:
        raise BadInputError(texts.WORKGROUP_MISSING)
    if workgroup not in {known.id for known in city.workgroups}:
        raise BadInputError(texts.UNKNOWN_WORKGROUP(value=workgroup))


def check_may_leave(who: SignedIn, person: ModeratorReading, admins: int) -> None:
    """Refuse to lock out oneself or the last admin."""
    if person.id == who.id:
        raise RefusalError(texts.NOT_YOURSELF)
    if person.role is Role.ADMIN and person.active and admins <= 1:
        raise RefusalError(texts.LAST_ADMIN)
