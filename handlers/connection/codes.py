"""The code that is shown in one channel and typed in the other."""

import secrets
from datetime import timedelta

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
LASTS = timedelta(minutes=15)
LONGEST_TYPED = 24


def new_code() -> str:
    """Return eight characters, none of which looks like another: 39 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as one reads and types it, in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def typed_code(typed: str) -> str:
    """Return a typed code as it is compared; "" where it can be none."""
    code = "".join(letter for letter in typed.upper() if letter not in " -–")
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""
