"""Secrets in the system's keyring: what gives access to the company's books is in no file of ours, and in no backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "OpenPOS"
CLIENT_ID = "client id"
CLIENT_SECRET = "client secret"  # noqa: S105 - the name of the entry
REFRESH_TOKEN = "refresh token"  # noqa: S105
MAIL_PASSWORD = "mail password"  # noqa: S105
"""Stays when the connection to the books is given up: it is not among these."""
ENTRIES = (CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN)


class NoKeyring(Exception):
    """There is no keyring that keeps secrets. The text is the keyring's own, for the log and not for people."""


class Credentials:
    """The keyring's entries of one owner. All calls block: the keyring may ask the person to unlock it.

    Raises NoKeyring where there is none, it stays locked, or it does not keep what it is given.
    """

    def __init__(self, owner: str, *, backend: KeyringBackend | None = None) -> None:
        """`owner` tells this register's entries from those of others on the machine; `backend` is for one of choice."""
        self._owner = owner
        self._backend = backend

    def get(self, entry: str) -> str:
        """The secret, or an empty text where there is none."""
        from keyring.errors import KeyringError

        try:
            return self._keyring().get_password(SERVICE, self._name(entry)) or ""
        except (KeyringError, OSError, RuntimeError) as error:
            raise NoKeyring(str(error)) from error

    def put(self, entry: str, secret: str) -> None:
        """Keep the secret, and make sure that it is kept."""
        from keyring.errors import KeyringError

        try:
            keyring = self._keyring()
            keyring.set_password(SERVICE, self._name(entry), secret)
            kept = keyring.get_password(SERVICE, self._name(entry))
        except (KeyringError, OSError, RuntimeError) as error:
            raise NoKeyring(str(error)) from error
        if kept != secret:
            # There is a kind of keyring that forgets everything and says nothing.
            raise NoKeyring("it does not keep what it is given")

    def erase(self) -> None:
        """Forget every entry of this owner."""
        from keyring.errors import KeyringError, PasswordDeleteError

        for entry in ENTRIES:
            try:
                self._keyring().delete_password(SERVICE, self._name(entry))
            except PasswordDeleteError:
                continue  # it was not there
            except (KeyringError, OSError, RuntimeError) as error:
                raise NoKeyring(str(error)) from error

    def _name(self, entry: str) -> str:
        return f"{self._owner} {entry}"

    def _keyring(self) -> KeyringBackend:
        if self._backend is None:
            import keyring

            self._backend = keyring.get_keyring()
        return self._backend
