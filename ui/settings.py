"""Settings of the chat's server alone, beside those of the whole program."""

from pydantic import Field

from qa.settings import Settings
from ui.limits.hosts import is_loopback


class ChatSettings(Settings):
    """All settings; what is added here is decided when the server starts."""

    allow_changes: bool | None = Field(
        None,
        description="whether documents can be added and removed on the page; None: where only this"
        " machine reaches it, or only accounts",
    )

    @property
    def local(self) -> bool:
        """Whether nobody else reaches the chat: no other address, and no sign of a proxy."""
        return is_loopback(self.host) and not (self.root_path or self.allowed_hosts)

    def changeable(self, *, accounts: bool) -> bool:
        """Whether who is let in may change the library.

        Args:
            accounts: whether an account is needed to be let in.
        """
        if self.allow_changes is not None:
            return self.allow_changes
        return self.local or accounts
