"""The desk of the trial in small: two dozen concerns by chat and on paper, weighed to the last by three people."""

from itertools import islice
from pathlib import Path

from tests.bench.sentences import concerns
from tests.trial.desk import run


async def test_three_people_weigh_everything_and_the_balance_is_even(tmp_path: Path) -> None:
    texts = tuple(islice(concerns(4), 16))

    found = await run(texts, tmp_path, seed=3, formats=("xlsx",))

    assert found.handed_in == len(texts)
    assert "Die Bilanz geht auf" in found.balance
    assert "Der Schlussbericht kann erstellt werden" in found.balance
    assert found.left == []
    assert found.done["erased"] == 2
    assert found.done["weighed"] + found.done["joined"] >= len(texts)
