"""`forumsbote` and `python -m bot`.

Thousands of classes come in with the command line, and none of them ever is garbage: to look for some would take a sixth of the start.
"""

import gc

gc.disable()

from bot.cli import app  # noqa: E402  the collector rests before anything comes in

gc.freeze()
gc.enable()


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
