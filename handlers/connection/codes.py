"""The code that is shown in one channel and typed in the other."""

import re
import secrets
from datetime import timedelta

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
AS_SHOWN = re.compile(rf"[{LETTERS}]{{4}}[-–][{LETTERS}]{{4}}")
LASTS = timedelta(minutes=15)
LONGEST_TYPED, MOST_WORDS = 24, 2
STEPS = "connection."


def new_code() -> str:
    """Return eight characters, none of which looks like another: 39 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as one reads and types it, in two halves."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def is_meant(text: str) -> bool:
    """Tell whether a text can be nothing but a code: in two halves as it is shown, or of letters and digits."""
    code = typed_code(text)
    mixed = not code.isalpha() and not code.isdigit()
    return bool(code) and (mixed or AS_SHOWN.fullmatch(text.strip().upper()) is not None)


def is_else(text: str) -> bool:
    """Tell whether a text is more than somebody types who was asked for a code."""
    return not is_meant(text) and (len(text.strip()) > LONGEST_TYPED or len(text.split()) > MOST_WORDS)


def typed_code(typed: str) -> str:
    """Return a typed code as it is compared; "" where it can be none."""
    code = "".join(letter for letter in typed.upper() if letter not in " -–")
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""
