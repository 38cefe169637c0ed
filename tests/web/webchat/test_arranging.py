"""What stands in which order on the page, what is a button, and what is only text."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.channels.webchat.posts import update_id
from handlers.channels.webchat.transcript import Line, arranged
from handlers.channels.webchat.wording import in_html
from handlers.dialog.turn import Commanded, Said
from handlers.message import Key

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
YES = ((Key("Ja", "code"), Key("Karte", url="https://example.org")),)
ONLY_MAP = ((Key("Karte", url="https://example.org"),),)


def line(name: str, minute: int, *, own: bool = False, lasting: bool = False) -> Line:
    return Line(name, own, name, NOON + timedelta(minutes=minute), () if own else YES, lasting=lasting)


def test_lines_stand_in_their_order_and_a_question_before_its_answer() -> None:
    lines = [line("m9", 1), line("m10", 1), line("s1", 1, own=True), line("s2", 0, own=True)]

    assert [one.id for one in arranged(lines)] == ["s2", "s1", "m9", "m10"]


def test_buttons_are_good_until_the_next_word_of_the_resident() -> None:
    lines = arranged(
        [line("m1", 0), line("m2", 1, lasting=True), line("s1", 2, own=True), line("m3", 3), line("m4", 4)]
    )

    assert [one.keys for one in lines] == [ONLY_MAP, YES, (), YES, YES]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b> & c", "a &lt;b&gt; &amp; c"),
        (
            "Siehe https://example.org/a?b=1&c=2.",
            'Siehe <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>.',
        ),
        ('https://x.org/"onclick=', '<a href="https://x.org/">https://x.org/</a>&#34;onclick='),
        ("„https://x.org/a“", '„<a href="https://x.org/a">https://x.org/a</a>“'),
        ("https://x.org\\@stadt.de", '<a href="https://x.org">https://x.org</a>\\@stadt.de'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("/nichts und und/oder 1/2", "/nichts und und/oder 1/2"),
        ("/hilfe.", '<button type="submit" form="talk" name="command" value="/hilfe" class="inline">/hilfe</button>.'),
    ],
)
def test_text_becomes_html_and_nothing_else(text: str, html: str) -> None:
    assert in_html(text, {"hilfe", "oder"}) == html


def test_the_same_page_and_act_are_the_same_update() -> None:
    assert update_id("a", "n", Said("x")) == update_id("a", "n", Said("x"))
    others = {update_id("b", "n", Said("x")), update_id("a", "m", Said("x")), update_id("a", "n", Commanded("x"))}
    assert update_id("a", "n", Said("x")) not in others
    assert all(0 <= one < 2**63 for one in others)
