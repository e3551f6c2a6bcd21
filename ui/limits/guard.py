"""What every request passes before page, API or MCP see it.

One place for all three, in front of them: what they serve can't be reached around it.
"""

from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.limits import refusal
from ui.limits.access import Accounts, credentials
from ui.limits.hosts import KnownHosts
from ui.limits.rate import RateLimit

if TYPE_CHECKING:
    from qa.settings import Settings

PROGRAMS = ("/api/", "/mcp")
"""Where paths of programs begin; all others are the page's."""

_UPLOAD = "/gradio_api/upload"
"""Where the page sends files to; nothing but documents to add is ever sent there."""
_FAILURES = 10
"""Wrong passwords a minute for one user from one address."""
_DRAINED = 8_000_000
"""Bytes of a refused body that are read and dropped: else its sender sees a broken connection."""
# The browser itself keeps the page from asking anything of another host.
_POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval';"
    " frame-ancestors 'self'; base-uri 'self'; form-action 'self'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": _POLICY,
}


class Guard:
    """Checks host, origin, account, rate, uploads, size, and places the app under its root."""

    def __init__(
        self, app: ASGIApp, settings: "Settings", accounts: Accounts, *, changeable: bool
    ) -> None:
        """Stand in front of `app`; what isn't `changeable` takes no files either."""
        self._changeable = changeable
        self._app, self._settings, self._accounts = app, settings, accounts
        self._hosts = KnownHosts(settings.allowed_hosts, settings.host)
        self._rate = RateLimit(settings.requests_per_minute)
        self._failures = RateLimit(_FAILURES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass or refuse it."""
        if scope["type"] == "websocket":
            # Nothing here speaks it, so nothing needs to be checked for it.
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        root = self._settings.root_path
        if root and scope["path"] == root:
            # Without the slash, relative addresses of the page would lead beside it.
            await RedirectResponse(f"{root}/")(scope, receive, send)
            return
        path = scope["path"].removeprefix(root) if _under(scope["path"], root) else scope["path"]
        if refused := self._refused(scope, path):
            await _drain(receive)
            await refused.response()(scope, receive, send)
            return
        # A proxy may take the prefix away or leave it; Starlette wants it left.
        inner = dict(scope, root_path=root, path=root + path, raw_path=None)
        await self._app(inner, self._limited(receive, path), _with_headers(send))

    def _refused(self, scope: Scope, path: str) -> refusal.Refusal | None:
        headers = Headers(scope=scope)
        client = scope["client"][0] if scope.get("client") else ""
        # The page's many small files are nobody's harm; its questions are sent by POST.
        asks = path.startswith(PROGRAMS) or scope["method"] not in ("GET", "HEAD", "OPTIONS")
        return (
            self._wrong_place(headers, asks)
            or self._not_let_in(headers, client)
            or (self._too_often(headers, client) if asks else None)
            or self._read_only(path)
            or self._too_large(headers, path)
        )

    def _wrong_place(self, headers: Headers, asks: bool) -> refusal.Refusal | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        # What a proxy was reached as; Gradio makes the page's addresses from it.
        reached = headers.get("x-forwarded-host", "").split(",")[0].strip()
        names = [host, reached] if reached else [host]
        for name in names:
            if not self._hosts.knows(name):
                return refusal.unknown_host(name)
        if not asks or origin is None:
            return None
        if any(self._hosts.trusts(origin, name) for name in names):
            return None
        return refusal.foreign_origin()

    def _not_let_in(self, headers: Headers, client: str) -> refusal.Refusal | None:
        if not self._accounts:
            return None
        authorization = headers.get("authorization", "")
        if not authorization:
            return refusal.login_needed()  # as every browser's first request: no failure
        who = f"{client} {credentials(authorization)[0]}"
        if wait := self._failures.peek(who):
            return refusal.too_many_failures(wait)
        if self._accounts.user_of(authorization) is None:
            self._failures.take(who)
            return refusal.login_needed()
        return None

    def _too_often(self, headers: Headers, client: str) -> refusal.Refusal | None:
        if self._accounts:
            # Colleagues behind one proxy have one address, but each an account.
            client = f"user {credentials(headers.get('authorization', ''))[0]}"
        wait = self._rate.take(client)
        return refusal.too_many(self._rate.per_minute, wait) if wait else None

    def _read_only(self, path: str) -> refusal.Refusal | None:
        if self._changeable or path.rstrip("/") != _UPLOAD:
            return None
        return refusal.read_only()

    def _too_large(self, headers: Headers, path: str) -> refusal.Refusal | None:
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) <= self._limit(path):
            return None
        return refusal.too_large(self._limit(path))

    def _limit(self, path: str) -> int:
        programs = path.startswith(PROGRAMS)
        return self._settings.body_limit if programs else self._settings.upload_limit

    def _limited(self, receive: Receive, path: str) -> Receive:
        """Count what comes without a Content-Length."""
        limit, seen = self._limit(path), 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413, refusal.too_large(limit).detail)
            return message

        return counted


def _under(path: str, root: str) -> bool:
    return bool(root) and path.startswith(f"{root}/")


async def _drain(receive: Receive) -> None:
    seen = 0
    while seen < _DRAINED:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
