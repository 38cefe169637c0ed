"""Tokens never reach a log line, whoever logs them."""

import logging

import pytest
import structlog

from bot.logs import set_up
from bot.settings import LogFormat
from tests.attack.payloads import MARK
from tests.silence import leaks

TOKEN = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"
LINK = "http://127.0.0.1/moderation/anmelden/abcdefghijklmnopqrstuvwxyz"


pytestmark = pytest.mark.usefixtures("logging_as_before")


@pytest.mark.parametrize("form", list(LogFormat))
def test_tokens_and_sign_in_links_are_scrubbed(form: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    set_up(form)
    log = structlog.get_logger("ours")
    log.info("event.happened", url=f"https://api.example/bot{TOKEN}/getMe", link=LINK)
    logging.getLogger("theirs").warning("POST https://api.example/bot%s/getMe", TOKEN)
    try:
        raise ValueError(f"no route to {TOKEN}")
    except ValueError:
        log.exception("event.failed")
        logging.getLogger("theirs").exception("failed")

    written = capsys.readouterr().err
    assert written.count("[token]") >= 4
    assert TOKEN not in written
    assert "abcdefghijklmnopqrstuvwxyz" not in written


@pytest.mark.parametrize("planted", [TOKEN, LINK, f"turn.failed text='{MARK}: es ist dunkel'", f"fault {MARK}"])
def test_what_looks_through_the_logs_of_all_tests_finds_what_is_put_there(planted: str) -> None:
    written = f"[info] turn.taken channel=web\n[info] x {planted}\n[info] turn.taken"

    assert leaks(written) == [f"[info] x {planted}"]
    assert leaks(f'[info] 127.0.0.1 "GET /foren?ortsteil={MARK} HTTP/1.1" 400 17 "-"') == []
