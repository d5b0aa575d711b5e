"""What this site alone can read: AES-256-GCM under keys derived from SECRET_KEY (HKDF-SHA256), one a purpose."""

from __future__ import annotations

import os
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


def seal(plain: bytes, *, name: bytes, purpose: str) -> bytes:
    """Encrypts; `name` is authenticated with it, so that nothing can be put in the place of another."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher_of(settings.SECRET_KEY, purpose).encrypt(nonce, plain, name)


def unseal(sealed: bytes, *, name: bytes, purpose: str) -> bytes:
    """What was sealed with this name for this purpose; raises InvalidTag where it was not, or not by this site."""
    cipher = _cipher_of(settings.SECRET_KEY, purpose)
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], name)


@lru_cache(maxsize=8)
def _cipher_of(secret: str, purpose: str) -> AESGCM:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
    return AESGCM(derived.derive(secret.encode()))
