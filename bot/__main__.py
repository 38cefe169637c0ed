"""`forumsbote` and `python -m bot`."""

import gc


def main() -> None:
    """Run the command line."""
    gc.disable()
    from bot.cli import app  # noqa: PLC0415  thousands of classes come in, none is garbage: to look for some takes a sixth of the start

    gc.enable()
    app()


if __name__ == "__main__":
    main()
