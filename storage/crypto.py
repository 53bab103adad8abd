"""Encryption at rest: the keys that seal free text, payloads and tokens."""

import hashlib
import os
from pathlib import Path
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class WrongKeyError(Exception):
    """Sealed text could not be opened: the keys given are not those it was sealed with."""


class Keyring:
    """Seals with its first key, opens with any: put a new key in front, and keep the older ones while text needs them."""

    def __init__(self, *keys: str) -> None:
        if not keys:
            raise ValueError("A keyring needs at least one key")
        self._keys = MultiFernet([Fernet(key) for key in keys])
        self.fingerprints = tuple(hashlib.sha256(key.encode()).hexdigest()[:8] for key in keys)
        """What each key can be recognised by, without telling anything of it."""

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read keys separated by commas, the newest first; ValueError when one is not 32 bytes in URL-safe base64."""
        return cls(*(key.strip() for key in text.split(",") if key.strip()))

    @staticmethod
    def generate() -> str:
        """Make the text of one new key."""
        return Fernet.generate_key().decode()

    def seal(self, text: str) -> str:
        return self._keys.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Give back what was sealed; WrongKeyError when none of the keys fits."""
        try:
            return self._keys.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKeyError("None of the encryption keys opens what is stored") from None


def load_or_create_key_file(path: Path) -> Keyring:
    """Read the keys beside an embedded database, or make the file, readable by its owner only."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return Keyring.from_text(path.read_text())
    key = Keyring.generate()
    with os.fdopen(descriptor, "w") as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())
    return Keyring(key)
