"""Short secrets that lie in the database lie there encrypted, with a key that is not in it.

The key is derived from SECRET_KEY; SECRET_KEY_FALLBACKS still open what was sealed before a change of the key.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(RuntimeError):
    """Sealed with a key that this installation no longer has."""


def _box(purpose: str) -> MultiFernet:
    return _made(purpose, tuple(str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)))


@lru_cache(maxsize=16)
def _made(purpose: str, keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(f"dangvu.{purpose}.{key}".encode()).digest())) for key in keys]
    )


def seal(text: str, purpose: str) -> str:
    """The text so that only this installation reads it again."""
    return seal_bytes(text.encode(), purpose).decode()


def seal_bytes(data: bytes, purpose: str) -> bytes:
    """As :func:`seal`, for a file; a third longer than the file."""
    return _box(purpose).encrypt(data)


def mark(text: str, purpose: str) -> str:
    """A keyed mark by which the same text is found again without being opened: the same for the same key only."""
    return hmac.new(f"dangvu.{purpose}.{settings.SECRET_KEY!s}".encode(), text.encode(), sha256).hexdigest()


def unseal(sealed: str, purpose: str) -> str:
    """What was sealed for this purpose."""
    return unseal_bytes(sealed.encode(), purpose).decode()


def unseal_bytes(sealed: bytes, purpose: str) -> bytes:
    """The file that was sealed for this purpose."""
    try:
        return _box(purpose).decrypt(sealed)
    except InvalidToken as error:
        raise Unreadable("Khóa bí mật của máy chủ đã đổi nên không đọc được mục này.") from error
