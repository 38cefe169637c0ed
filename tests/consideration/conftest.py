"""The desk of these tests is that of all tests of the desk."""

from tests.desk.conftest import seat, serve

__all__ = ["seat", "serve"]
