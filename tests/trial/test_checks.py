"""The trial is only worth something if it sees what goes wrong."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from storage.models import OutgoingState
from tests.running.ledger import Ledger
from tests.running.residents import Visit
from tests.trial.checks import Evidence, cell, find_faults, kept
from tests.trial.lists import ALL, Lists, Row

DARK, LOUD = "Es ist hier abends sehr dunkel.", "Es ist hier abends sehr laut."
GROUP, LABEL = "infrastructure", "AG 1 Infrastruktur"


def row(number: str, text: str, *workgroups: str) -> Row:
    return Row(number, text, workgroups, (number, *workgroups))


ROWS = (row("2026-000001", DARK, LABEL), row("2026-000002", LOUD))
GOOD = Evidence(
    visits=(
        Visit(7000000001, DARK, receipts=("2026-000001",)),
        Visit(7000000002, LOUD, receipts=("2026-000002", "2026-000002")),
    ),
    lists=Lists({ALL: ROWS, GROUP: ROWS[:1]}, ()),
    labels={GROUP: LABEL},
    ledger=Ledger((1, 1), 2, {OutgoingState.SENT: 8}, 1, 0),
    redact=lambda text: text,
    fake={"violations": [], "pending": 0, "expired": 0, "repeated": 0, "repetitions": 0},
    metrics='forumsbote_outbox_rows{state="ambiguous"} 0',
    log="",
    errors=(),
    stopped_with=0,
)


def listed(*rows: Row, share: tuple[Row, ...] = ROWS[:1]) -> Callable[[Evidence], Evidence]:
    return lambda good: replace(good, lists=Lists({ALL: rows, GROUP: share}, ()))


def booked(**changes: object) -> Callable[[Evidence], Evidence]:
    return lambda good: replace(good, ledger=replace(good.ledger, **changes))  # type: ignore[arg-type]  # by name


def seen(**changes: object) -> Callable[[Evidence], Evidence]:
    return lambda good: replace(good, fake={**good.fake, **changes})


def test_nothing_is_found_where_all_is_well_even_if_a_receipt_came_twice() -> None:
    assert find_faults(GOOD) == []


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (listed(ROWS[0]), "1 texts are missing"),
        (listed(*ROWS, row("2026-000003", LOUD)), "1 rows of the list of all are too many"),
        (listed(ROWS[0], row("2026-000001", LOUD)), "stands in the list of all twice"),
        (listed(row("2026-000001", LOUD, LABEL), row("2026-000002", DARK)), "under 2026-000001 stands another text"),
        (listed(*ROWS, share=()), "the list of infrastructure is not its share: 0 rows instead of 1"),
        (listed(ROWS[0], row("2026-000002", LOUD, "AG 9")), "workgroups nobody knows"),
        (lambda good: replace(good, redact=lambda _: "[Name]"), "in another form than the redacted one"),
        (lambda good: replace(good, lists=replace(good.lists, differing=("all",))), "another one on the command line"),
        (
            lambda good: replace(good, visits=(good.visits[0], replace(good.visits[1], receipts=()))),
            "given the numbers []",
        ),
        (booked(receipts=(2, 0)), "exactly one receipt row"),
        (booked(receipts_sent=1), "only 1 receipts are noted as sent"),
        (booked(states={OutgoingState.WAITING: 1}), "1 messages still wait"),
        (booked(states={OutgoingState.AMBIGUOUS: 1}), "1 sends are ambiguous, and the operator is told another"),
        (booked(given_up=1), "1 updates failed or were set aside"),
        (seen(violations=["sendMessage: Bad Request: message text is empty"]), "Telegram would have refused"),
        (seen(violations=["answerCallbackQuery: Bad Request: query is too old"]), "1 presses were answered again"),
        (seen(pending=1), "1 updates are pending"),
        (lambda good: replace(good, errors=("outbox.failed",)), "the error outbox.failed was logged 1 times"),
        (lambda good: replace(good, log=f"text={DARK}"), "texts or chat ids of 1 residents"),
    ],
)
def test_what_is_wrong_is_named(spoil: Callable[[Evidence], Evidence], found: str) -> None:
    assert any(found in fault for fault in find_faults(spoil(GOOD)))


def test_a_text_is_expected_without_what_nobody_can_see_and_never_as_a_formula() -> None:
    assert kept(" a\x96b\r\nc\td\u202e ") == "ab\nc d"
    assert cell("=1+1") == "'=1+1"
