"""A request that is turned away: JSON with a code and one sentence, whoever asks."""

from dataclasses import dataclass, field

from starlette.responses import JSONResponse


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why, and what to do. The JSON is `{"error": code, "detail": sentence}`."""

    status: int
    code: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)

    def response(self) -> JSONResponse:
        """The answer to send."""
        body = {"error": self.code, "detail": self.detail}
        return JSONResponse(body, status_code=self.status, headers=self.headers)


def too_many(limit: int, seconds: int) -> Refusal:
    """More requests than a minute allows."""
    return Refusal(
        429,
        "too_many_requests",
        f"more than {limit} requests in a minute: wait {seconds} s, or raise requests_per_minute",
        {"Retry-After": str(seconds)},
    )


def too_large(limit: int) -> Refusal:
    """A body over the limit."""
    return Refusal(
        413,
        "too_large",
        f"the request is larger than {limit} bytes: send less at once, or raise the limit",
    )


def read_only() -> Refusal:
    """A file for a library that may not be changed."""
    return Refusal(
        403,
        "read_only",
        "this server's documents are read-only: whoever runs it can start it with --allow-changes",
    )


def not_for_programs() -> Refusal:
    """A program that wants to change the library."""
    return Refusal(
        405,
        "read_only",
        "programs only read the library: documents are added and removed on the page",
        {"Allow": "GET"},
    )


def login_needed() -> Refusal:
    """No account, or a wrong password; which of the two isn't told."""
    return Refusal(
        401,
        "login_needed",
        "this server asks for an account: send its user and password with HTTP Basic",
        {"WWW-Authenticate": 'Basic realm="Isnad", charset="UTF-8"'},
    )


def too_many_failures(seconds: int) -> Refusal:
    """Passwords are being guessed."""
    return Refusal(
        429,
        "too_many_failures",
        f"too many wrong passwords for this user: wait {seconds} s and try again",
        {"Retry-After": str(seconds)},
    )


def unknown_host(host: str) -> Refusal:
    """A name that this server isn't known by."""
    return Refusal(
        421,
        "unknown_host",
        f"this server isn't known as {host!r}: use its address, or add the name to allowed_hosts",
    )


def foreign_origin() -> Refusal:
    """A request that another site's page makes in its visitor's browser."""
    return Refusal(
        403,
        "foreign_origin",
        "pages of other sites may not send requests here: add the site's name to allowed_hosts",
    )
