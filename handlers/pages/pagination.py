"""Cut long lists into pages and find the way between them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from aiohttp import web

SIZE = 50
NEIGHBOURS = 2
FURTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Pagination:
    """One page of a list.

    number  from 1; a number beyond the end stands for the last page.
    total   how many things the whole list has.
    query   the other parameters of the address, which stay as they are.
    """

    number: int
    total: int
    path: str
    query: tuple[tuple[str, str], ...] = ()
    size: int = SIZE

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many things stand on the pages before."""
        return (self.number - 1) * self.size

    def address(self, number: int) -> str:
        """Return the address of another page of the same list."""
        return f"{self.path}?{urlencode([*self.query, ('seite', str(number))])}"

    def around(self) -> list[int | None]:
        """Return the page numbers worth showing, None where some are left out."""
        near = range(self.number - NEIGHBOURS, self.number + NEIGHBOURS + 1)
        shown = sorted({1, self.last, *(number for number in near if 1 <= number <= self.last)})
        numbers: list[int | None] = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number - before > 1:
                numbers.append(None)
            numbers.append(number)
        return numbers


def page_number(request: web.Request) -> int:
    """Return the page asked for by `?seite=`; whatever is no number is 1."""
    asked = request.query.get("seite", "")
    return (
        min(int(asked), FURTHEST) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 10 and int(asked) else 1
    )


def paginate(request: web.Request, total: int, *, size: int = SIZE) -> Pagination:
    """Return the page that the request asks for, within the bounds of the list."""
    query = tuple((name, value) for name, value in request.query.items() if name != "seite" and value)
    last = max(1, -(-total // size))
    return Pagination(min(page_number(request), last), total, request.path, query, size)
