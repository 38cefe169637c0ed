"""Hold what was handed in against what came out. Every check yields one sentence for each thing that is wrong."""

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.running.ledger import Ledger
from tests.running.residents import Visit
from tests.trial.lists import ALL, Lists

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
JOINERS = frozenset("\u200d\ufe0f\n")
FORMULA_STARTS = frozenset("=+-@\t\r\n")
SHOWN = 5
QUOTED = 60
# After a kill nobody can know whether a press was answered before, so its repetition is answered again, and Telegram shrugs.
ANSWERED_BEFORE = "answerCallbackQuery: Bad Request: query is too old"


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known at the end.

    labels   workgroup id → what lists call it
    redact   returns the form of a text that workgroups may see
    fake     the fake's own counts
    metrics  what the operator's monitoring reads
    log      everything the product printed
    """

    visits: tuple[Visit, ...]
    lists: Lists
    labels: Mapping[str, str]
    ledger: Ledger
    redact: Callable[[str], str]
    fake: Mapping[str, Any]
    metrics: str
    log: str
    errors: tuple[str, ...]
    stopped_with: int


def kept(text: str) -> str:
    """Return a text as it is to be kept: unified, without what nobody can see."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(c for c in unified if c in JOINERS or unicodedata.category(c) not in INVISIBLE).strip()


def cell(text: str) -> str:
    """Return a text as a cell holds it: one that a program could take for a formula gets an apostrophe."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text


def lost(evidence: Evidence) -> int:
    """Count the texts that were said and are missing in the list of all."""
    return (_said(evidence) - _listed(evidence)).total()


def doubled(evidence: Evidence) -> int:
    """Count the rows of the list of all that nobody said, or not so often."""
    return (_listed(evidence) - _said(evidence)).total()


def _said(evidence: Evidence) -> Counter[str]:
    return Counter(cell(kept(visit.text)) for visit in evidence.visits)


def _listed(evidence: Evidence) -> Counter[str]:
    return Counter(row.text for row in evidence.lists.rows[ALL])


def find_faults(evidence: Evidence) -> list[str]:
    """Return everything that is wrong; an empty list is what the trial is for."""
    return [fault for check in CHECKS for fault in check(evidence)]


def _texts(evidence: Evidence) -> Iterator[str]:
    if missing := lost(evidence):
        yield f"{missing} texts are missing in the list of all"
    if more := doubled(evidence):
        yield f"{more} rows of the list of all are too many"


def _numbers(evidence: Evidence) -> Iterator[str]:
    """Every number a resident was given leads to exactly what they said."""
    rows = {row.number: row.text for row in evidence.lists.rows[ALL]}
    if len(rows) != len(evidence.lists.rows[ALL]):
        yield "a case number stands in the list of all twice"
    for visit in evidence.visits:
        given = set(visit.receipts)
        if visit.stuck:
            yield f"resident {visit.resident} waited in vain for {visit.stuck}"
        if len(given) != 1:
            yield f"resident {visit.resident} was given the numbers {sorted(given)}"
        for number in given:
            if rows.get(number) != cell(kept(visit.text)):
                yield f"under {number} stands another text than resident {visit.resident} handed in"


def _shares(evidence: Evidence) -> Iterator[str]:
    """Each workgroup has the rows of the list of all that name it, in that order, and the text redacted."""
    rows = evidence.lists.rows
    for workgroup, label in evidence.labels.items():
        share = [row for row in rows[ALL] if label in row.workgroups]
        if [row.cells for row in rows[workgroup]] != [row.cells for row in share]:
            yield f"the list of {workgroup} is not its share: {len(rows[workgroup])} rows instead of {len(share)}"
        texts = {visit.receipts[0]: visit.text for visit in evidence.visits if visit.receipts}
        for row in rows[workgroup]:
            if row.number in texts and row.text != cell(evidence.redact(kept(texts[row.number]))):
                yield f"the list of {workgroup} has {row.number} in another form than the redacted one"
    unknown = {name for row in rows[ALL] for name in row.workgroups} - set(evidence.labels.values())
    if unknown:
        yield f"the list of all names workgroups nobody knows: {sorted(unknown)}"


def _doors(evidence: Evidence) -> Iterator[str]:
    for name in evidence.lists.differing:
        yield f"the list of {name} is another one on the command line than at the desk"


def _receipts(evidence: Evidence) -> Iterator[str]:
    counts = Counter(evidence.ledger.receipts)
    if counts != Counter({1: len(evidence.visits)}):
        yield f"not every resident has exactly one receipt row: {dict(counts)} (receipts: residents)"
    if evidence.ledger.receipts_sent != len(evidence.visits):
        yield f"only {evidence.ledger.receipts_sent} receipts are noted as sent"


def _outbox(evidence: Evidence) -> Iterator[str]:
    if evidence.ledger.unfinished:
        yield f"{evidence.ledger.unfinished} messages still wait to be sent"
    if evidence.ledger.given_up:
        yield f"{evidence.ledger.given_up} updates failed or were set aside"
    listed = f'forumsbote_outbox_rows{{state="ambiguous"}} {evidence.ledger.ambiguous}'
    if listed not in evidence.metrics.splitlines():
        yield f"{evidence.ledger.ambiguous} sends are ambiguous, and the operator is told another number"


def violations(evidence: Evidence) -> list[str]:
    """Return what Telegram would have refused, without second answers to presses that were delivered again."""
    return [each for each in evidence.fake["violations"] if not each.startswith(ANSWERED_BEFORE)]


def answered_again(evidence: Evidence) -> int:
    """Count the presses that were answered a second time."""
    return len(evidence.fake["violations"]) - len(violations(evidence))


def _telegram(evidence: Evidence) -> Iterator[str]:
    for violation in violations(evidence)[:SHOWN]:
        yield f"Telegram would have refused: {violation}"
    if answered_again(evidence) > evidence.fake["repetitions"]:
        yield f"{answered_again(evidence)} presses were answered again, but only {evidence.fake['repetitions']} came again"
    for name in ("pending", "expired"):
        if evidence.fake[name]:
            yield f"{evidence.fake[name]} updates are {name} at Telegram"


def _process(evidence: Evidence) -> Iterator[str]:
    for event, times in Counter(evidence.errors).items():
        yield f"the error {event} was logged {times} times"
    leaked = sum(
        _beginning(visit.text) in evidence.log or str(visit.resident) in evidence.log for visit in evidence.visits
    )
    if leaked:
        yield f"texts or chat ids of {leaked} residents stand in the log"
    if evidence.stopped_with:
        yield f"the product ended with {evidence.stopped_with} when it was asked to stop"


def _beginning(text: str) -> str:
    """Return the first words of a text as a log line would hold them."""
    return json.dumps(text[:QUOTED], ensure_ascii=False)[1:-1]


CHECKS = (_texts, _numbers, _shares, _doors, _receipts, _outbox, _telegram, _process)
