"""`forumsbote` and `python -m bot`."""

import gc


def main() -> None:
    """Run the command line.

    Thousands of classes come in with it, and none of them ever is garbage: to look for some would take a sixth of the start.
    """
    gc.disable()
    from bot.cli import app  # noqa: PLC0415  the collector rests before anything comes in

    gc.freeze()
    gc.enable()
    app()


if __name__ == "__main__":
    main()
