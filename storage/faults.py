"""Tell a database that is away from every other fault."""

from sqlalchemy.exc import DBAPIError


def is_away(fault: BaseException) -> bool:
    """Say whether a fault is that the connection to the database broke, or none could be made."""
    return isinstance(fault, ConnectionError) or (isinstance(fault, DBAPIError) and fault.connection_invalidated)
