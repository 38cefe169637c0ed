"""The pages of the plan and of the text modules."""

import aiohttp

from handlers.consideration import modules, plan
from handlers.deps import Deps
from storage.models import Role
from tests.desk.conftest import Open

PARAGRAPH = {"chapter": "Licht", "label": "1.1", "title": "Dunkle Wege", "words": "Wege werden hell."}


async def test_a_paragraph_is_added_changed_moved_and_removed(deps: Deps, seat: Open) -> None:
    desk = await seat(Role.MODERATOR)
    assert (await desk.post("/moderation/plan", data=PARAGRAPH, allow_redirects=False)).status == 303
    await desk.post("/moderation/plan", data=PARAGRAPH | {"label": "1.2", "title": "<b>Rad</b>"})
    first, second = [one.paragraph.id for one in await plan.paragraphs(deps)]

    await desk.post(f"/moderation/plan/{second}/up")
    await desk.post(f"/moderation/plan/{first}", data=PARAGRAPH | {"title": "Helle Wege"})
    page = await (await desk.get("/moderation/plan")).text()

    assert page.index("&lt;b&gt;Rad") < page.index("Helle Wege")
    await desk.post(f"/moderation/plan/{second}/remove")
    assert [one.paragraph.title for one in await plan.paragraphs(deps)] == ["Helle Wege"]


async def test_a_taken_label_is_said_at_its_field(seat: Open) -> None:
    desk = await seat(Role.MODERATOR)
    await desk.post("/moderation/plan", data=PARAGRAPH)
    answer = await desk.post("/moderation/plan", data=PARAGRAPH)
    assert answer.status == 400
    assert "Einen Absatz 1.1 gibt es schon" in await answer.text()


async def test_the_plan_goes_out_and_comes_in_as_a_file(deps: Deps, seat: Open) -> None:
    desk = await seat(Role.ADMIN)
    await desk.post("/moderation/plan", data=PARAGRAPH)
    content = await (await desk.get("/moderation/plan.toml")).read()
    form = aiohttp.FormData()
    form.add_field("file", content.replace(b"hell", b"heller"), filename="plan.toml")

    answer = await desk.post("/moderation/plan/import", data=form)

    assert "Neu: 0, geändert: 1, wie zuvor: 0." in await answer.text()
    assert [one.paragraph.words for one in await plan.paragraphs(deps)] == ["Wege werden heller."]


async def test_text_modules_have_their_page(deps: Deps, seat: Open) -> None:
    desk = await seat(Role.MODERATOR)
    typed = {"title": "Zuständig", "words": "Darüber entscheidet das Land, nicht die Stadt."}
    assert (await desk.post("/moderation/textbausteine", data=typed, allow_redirects=False)).status == 303
    assert (await desk.post("/moderation/textbausteine", data=typed | {"words": "kurz"})).status == 400
    kept = (await modules.modules(deps))[0]
    await desk.post(f"/moderation/textbausteine/{kept.id}", data=typed | {"title": "Land"})
    assert "Land" in await (await desk.get(f"/moderation/textbausteine/{kept.id}")).text()
    await desk.post(f"/moderation/textbausteine/{kept.id}/remove")
    assert await modules.modules(deps) == []
