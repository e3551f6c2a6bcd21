"""Accounts of a shared machine: read from settings or a file, checked in constant time."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.errors import UsageError

if TYPE_CHECKING:
    from qa.settings import Settings


class Accounts:
    """Users and passwords. Only keyed hashes are kept, under a key that this process makes up.

    >>> accounts = Accounts(["amal:secret"])
    >>> accounts.user_of("Basic YW1hbDpzZWNyZXQ="), accounts.user_of("Basic YW1hbDpndWVzcw==")
    ('amal', None)
    """

    def __init__(self, lines: Iterable[str]) -> None:
        """Read `USER:PASSWORD` lines; blank ones and those that begin with # are skipped.

        Raises:
            UsageError: a line isn't of that form; its text is not repeated, only its number.
        """
        self._key = secrets.token_bytes(32)
        self._digests: dict[str, bytes] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            user, colon, password = line.strip("\r\n").partition(":")
            if not (user.strip() and colon and password):
                raise UsageError(f"account {number} is not USER:PASSWORD: write both, with a colon")
            self._digests[user.strip()] = self._digest(user.strip(), password)

    def __bool__(self) -> bool:
        """Whether there are any: without accounts, everybody may ask."""
        return bool(self._digests)

    def user_of(self, authorization: str) -> str | None:
        """The user that an Authorization header proves, or None."""
        user, password = credentials(authorization)
        given = self._digest(user, password)
        # For an unknown user the same work is done, so that time doesn't tell who has an account.
        kept = self._digests.get(user, self._key)
        return user if hmac.compare_digest(given, kept) else None

    def _digest(self, user: str, password: str) -> bytes:
        return hmac.digest(self._key, f"{user}\0{password}".encode(), hashlib.sha256)


def credentials(authorization: str) -> tuple[str, str]:
    """User and password of a Basic header; empty where it is none."""
    scheme, _, code = authorization.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        text = base64.b64decode(code.strip(), validate=True).decode("utf8")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    user, _, password = text.partition(":")
    return user, password


def read_accounts(settings: "Settings") -> Accounts:
    """The accounts of the settings and those of the file that they name.

    Raises:
        UsageError: the file can't be read or names nobody, or a line is malformed.
    """
    lines = settings.auth.get_secret_value().splitlines()
    if settings.auth_file is not None:
        try:
            lines += settings.auth_file.read_text("utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
            raise UsageError(f"can't read auth_file {settings.auth_file}: {reason}") from error
    accounts = Accounts(lines)
    if settings.auth_file is not None and not accounts:
        # An emptied file must not open the server to everybody.
        raise UsageError(f"{settings.auth_file} names no account: write USER:PASSWORD lines")
    return accounts
