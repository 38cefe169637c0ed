"""The desk and its browsers, as its own tests have them."""

from tests.desk.conftest import seat, serve  # noqa: F401  (fixtures)
