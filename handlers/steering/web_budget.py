"""Costs and hours at the desk: the budget, one line with its bookings, a correction, the file."""

from aiohttp import web

from handlers.i18n import BERLIN, speaker
from handlers.pages.addresses import number_in
from handlers.pages.forms import Form, FormErrors, read_post
from handlers.pages.keys import DEPS, MODERATOR
from handlers.pages.layout import LANGUAGE, render
from handlers.steering import amounts, budget, texts
from handlers.steering.budget_forms import BookingForm, CounterForm, LineForm, amount_of, line_form
from handlers.steering.rules import DetailsError
from storage.models import BudgetUnit
from storage.readings.budget import LineReading

LIST = "/moderation/process/budget"
SAYINGS = {
    "added": texts.LINE_ADDED,
    "saved": texts.SAVED,
    "booked": texts.BOOKED,
    "countered": texts.COUNTERED,
}


async def on_list(request: web.Request) -> web.Response:
    """Show every line with what is left of it."""
    lines, sums = await budget.list_all(request.app[DEPS])
    return render(request, "steering/budget.html", lines=lines, sums=sums, say=amounts.say, hours=BudgetUnit.MINUTES)


async def on_line(request: web.Request) -> web.Response:
    """Show one line with its bookings."""
    today = request.app[DEPS].now().astimezone(BERLIN).date()
    return await _line_page(request, Form.of(booked_on=today.isoformat()))


async def on_book(request: web.Request) -> web.Response:
    """Book on a line."""
    deps, line_id = request.app[DEPS], number_in(request, "line")
    line = (await budget.get(deps, line_id)).line
    posted = await read_post(request)
    filled = posted.fill(BookingForm)
    if isinstance(filled, FormErrors):
        return await _line_page(request, filled)
    try:
        amount = amount_of(line.unit, "amount", filled.amount)
        await budget.book(deps, request[MODERATOR], line_id, on=filled.booked_on, amount=amount, purpose=filled.purpose)
    except DetailsError as refusal:
        return await _line_page(request, posted.refused(refusal.field, refusal.sentence))
    raise web.HTTPSeeOther(f"{LIST}/lines/{line_id}?did=booked")


async def on_new_form(request: web.Request) -> web.Response:
    """Ask for a line."""
    return _form_page(request, Form.of(unit=BudgetUnit.CENTS))


async def on_new(request: web.Request) -> web.Response:
    """Put a line into the budget."""
    posted = await read_post(request)
    filled = posted.fill(LineForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled)
    try:
        added = await budget.add_line(request.app[DEPS], request[MODERATOR], filled.details())
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence))
    raise web.HTTPSeeOther(f"{LIST}/lines/{added}?did=added")


async def on_edit_form(request: web.Request) -> web.Response:
    """Show a line to be changed."""
    line = (await budget.get(request.app[DEPS], number_in(request, "line"))).line
    return _form_page(request, line_form(line), line)


async def on_edit(request: web.Request) -> web.Response:
    """Change a line."""
    deps = request.app[DEPS]
    line = (await budget.get(deps, number_in(request, "line"))).line
    posted = await read_post(request)
    filled = posted.fill(LineForm)
    if isinstance(filled, FormErrors):
        return _form_page(request, filled, line)
    try:
        await budget.edit_line(deps, request[MODERATOR], line.id, filled.details(), seen=filled.seen)
    except DetailsError as refusal:
        return _form_page(request, posted.refused(refusal.field, refusal.sentence), line)
    raise web.HTTPSeeOther(f"{LIST}/lines/{line.id}?did=saved")


async def on_counter_form(request: web.Request) -> web.Response:
    """Ask back before a booking is taken back."""
    return await _counter_page(request, Form())


async def on_counter(request: web.Request) -> web.Response:
    """Take a booking back by another one."""
    filled = (await read_post(request)).fill(CounterForm)
    if isinstance(filled, FormErrors):
        return await _counter_page(request, filled)
    deps, who = request.app[DEPS], request[MODERATOR]
    line_id = await budget.counter(deps, who, number_in(request, "booking"), filled.reason)
    raise web.HTTPSeeOther(f"{LIST}/lines/{line_id}?did=countered")


async def on_csv(request: web.Request) -> web.Response:
    """Hand all bookings out as a file."""
    return web.Response(
        body=await budget.as_csv(request.app[DEPS]),
        content_type="text/csv",
        charset="utf-8",
        headers={"Content-Disposition": 'attachment; filename="buchungen.csv"'},
    )


async def _line_page(request: web.Request, form: Form) -> web.Response:
    account = await budget.get(request.app[DEPS], number_in(request, "line"))
    return render(
        request,
        "steering/budget_line.html",
        status=400 if form.errors else 200,
        line=account.line,
        bookings=account.bookings,
        form=form,
        say=amounts.say,
        hours=BudgetUnit.MINUTES,
        saying=SAYINGS.get(request.query.get("did", "")),
    )


async def _counter_page(request: web.Request, form: Form) -> web.Response:
    booking = await budget.get_booking(request.app[DEPS], number_in(request, "booking"))
    return render(
        request,
        "steering/counter_booking.html",
        status=400 if form.errors else 200,
        booking=booking,
        form=form,
        say=amounts.say,
    )


def _form_page(request: web.Request, form: Form, line: LineReading | None = None) -> web.Response:
    speaks = speaker(LANGUAGE)
    units = [(str(unit), speaks.say(said)) for unit, said in texts.UNITS.items()]
    status = 400 if form.errors else 200
    return render(request, "steering/budget_form.html", status=status, form=form, line=line, units=units)
