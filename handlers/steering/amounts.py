"""Money and time as people write and read them: integer cents and minutes inside, never a fraction."""

import re

from storage.models import BudgetUnit

EURO = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,8})(?:,(\d{1,2}))?|(\d{1,8})\.(\d{1,2})", re.ASCII)
HOURS = re.compile(r"(\d{1,5})(?::([0-5]\d)|[,.](\d{1,2}))?", re.ASCII)
MOST = 1_000_000_000
"""Ten million euros, or sixteen million hours: fits every column with room for sums."""


def read(unit: BudgetUnit, typed: str) -> int | None:
    """Return what was typed in cents or minutes; None where it is no amount.

    Euros: "1.234,56", "1234,5", "1234.56". Hours: "7:30", "7,5", "7".
    """
    words = typed.strip().removesuffix("€").removesuffix("h").strip()
    amount = _cents(words) if unit is BudgetUnit.CENTS else _minutes(words)
    return amount if amount is not None and amount <= MOST else None


def say(unit: BudgetUnit, amount: int) -> str:
    """Return e.g. '1.234,56 €' or '7:30 h'."""
    sign, whole = "−" if amount < 0 else "", abs(amount)
    if unit is BudgetUnit.MINUTES:
        return f"{sign}{_grouped(whole // 60)}:{whole % 60:02} h"
    return f"{sign}{_grouped(whole // 100)},{whole % 100:02} €"


def typed(unit: BudgetUnit, amount: int) -> str:
    """Return an amount as a field holds it, to be read again."""
    divisor, between = (60, ":") if unit is BudgetUnit.MINUTES else (100, ",")
    return f"{amount // divisor}{between}{amount % divisor:02}"


def _cents(words: str) -> int | None:
    found = EURO.fullmatch(words)
    if found is None:
        return None
    whole, part = (found[1].replace(".", ""), found[2]) if found[1] else (found[3], found[4])
    return int(whole) * 100 + int((part or "0").ljust(2, "0"))


def _minutes(words: str) -> int | None:
    found = HOURS.fullmatch(words)
    if found is None:
        return None
    part = int(found[2]) if found[2] else (int(found[3].ljust(2, "0")) * 60 + 50) // 100 if found[3] else 0
    return int(found[1]) * 60 + part


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")
