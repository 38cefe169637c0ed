"""The trial in small: twelve residents, two kills, and the same checks as the great one."""

from pathlib import Path

import pytest

from tests.running.databases import Engine
from tests.running.product import Mode
from tests.trial.checks import Evidence, find_faults
from tests.trial.trial import Plan, run_trial

DANGER = "Vor unserem Haus in der Langen Straße brennt es gerade, überall ist Rauch!"
TEXTS = (
    "Auf dem Weg von der Haltestelle zur Schule ist es abends sehr dunkel.",
    "Am Doberaner Platz wird nachts oft laut gestritten, man traut sich kaum vorbei.",
    "Im Park liegen Spritzen neben dem Spielplatz. Meine Nummer: 0381 123456.",
    "=SUMME(1;2) steht seit Wochen an der Wand der Schule; bitte „sauber“ machen",
    "Der Keller lief beim Starkregen\nzum zweiten Mal voll, niemand wusste Bescheid.",
    "Die Ampel vor dem Hauptbahnhof ist zu kurz für ältere Menschen. 👵🏽",
    "Die Ampel vor dem Hauptbahnhof ist zu kurz für ältere Menschen. 👵🏽",
    "Bei Stromausfall weiß in unserem Haus keiner, wohin.",
    "<b>Die Feuerwehrzufahrt</b> in Lütten Klein ist ständig zugeparkt & keiner kontrolliert.",
    "The path along the Warnow has no lights; please change that.",
    "Mehr Streifen in Evershagen, vor allem am Wochenende, das würde mir helfen.",
    DANGER,
)


@pytest.mark.parametrize(
    ("engine", "mode"),
    [
        pytest.param(Engine.SQLITE, Mode.WEBHOOK, id="sqlite"),
        pytest.param(Engine.POSTGRESQL, Mode.POLLING, id="postgresql"),
    ],
)
async def test_everything_handed_in_is_on_the_lists_exactly_once_though_the_process_is_killed(
    engine: Engine, mode: Mode, tmp_path: Path
) -> None:
    plan = Plan(engine, mode, TEXTS, kills=2, seed=3, by_command=1)

    result = await run_trial(plan, tmp_path)

    assert find_faults(result.evidence) == []
    assert result.starts == 1 + plan.kills
    assert _alarmed(result.evidence) == [DANGER]


def _alarmed(evidence: Evidence) -> list[str]:
    return [visit.text for visit in evidence.visits if visit.alarmed]
