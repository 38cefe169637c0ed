"""Take the codes of a person, each once, and keep the secret they come from."""

from enum import StrEnum

from handlers.accounts import codes
from handlers.deps import Deps
from storage.unit_of_work import UnitOfWork

PURPOSE = "totp"


class Way(StrEnum):
    """By what somebody came in, or tried to."""

    LINK = "link"
    PASSWORD = "password"  # noqa: S105  (the word, not one)
    CODE = "code"
    RECOVERY = "recovery"


async def take_code(deps: Deps, work: UnitOfWork, moderator_id: int, typed: str) -> Way | None:
    """Use a one-time code or a recovery code of a person up; None where it is neither, or was used before."""
    code = codes.typed_code(typed)
    if codes.CODE.fullmatch(code):
        factor = await work.accounts.second_factor(moderator_id)
        if factor is None or factor.sealed is None:
            return None
        step = codes.step_of(unsealed(deps, moderator_id, factor.sealed), code, deps.now())
        return Way.CODE if step is not None and await work.accounts.use_step(moderator_id, step) else None
    if codes.RECOVERY_CODE.fullmatch(code):
        used = await work.accounts.use_recovery_code(moderator_id, digest_of(deps, moderator_id, code))
        return Way.RECOVERY if used else None
    return None


async def new_recovery_codes(deps: Deps, work: UnitOfWork, moderator_id: int) -> tuple[str, ...]:
    """Replace the recovery codes of a person and return the new ones, as they are shown once."""
    fresh = codes.new_recovery_codes()
    await work.accounts.set_recovery_codes(moderator_id, [digest_of(deps, moderator_id, code) for code in fresh])
    return tuple(map(codes.in_halves, fresh))


def digest_of(deps: Deps, moderator_id: int, code: str) -> str:
    """Return what is stored of a recovery code: without the key of the installation nobody tries them out."""
    return deps.vault.digest("recovery code", f"{moderator_id} {code}")


def sealed(deps: Deps, moderator_id: int, secret: str) -> bytes:
    """Seal a secret for one person: in the row of another it is worth nothing."""
    return deps.vault.seal(f"{PURPOSE} {moderator_id} {secret}")


def unsealed(deps: Deps, moderator_id: int, kept: bytes) -> str:
    """Return the secret of a person."""
    purpose, owner, secret = deps.vault.unseal(kept).split(" ")
    if (purpose, owner) != (PURPOSE, str(moderator_id)):
        raise ValueError("this secret was sealed for somebody else")
    return secret
