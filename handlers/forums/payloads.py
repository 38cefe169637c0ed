"""The buttons about forums. They stay good: an announcement is often answered days later."""

from dataclasses import dataclass

from handlers.dialog.payloads import Payload, payload


@payload("fshow", lasting=True)
@dataclass(frozen=True, slots=True)
class ShowForum(Payload):
    """Show a forum's details."""

    forum: int


@payload("freg", lasting=True)
@dataclass(frozen=True, slots=True)
class Register(Payload):
    """I come to this forum, or wait for a place."""

    forum: int


@payload("fgone", lasting=True)
@dataclass(frozen=True, slots=True)
class Unregister(Payload):
    """I do not come to this forum after all."""

    forum: int


@payload("flist", lasting=True)
@dataclass(frozen=True, slots=True)
class ListForums(Payload):
    """Show the next forums."""
