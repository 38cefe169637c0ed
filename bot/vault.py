"""Keep addresses: encrypted with SECRET_KEY to be used, and as a keyed digest to be found."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet


class AddressVault:
    """Fernet (AES-128-CBC with HMAC-SHA256) for sealing, HMAC-SHA256 for digests; each with a key of its own from the one secret."""

    def __init__(self, secret: str) -> None:
        self._digest_key = self._derive(secret, "digest")
        self._sign_key = self._derive(secret, "sign")
        self._chain_key = self._derive(secret, "chain")
        self._receipt_key = self._derive(secret, "receipt")
        self._fernet = Fernet(urlsafe_b64encode(self._derive(secret, "seal")))

    @staticmethod
    def _derive(secret: str, purpose: str) -> bytes:
        return hmac.digest(secret.encode(), f"forumsbote:{purpose}".encode(), hashlib.sha256)

    def digest(self, channel: str, address: str) -> str:
        return hmac.new(self._digest_key, f"{channel}:{address}".encode(), hashlib.sha256).hexdigest()

    def seal(self, address: str) -> bytes:
        return self._fernet.encrypt(address.encode())

    def unseal(self, sealed: bytes) -> str:
        return self._fernet.decrypt(sealed).decode()

    def chain(self, words: bytes) -> bytes:
        return hmac.digest(self._chain_key, words, hashlib.sha256)

    def receipt(self, number: str) -> bytes:
        return hmac.digest(self._receipt_key, number.encode("utf-8", "replace"), hashlib.sha256)

    def sign(self, words: str) -> str:
        code = hmac.digest(self._sign_key, words.encode("utf-8", "replace"), hashlib.sha256)
        return urlsafe_b64encode(code[:6]).decode()
