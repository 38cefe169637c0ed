"""Print what the trials found, one column a database."""

from collections.abc import Sequence

from tests.trial.checks import answered_again, doubled, lost, violations
from tests.trial.lists import ALL
from tests.trial.trial import Result


def print_table(results: Sequence[Result]) -> None:
    """Print a line for each figure."""
    columns = [_figures(result) for result in results]
    width = max(len(name) for name in columns[0])
    for name in columns[0]:
        print(f"{name:<{width}}", *(f"{column[name]:>12}" for column in columns))


def _figures(result: Result) -> dict[str, str]:
    evidence, plan = result.evidence, result.plan
    receipts = sum(len(visit.receipts) for visit in evidence.visits)
    repeated = sum(max(0, len(visit.receipts) - 1) for visit in evidence.visits)
    figures: dict[str, object] = {
        "": plan.engine,
        "updates come by": plan.mode,
        "residents": len(evidence.visits),
        "of them shown the emergency numbers": sum(visit.alarmed for visit in evidence.visits),
        "turns": result.turns,
        "kills": plan.kills,
        "restarts": result.starts - 1,
        "updates delivered again": evidence.fake["repeated"],
        "seconds until all was quiet": f"{result.seconds:.1f}",
        "lost": lost(evidence),
        "doubled": doubled(evidence),
        "receipt rows": sum(evidence.ledger.receipts),
        "receipts on the phones": receipts,
        "of them repeated": repeated,
        "messages sent again after a kill": evidence.ledger.repeated,
        "ambiguous": evidence.ledger.ambiguous,
        "presses left without an answer": evidence.fake["unanswered_presses"],
        "presses answered again": answered_again(evidence),
        "violations": len(violations(evidence)),
        "errors logged": len(evidence.errors),
        "rows in the list of all": len(evidence.lists.rows[ALL]),
        "rows without a workgroup": sum(not row.workgroups for row in evidence.lists.rows[ALL]),
    }
    figures |= {f"rows in the list of {each}": len(evidence.lists.rows[each]) for each in evidence.labels}
    return {name: str(value) for name, value in figures.items()}
