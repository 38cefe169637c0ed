"""Forums, messages and the desk, as the tests of those have them."""

from tests.desk.conftest import seat, serve  # noqa: F401  (fixtures)
from tests.forums.conftest import announced, box, deliver, move_in  # noqa: F401  (fixtures)
