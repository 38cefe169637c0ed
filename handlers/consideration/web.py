"""The doors to the weighing of one concern, and to the balance."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from aiohttp import web
from pydantic import BaseModel, Field

from handlers.consideration import deciding, joining, modules, objecting, passages, rules, texts
from handlers.consideration.balance import balance, waiting
from handlers.consideration.rules import Decision
from handlers.consideration.weighing import weigh
from handlers.deps import Deps
from handlers.errors import BadInputError
from handlers.i18n import BERLIN
from handlers.moderation import moving
from handlers.moderation import texts as desk_texts
from handlers.moderation.claims import ClaimedError
from handlers.moderation.web_queue import ClaimForm
from handlers.pages.addresses import number_in
from handlers.pages.fields import Day
from handlers.pages.forms import WHOLE_FORM, Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR, SignedIn
from handlers.pages.layout import render
from storage.models import Outcome

Word = Annotated[str, Field(max_length=200)]
FIELDS = {
    texts.UNKNOWN_REASON: "reason",
    texts.UNKNOWN_BODY: "body",
    texts.UNKNOWN_PARAGRAPH: "paragraph",
    texts.DAY_AHEAD: "decided_on",
}


class DecisionForm(BaseModel):
    """What was decided about one passage."""

    outcome: Outcome
    reason: Word = ""
    words: Annotated[str, Field(max_length=rules.WORDS_MOST)] = ""
    body: Word = ""
    decided_on: Day
    paragraph: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    module: Annotated[int, Field(ge=1, lt=2**31)] | None = None

    async def decision(self, deps: Deps) -> Decision:
        """Return it as the action takes it; a text module stands before the own words."""
        begun = [(await modules.get(deps, self.module)).words] if self.module else []
        words = "\n".join(filter(None, (*begun, self.words)))[: rules.WORDS_MOST]
        return Decision(self.outcome, self.reason, words, self.body, self.decided_on, self.paragraph)


class SplitForm(BaseModel):
    """Where the new passage begins."""

    start: Annotated[int, Field(ge=1, lt=2**31)]


class TopicsForm(BaseModel):
    """The topics of one passage, as ticked."""

    topic: list[Word] = Field(default_factory=list, max_length=200)


class JoinForm(BaseModel):
    """Concerns to be considered together with this one: ticked ones, and typed numbers."""

    other: list[Word] = Field(default_factory=list, max_length=200)
    numbers: Annotated[str, Field(max_length=2000)] = ""

    def all(self) -> list[str]:
        """Return every number named."""
        return [*self.other, *self.numbers.replace(",", " ").replace(";", " ").split()]


async def on_one(request: web.Request) -> web.Response:
    """Show one concern with its passages and what was decided about each."""
    return await _page(request)


async def on_begin(request: web.Request) -> web.StreamResponse:
    """Begin to weigh a concern, so that nobody else does."""
    form = (await read_post(request)).fill(ClaimForm)
    take_over = not isinstance(form, FormErrors) and form.take_over
    await moving.claim(request.app[DEPS], request[MODERATOR], _number(request), take_over=take_over)
    raise _back(request)


async def on_decide(request: web.Request) -> web.StreamResponse:
    """Write down what was decided about a passage."""
    posted, passage_id = await read_post(request), number_in(request, "passage")
    form = posted.fill(DecisionForm)
    if isinstance(form, FormErrors):
        return await _page(request, form, passage_id, status=400)
    try:
        decision = await form.decision(request.app[DEPS])
        await deciding.decide(request.app[DEPS], request[MODERATOR], _number(request), passage_id, decision)
    except BadInputError as refusal:
        field = "words" if refusal.sentence.key == texts.WORDS_MISSING.key else FIELDS.get(refusal.sentence, WHOLE_FORM)
        return await _page(request, posted.refused(field, refusal.sentence), passage_id, status=400)
    except ClaimedError as refusal:
        return await _page(request, posted.refused(WHOLE_FORM, refusal.sentence), passage_id, status=refusal.status)
    raise _back(request, passage_id)


async def on_confirm(request: web.Request) -> web.StreamResponse:
    """Put a proposed decision in force, as the second person."""
    return await _do(request, deciding.confirm)


async def on_refuse(request: web.Request) -> web.StreamResponse:
    """Say no to a proposed decision, as the second person."""
    return await _do(request, deciding.refuse)


async def on_take_back(request: web.Request) -> web.StreamResponse:
    """Take back what stands for a passage."""
    return await _do(request, deciding.take_back)


async def on_merge(request: web.Request) -> web.StreamResponse:
    """Merge a passage with the one before it."""
    return await _do(request, passages.merge)


async def on_split(request: web.Request) -> web.StreamResponse:
    """Let a new passage begin."""
    form = (await read_post(request)).fill(SplitForm)
    if isinstance(form, FormErrors):
        raise BadInputError(texts.NOT_A_PLACE_TO_SPLIT)
    await passages.split(request.app[DEPS], request[MODERATOR], _number(request), form.start)
    raise _back(request)


async def on_topics(request: web.Request) -> web.StreamResponse:
    """Give a passage topics of its own."""
    form, passage_id = (await read_post(request)).fill(TopicsForm), number_in(request, "passage")
    if isinstance(form, FormErrors):
        raise BadInputError(desk_texts.UNKNOWN_TOPIC)
    await passages.retag(request.app[DEPS], request[MODERATOR], _number(request), passage_id, form.topic)
    raise _back(request, passage_id)


async def on_join(request: web.Request) -> web.StreamResponse:
    """Let other concerns be considered together with this one."""
    form = (await read_post(request)).fill(JoinForm)
    if isinstance(form, FormErrors):
        raise BadInputError(texts.NOT_WITH_ITSELF)
    await joining.join(request.app[DEPS], request[MODERATOR], _number(request), form.all())
    raise _back(request)


async def on_free(request: web.Request) -> web.StreamResponse:
    """Let this joined concern stand for itself again."""
    await joining.free(request.app[DEPS], request[MODERATOR], _number(request))
    raise _back(request)


async def on_dissolve(request: web.Request) -> web.StreamResponse:
    """Let every concern joined to this one stand for itself again."""
    await joining.dissolve(request.app[DEPS], request[MODERATOR], _number(request))
    raise _back(request)


async def on_uphold(request: web.Request) -> web.StreamResponse:
    """Answer an objection: it stays."""
    await objecting.uphold(request.app[DEPS], request[MODERATOR], _number(request))
    raise _back(request)


async def on_reopen(request: web.Request) -> web.StreamResponse:
    """Answer an objection: it is considered anew."""
    await objecting.reopen(request.app[DEPS], request[MODERATOR], _number(request))
    raise _back(request)


async def on_balance(request: web.Request) -> web.Response:
    """Show what was received beside what became of it."""
    return render(
        request,
        "consideration/balance.html",
        balance=await balance(request.app[DEPS]),
        waiting=await waiting(request.app[DEPS]),
        who=request[MODERATOR],
        outcomes=desk_texts.OUTCOMES,
        order=tuple(Outcome),
    )


async def _do(
    request: web.Request, action: Callable[[Deps, SignedIn, str, int], Awaitable[None]]
) -> web.StreamResponse:
    passage_id = number_in(request, "passage")
    await action(request.app[DEPS], request[MODERATOR], _number(request), passage_id)
    raise _back(request, passage_id)


async def _page(
    request: web.Request, form: Form | None = None, at: int | None = None, *, status: int = 200
) -> web.Response:
    """Return the page; `form` is that of the passage `at`, refused."""
    deps, who = request.app[DEPS], request[MODERATOR]
    today = deps.now().astimezone(BERLIN).date()
    return render(
        request,
        "consideration/one.html",
        status=status,
        weighing=await weigh(deps, who, _number(request)),
        who=who,
        may_work=who.facilitates,
        refused=form,
        refused_at=at,
        blank=Form.of(decided_on=today.isoformat(), body=deps.city.process.bodies[0].id),
        city=deps.city,
        decidable=texts.DECIDABLE,
        outcomes=desk_texts.OUTCOMES,
        nearness=desk_texts.NEARNESS,
        words_least=rules.WORDS_LEAST,
        words_most=rules.WORDS_MOST,
    )


def _back(request: web.Request, passage_id: int | None = None) -> web.HTTPSeeOther:
    anchor = f"#abschnitt-{passage_id}" if passage_id else ""
    return web.HTTPSeeOther(f"/moderation/concerns/{_number(request)}/consideration{anchor}")


def _number(request: web.Request) -> str:
    return request.match_info["number"]
