"""Hash passwords with argon2id (RFC 9106), off the event loop and two at a time: each takes a tenth of a second and 32 MB."""

import asyncio
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

AT_ONCE = 2
MEMORY_KIB, ROUNDS = 32 * 1024, 3
SALT_BYTES, HASH_BYTES = 16, 32


class Hashing:
    """What hashes the passwords of one process.

    The defaults are dearer than any of the settings OWASP's Password Storage Cheat Sheet takes for enough (19 MiB twice, 12 MiB
    three times). A hash says itself what it cost, so they can be raised without a word to anybody.
    """

    def __init__(self, memory_kib: int = MEMORY_KIB, rounds: int = ROUNDS) -> None:
        self._hasher = PasswordHasher(
            time_cost=rounds, memory_cost=memory_kib, parallelism=1, hash_len=HASH_BYTES, salt_len=SALT_BYTES
        )
        salt, nothing = (b64encode(bytes(size)).decode().rstrip("=") for size in (SALT_BYTES, HASH_BYTES))
        self._nobodys = f"$argon2id$v=19$m={memory_kib},t={rounds},p=1${salt}${nothing}"
        self._threads = ThreadPoolExecutor(AT_ONCE, "hashing")
        self.waiting = 0

    async def hash(self, password: str) -> str:
        """Return a password as it is stored, with a salt of its own."""
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)
        finally:
            self.waiting -= 1

    async def fits(self, password: str, stored: str | None) -> bool:
        """Tell whether this is the password that was stored; where none was it takes as long to say no."""
        self.waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._verify, stored or self._nobodys, password)
        finally:
            self.waiting -= 1

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except VerificationError:
            return False
