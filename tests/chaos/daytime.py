"""Run the product with its clock moved: `python -m tests.chaos.daytime SECONDS run`. At night announcements would wait."""

import sys
from datetime import UTC, datetime, timedelta

from bot import wiring
from bot.__main__ import main


def move_clock(by: timedelta) -> None:
    """Let everything that asks what time it is be told another one."""

    def moved() -> datetime:
        return datetime.now(UTC) + by

    wiring.now = moved


if __name__ == "__main__":
    move_clock(timedelta(seconds=float(sys.argv.pop(1))))
    main()
