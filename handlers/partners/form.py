"""A partner as the forms of the desk have them."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from handlers.pages.forms import Form
from storage.models import PartnerKind
from storage.readings.partners import PartnerReading


class PartnerForm(BaseModel):
    """What the desk types of a partner."""

    name: Annotated[str, StringConstraints(max_length=120)]
    kind: PartnerKind


class NewPartnerForm(PartnerForm):
    """A new partner; without a code one is made of the name."""

    code: Annotated[str, StringConstraints(max_length=24)] = ""


class KnownPartnerForm(PartnerForm):
    """A change of a partner."""

    active: bool = False


def form_of(partner: PartnerReading) -> Form:
    """Return the form that holds a partner as they are."""
    return Form.of(name=partner.name, kind=partner.kind, active=partner.active)
