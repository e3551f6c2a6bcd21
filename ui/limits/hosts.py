"""Which names a server answers to, and whose pages may send it requests.

A page of another site can make its visitor's browser look up a name that leads here (DNS rebinding)
and then reads answers as if they were its own. It needs a name for that: numbers can't be rebound.
So addresses are fine as they are, and names only when they are known.
"""

import ipaddress
import socket
from urllib.parse import urlsplit


class KnownHosts:
    """The names of this server: its addresses, this machine's names, and those that were added.

    >>> hosts = KnownHosts("docs.example")
    >>> hosts.knows("docs.example:7860"), hosts.knows("127.0.0.1"), hosts.knows("evil.example")
    (True, True, False)
    """

    def __init__(self, added: str = "", host: str = "") -> None:
        """`added` is comma-separated, "*" for any name; `host` is what the server listens on."""
        others = {one.strip().lower() for one in added.split(",") if one.strip()}
        name = socket.gethostname().lower()
        self._names = {"localhost", name, f"{name}.local", host.lower(), *others}
        self._any = "*" in others

    def knows(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = _name(host)
        return self._any or name in self._names or _is_address(name)

    def trusts(self, origin: str, host: str) -> bool:
        """Whether a page of `origin` may send requests to this server, reached as `host`.

        Its own pages may, those of this machine, and those of names that were added. An address
        alone is not enough here: other sites have addresses too.
        """
        parts = urlsplit(origin)
        if not parts.hostname:
            return self._any  # "null": a page without an origin
        name = parts.hostname.lower()
        own = parts.netloc.lower() == host.lower()
        return own or self._any or name in self._names or is_loopback(name)


def _name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(name: str) -> bool:
    """Whether an address or a name leads to this machine and is reached from nowhere else."""
    return name == "localhost" or (_is_address(name) and ipaddress.ip_address(name).is_loopback)
