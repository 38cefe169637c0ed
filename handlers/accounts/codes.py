"""One-time codes by time (TOTP, RFC 6238, as every authenticator app has them), and recovery codes."""

import hmac
import re
import secrets
from datetime import datetime

import pyotp

STEP_SECONDS = 30
WINDOW = 1
CODE = re.compile(r"\d{6}")
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
RECOVERY_CODES, RECOVERY_LENGTH = 10, 10
RECOVERY_CODE = re.compile(f"[{LETTERS}]{{{RECOVERY_LENGTH}}}")


def new_secret() -> str:
    """Return a secret of 160 bits in base 32."""
    return pyotp.random_base32()


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step a code belongs to, at most WINDOW away from now; None where it belongs to none of them."""
    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    steps = range(current - WINDOW, current + WINDOW + 1)
    found = [step for step in steps if hmac.compare_digest(totp.generate_otp(step), code)]
    return found[-1] if found else None


def address(secret: str, owner: str, issuer: str) -> str:
    """Return what an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=owner, issuer_name=issuer)


def in_fours(secret: str) -> str:
    """Return a secret as one types it."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def new_recovery_codes() -> tuple[str, ...]:
    """Return ten codes of 49 bits each."""
    return tuple("".join(secrets.choice(LETTERS) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES))


def in_halves(code: str) -> str:
    """Return a recovery code as it is shown."""
    return f"{code[: RECOVERY_LENGTH // 2]}-{code[RECOVERY_LENGTH // 2 :]}"


def typed_code(typed: str) -> str:
    """Return a code as it is compared: without spaces and hyphens, in small letters."""
    return re.sub(r"[\s-]+", "", typed).lower()
