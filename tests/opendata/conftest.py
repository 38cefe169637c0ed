"""The whole application, with figures, forums and a public document."""

from tests.process.conftest import seat as seat
from tests.results.conftest import take_in as take_in
