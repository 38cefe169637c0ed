"""Log events as lines for people or as JSON; tokens never get out, whoever logs them."""

import logging
import re
import sys

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import LogFormat
from handlers.errors import DiskFullError

TOKEN = re.compile(
    r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}|(?<=/anmelden/)[A-Za-z0-9_-]{20,}|(?<=start=desk-)[A-Za-z0-9_-]{10,}"
)
SCRUBBED = "[token]"
WEB_SERVER = "aiohttp.server"
SCHEDULER = "apscheduler.executors"
LOUD = ("httpx", "httpcore", "telegram", "aiosqlite", "asyncio", "apscheduler", "alembic")

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
# One list for good: a logger keeps the one it met at its first use.
OURS: list[Processor] = [*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter]


def set_up(form: LogFormat, level: int = logging.INFO) -> None:
    """Send everything that is logged, ours and the libraries', to standard error in one form."""
    plain = structlog.dev.plain_traceback
    last: list[Processor] = (
        [structlog.processors.format_exc_info, scrub, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if form is LogFormat.JSON
        else [scrub, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]
    )
    structlog.configure(
        processors=OURS,
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
    )
    handler = ScrubbedHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.addFilter(keep_strangers_out)
    handler.addFilter(keep_said_out)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    # What fails is logged by the tick itself; what is left undone because the process ends is no fault.
    logging.getLogger(SCHEDULER).setLevel(logging.CRITICAL)


def scrub(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Take tokens out of every text of an event."""
    return {key: TOKEN.sub(SCRUBBED, value) if isinstance(value, str) else value for key, value in event.items()}


def keep_said_out(record: logging.LogRecord) -> bool:
    """Leave out who else stumbles over a full disk: that it is full was said once, and each try would say it again."""
    fault = record.exc_info[1] if record.exc_info else None
    if isinstance(record.msg, dict) and record.msg.get("exc_info"):
        fault = sys.exc_info()[1]
    return not isinstance(fault, DiskFullError)


def keep_strangers_out(record: logging.LogRecord) -> bool:
    """Leave out what the web server says of broken requests: it names the sender's address and quotes their bytes."""
    if record.name != WEB_SERVER:
        return True
    if record.args:
        record.msg, record.args = "http.request_failed", ()
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, HttpProcessingError | web.RequestPayloadError)


class ScrubbedHandler(logging.StreamHandler):  # type: ignore[type-arg]  # its stream is always text
    """Writes lines without tokens, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub(SCRUBBED, super().format(record))
