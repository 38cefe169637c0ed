"""One unit of work: all repositories over one transaction."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cached_property

from sqlmodel.ext.asyncio.session import AsyncSession

from storage.repositories.accounts import Accounts
from storage.repositories.addresses import Addresses
from storage.repositories.asides import Asides
from storage.repositories.budget import Budget
from storage.repositories.changes import Changes
from storage.repositories.claims import Claims
from storage.repositories.concerns import Concerns
from storage.repositories.considerations import Considerations
from storage.repositories.corrections import Corrections
from storage.repositories.desk import Desk
from storage.repositories.dialog import Dialogs
from storage.repositories.forums import Forums
from storage.repositories.ledger import Ledger
from storage.repositories.marks import Marks
from storage.repositories.meetings import Meetings
from storage.repositories.outbox import Outbox
from storage.repositories.papers import Papers
from storage.repositories.paragraphs import Paragraphs
from storage.repositories.partners import Partners
from storage.repositories.passages import Passages
from storage.repositories.personal import Personal
from storage.repositories.plan import Plan
from storage.repositories.press import Press
from storage.repositories.promises import Promises
from storage.repositories.published import Published
from storage.repositories.reports import Reports
from storage.repositories.residents import Residents
from storage.repositories.restored import Restored
from storage.repositories.retention import Retention
from storage.repositories.surveys import Surveys
from storage.repositories.tidings import Tidings
from storage.repositories.troubles import Troubles
from storage.repositories.uniting import Uniting
from storage.repositories.workgroups import Workgroups
from storage.repositories.worklist import Worklist


class UnitOfWork:
    """The repositories of one transaction. Who opened it commits it; nobody else does."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._after: list[Callable[[], None]] = []

    def after_commit(self, tell: Callable[[], None]) -> None:
        """Call `tell` once this work is committed, and never if it is not."""
        self._after.append(tell)

    def tell_committed(self) -> None:
        """Make the calls asked for with `after_commit`; for the database only."""
        for tell in self._after:
            tell()

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator[None]:
        """Undo what is done inside when anything is raised in it, and leave the rest of the work as it is."""
        async with self._session.begin_nested():
            yield

    async def flush(self) -> None:
        """Send what was added so far, so that constraints speak now and numbers are known."""
        await self._session.flush()

    @cached_property
    def residents(self) -> Residents:
        return Residents(self._session)

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self._session)

    @cached_property
    def uniting(self) -> Uniting:
        return Uniting(self._session)

    @cached_property
    def dialogs(self) -> Dialogs:
        return Dialogs(self._session)

    @cached_property
    def concerns(self) -> Concerns:
        return Concerns(self._session)

    @cached_property
    def passages(self) -> Passages:
        return Passages(self._session)

    @cached_property
    def considerations(self) -> Considerations:
        return Considerations(self._session)

    @cached_property
    def plan(self) -> Plan:
        return Plan(self._session)

    @cached_property
    def reports(self) -> Reports:
        return Reports(self._session)

    @cached_property
    def published(self) -> Published:
        return Published(self._session)

    @cached_property
    def tidings(self) -> Tidings:
        return Tidings(self._session)

    @cached_property
    def personal(self) -> Personal:
        return Personal(self._session)

    @cached_property
    def retention(self) -> Retention:
        return Retention(self._session)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self._session)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self._session)

    @cached_property
    def worklist(self) -> Worklist:
        return Worklist(self._session)

    @cached_property
    def changes(self) -> Changes:
        return Changes(self._session)

    @cached_property
    def corrections(self) -> Corrections:
        return Corrections(self._session)

    @cached_property
    def asides(self) -> Asides:
        return Asides(self._session)

    @cached_property
    def forums(self) -> Forums:
        return Forums(self._session)

    @cached_property
    def promises(self) -> Promises:
        return Promises(self._session)

    @cached_property
    def surveys(self) -> Surveys:
        return Surveys(self._session)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self._session)

    @cached_property
    def troubles(self) -> Troubles:
        return Troubles(self._session)

    @cached_property
    def desk(self) -> Desk:
        return Desk(self._session)

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self._session)

    @cached_property
    def marks(self) -> Marks:
        return Marks(self._session)

    @cached_property
    def paragraphs(self) -> Paragraphs:
        return Paragraphs(self._session)

    @cached_property
    def meetings(self) -> Meetings:
        return Meetings(self._session)

    @cached_property
    def papers(self) -> Papers:
        return Papers(self._session)

    @cached_property
    def press(self) -> Press:
        return Press(self._session)

    @cached_property
    def partners(self) -> Partners:
        return Partners(self._session)

    @cached_property
    def budget(self) -> Budget:
        return Budget(self._session)

    @cached_property
    def workgroups(self) -> Workgroups:
        return Workgroups(self._session)

    @cached_property
    def restored(self) -> Restored:
        return Restored(self._session)
