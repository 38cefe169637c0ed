"""The organisations in the workgroups."""

from datetime import date, datetime
from typing import Any

from sqlmodel import col, delete, select

from storage.models import WorkgroupMember
from storage.readings.steering import MemberDetails, MemberReading
from storage.repositories.base import Repository


class Workgroups(Repository):
    """Who sits in which workgroup."""

    async def members(self, workgroup: str | None = None) -> list[MemberReading]:
        """Return the organisations of a workgroup, or of all, by name; who left comes last."""
        query = select(WorkgroupMember).order_by(
            col(WorkgroupMember.until).is_not(None), col(WorkgroupMember.organisation), col(WorkgroupMember.id)
        )
        if workgroup is not None:
            query = query.where(WorkgroupMember.workgroup == workgroup)
        return [_member(member) for member in (await self._session.exec(query)).all()]

    async def one(self, member_id: int) -> MemberReading | None:
        member = await self._session.get(WorkgroupMember, member_id)
        return _member(member) if member else None

    async def get_for_update(self, member_id: int) -> WorkgroupMember | None:
        """Return an organisation on a list, locked until the work ends."""
        query = select(WorkgroupMember).where(WorkgroupMember.id == member_id).with_for_update()
        return (await self._session.exec(query)).first()

    async def add(self, workgroup: str, details: MemberDetails, at: datetime, *, example: bool = False) -> int:
        member = WorkgroupMember(workgroup=workgroup, example=example, changed_at=at, **_values(details))
        self._session.add(member)
        await self._session.flush()
        return member.id

    async def rewrite(self, member: WorkgroupMember, details: MemberDetails, at: datetime) -> None:
        """Put new details into a locked row; what somebody works on is no example any more."""
        for name, value in _values(details).items():
            setattr(member, name, value)
        member.changed_at, member.example = at, False
        await self._session.flush()

    async def remove(self, member: WorkgroupMember) -> None:
        await self._session.delete(member)
        await self._session.flush()

    async def remove_examples(self) -> int:
        return (await self._session.exec(delete(WorkgroupMember).where(col(WorkgroupMember.example)))).rowcount


def _values(details: MemberDetails) -> dict[str, Any]:
    return {
        "organisation": details.organisation,
        "kind": details.kind,
        "represented_by": details.represented_by,
        "since": details.since.isoformat() if details.since else None,
        "until": details.until.isoformat() if details.until else None,
    }


def _member(member: WorkgroupMember) -> MemberReading:
    return MemberReading(
        id=member.id,
        workgroup=member.workgroup,
        organisation=member.organisation,
        kind=member.kind,
        represented_by=member.represented_by,
        since=date.fromisoformat(member.since) if member.since else None,
        until=date.fromisoformat(member.until) if member.until else None,
        example=member.example,
        changed_at=member.changed_at,
    )
