"""Where a request comes from, for slowing down who guesses; an address is kept nowhere."""

from ipaddress import IPv6Address, ip_address, ip_network

from aiohttp import web

V4_PREFIX, V6_PREFIX = 24, 48


def address_of(request: web.Request) -> str:
    """Return the address of a browser; a proxy of our own network names it as the last one of X-Forwarded-For."""
    beside_us = request.remote or ""
    named = request.headers.getall("X-Forwarded-For", [])
    return named[-1].rpartition(",")[2].strip() if named and is_near(beside_us) else beside_us


def is_all_near(request: web.Request) -> bool:
    """Tell whether a request comes from this machine or its own network, and was passed on for nobody outside of it."""
    named = ",".join(request.headers.getall("X-Forwarded-For", []))
    passed_on = [one.strip() for one in named.split(",")] if named else []
    return "Forwarded" not in request.headers and all(map(is_near, (request.remote or "", *passed_on)))


def network_of(address: str) -> str:
    """Return the beginning of an address that one household or office shares, e.g. 192.0.2.0/24; "" for what is none."""
    try:
        found = ip_address(address.strip().partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(ip_network((found, V6_PREFIX if isinstance(found, IPv6Address) else V4_PREFIX), strict=False))


def is_near(address: str) -> bool:
    """Tell whether an address is of this machine or its own network: a proxy before us, whose word counts."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found.is_loopback or found.is_private
