"""What nobody sees is not shown; what other scripts and emoji need is."""

import pytest

from handlers.i18n import phrase, speaker, verbatim
from handlers.pages.csv_lines import guarded
from handlers.pages.layout import environment, paragraphs
from handlers.signs import Spoken, plain

UNSEEN = (
    *map(chr, range(0x09)), *map(chr, range(0x0E, 0x20)), *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)),
    "\x0b", "\x0c", "\x7f", "\x9b", "\ufeff", "\u200b", "\ud800", "\udfff", "\ufffe",
)  # fmt: skip
LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")
NEEDED = ("م\u200cی", "👩\u200d🚒", "A\u0301", "\u200fשלום", "❤\ufe0f", "a\tb\nc", "weich\u00adtrennbar")


@pytest.mark.parametrize("sign", UNSEEN)
def test_an_unseen_sign_is_taken_out(sign: str) -> None:
    assert plain(f"am{sign} Markt") == "am Markt"


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_line_end_is_the_same(end: str) -> None:
    assert plain(f"oben{end}unten") == "oben\nunten"


@pytest.mark.parametrize("words", NEEDED)
def test_what_other_scripts_need_stays(words: str) -> None:
    assert plain(words) == words


@pytest.mark.parametrize("hidden", ["\u202e=1+1", "\ufeff=1+1", "\x00=1+1"])
def test_a_formula_behind_an_unseen_sign_is_guarded(hidden: str) -> None:
    assert guarded(hidden) == "'=1+1"


def test_a_page_shows_data_without_unseen_signs_and_keeps_our_own() -> None:
    typed, ours = "\u202eegassap\u202c", Spoken("\u2068Rostock\u2069")
    page = environment("de").from_string('<p title="{{ typed }}">{{ typed | paragraphs }}{{ ours }}</p>')

    assert page.render(typed=typed, ours=ours) == f'<p title="egassap"><p>egassap</p>{ours}</p>'
    assert paragraphs("a\u2028\u202eb") == "<p>a<br>b</p>"


def test_what_is_said_holds_data_without_unseen_signs() -> None:
    speaks = speaker("de")

    assert speaks.say(verbatim("a\u202eb")) == "ab"
    assert speaks.say(phrase("{title}")(title="a\u202eb\x1b[31m")) == "ab[31m"
