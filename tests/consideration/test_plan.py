"""The plan and the text modules: written, ordered, taken over from a file, and kept while something cites them."""

import pytest

from handlers.consideration import deciding, modules, plan
from handlers.consideration.modules import Module
from handlers.consideration.plan import Imported, Paragraph
from handlers.deps import Deps
from handlers.errors import BadInputError, NotFoundError, RefusalError
from storage.models import Outcome
from tests.consideration.people import decision, hand_in, moderator, passage_ids

FILE = """
[[paragraph]]
chapter = "Licht"
label = "1.1"
title = "Dunkle Wege"
words = "Wege werden \\"hell\\".\\nÜberall."

[[paragraph]]
chapter = "Verkehr"
label = "2.1"
title = "Tempo"
"""


def paragraph(label: str, chapter: str = "Licht") -> Paragraph:
    return Paragraph(chapter=chapter, label=label, title=f"Absatz {label}", words="")


async def labels(deps: Deps) -> list[str]:
    return [one.paragraph.label for one in await plan.paragraphs(deps)]


async def test_a_paragraph_is_added_at_the_end_of_its_chapter(deps: Deps) -> None:
    who = await moderator(deps)
    for label, chapter in (("1.1", "Licht"), ("2.1", "Verkehr"), ("1.2", "Licht")):
        await plan.add(deps, who, paragraph(label, chapter))

    assert await labels(deps) == ["1.1", "1.2", "2.1"]


async def test_paragraphs_move_as_far_as_the_plan_goes(deps: Deps) -> None:
    who = await moderator(deps)
    ids = [await plan.add(deps, who, paragraph(label)) for label in ("1", "2", "3")]

    await plan.move(deps, who, ids[0], -1)
    await plan.move(deps, who, ids[2], -1)
    await plan.move(deps, who, ids[0], 1)

    assert await labels(deps) == ["3", "1", "2"]


async def test_a_label_is_given_once(deps: Deps) -> None:
    who = await moderator(deps)
    first = await plan.add(deps, who, paragraph("1"))
    second = await plan.add(deps, who, paragraph("2"))

    with pytest.raises(BadInputError):
        await plan.add(deps, who, paragraph("1"))
    with pytest.raises(BadInputError):
        await plan.edit(deps, who, second, paragraph("1"))
    await plan.edit(deps, who, first, paragraph("1"))


async def test_a_cited_paragraph_stays_also_when_the_decision_was_taken_back(deps: Deps) -> None:
    who = await moderator(deps)
    paragraph_id = await plan.add(deps, who, paragraph("1.1"))
    concern = await hand_in(deps)
    passage = (await passage_ids(deps, concern))[0]
    await deciding.decide(deps, who, concern.number, passage, decision(Outcome.ADOPTED, paragraph_id=paragraph_id))
    await deciding.take_back(deps, who, concern.number, passage)

    with pytest.raises(RefusalError):
        await plan.remove(deps, who, paragraph_id)

    assert [one.cited for one in await plan.paragraphs(deps)] == [1]


async def test_an_uncited_paragraph_can_be_removed(deps: Deps) -> None:
    who = await moderator(deps)
    await plan.remove(deps, who, await plan.add(deps, who, paragraph("1.1")))
    assert await labels(deps) == []
    with pytest.raises(NotFoundError):
        await plan.remove(deps, who, 1)


async def test_a_plan_written_to_a_file_and_taken_over_again_is_the_same(deps: Deps) -> None:
    who = await moderator(deps)
    assert await plan.import_file(deps, who, FILE.encode()) == Imported(2, 0, 0)
    before = await plan.paragraphs(deps)

    again = await plan.import_file(deps, who, await plan.export(deps))

    assert again == Imported(0, 0, 2)
    assert await plan.paragraphs(deps) == before
    assert before[0].paragraph.words == 'Wege werden "hell".\nÜberall.'


async def test_a_file_changes_what_it_names_and_leaves_the_rest_behind_it(deps: Deps) -> None:
    who = await moderator(deps)
    await plan.add(deps, who, paragraph("9"))
    await plan.add(deps, who, paragraph("2.1"))

    done = await plan.import_file(deps, who, FILE.encode())

    assert done == Imported(1, 1, 0)
    assert await labels(deps) == ["1.1", "2.1", "9"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[[paragraph", b"[[paragraph]]\nlabel = '1'", FILE.encode() + FILE.encode(), b"paragraph = 3"],
)
async def test_a_file_that_is_no_plan_changes_nothing(deps: Deps, content: bytes) -> None:
    who = await moderator(deps)
    with pytest.raises(BadInputError):
        await plan.import_file(deps, who, content)
    assert await labels(deps) == []


async def test_a_long_text_with_many_dots_is_taken_over(deps: Deps) -> None:
    who = await moderator(deps)
    for number in range(40):
        await plan.add(deps, who, paragraph(str(number)).model_copy(update={"words": "Ein Satz. " * 1500}))

    assert await plan.import_file(deps, who, await plan.export(deps)) == Imported(0, 0, 40)


async def test_text_modules_are_kept_by_their_title(deps: Deps) -> None:
    who = await moderator(deps)
    await modules.add(deps, who, Module(title="Zuständig", words="Darüber entscheidet das Land, nicht die Stadt."))
    await modules.add(deps, who, Module(title="Geprüft", words="Wir haben es vor Ort geprüft, am Tag und bei Nacht."))
    with pytest.raises(BadInputError):
        await modules.add(deps, who, Module(title="Geprüft", words="Ein anderer Text, der lang genug ist."))

    first, second = await modules.modules(deps)
    await modules.edit(deps, who, first.id, Module(title="Geprüft", words="Wir haben es vor Ort noch einmal geprüft."))
    await modules.remove(deps, who, second.id)

    assert [one.words for one in await modules.modules(deps)] == ["Wir haben es vor Ort noch einmal geprüft."]
