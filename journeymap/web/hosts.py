"""Which host names we answer to, so that a foreign site cannot point its own name at us (DNS rebinding)."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from journeymap.config import Settings
from journeymap.locale import gettext as _

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names that may stand in the ``Host`` header.

    :param names: exact names in lower case; one that begins with a dot fits every name below it.
    :param any_address: any bare IP address will do: no name was resolved, so none can have been rebound.
    """

    names: frozenset[str]
    any_address: bool

    def fit(self, header: str) -> bool:
        """Whether the value of a ``Host`` header is one of ours."""
        name = host_name(header)
        if not name:
            return False
        if self.any_address and is_address(name):
            return True
        return name in self.names or any(own.startswith(".") and name.endswith(own) for own in self.names)


def allowed_hosts(settings: Settings) -> Hosts:
    """The names for these settings: loopback, the address listened on, the public address, and those added."""
    given = {settings.host, host_name(urlsplit(settings.base_url).netloc), *settings.allowed_hosts}
    names = {name.lower().removeprefix("*").rstrip(".") for name in given if name}
    return Hosts(LOOPBACK | names, any_address=settings.host not in LOOPBACK)


def host_name(header: str) -> str:
    """The name in a ``Host`` header, without port and brackets, in lower case; blank when it is malformed."""
    try:
        parts = urlsplit(f"//{header}")
        _port = parts.port  # raises when it is no port
    except ValueError:
        return ""
    if parts.username is not None or parts.path or parts.query or parts.fragment:
        return ""
    return (parts.hostname or "").rstrip(".")


def is_address(name: str) -> bool:
    """Whether a name is an IP address."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class HostCheck:
    """Refuses requests and WebSockets whose ``Host`` is none of ours."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope).getlist("host")
            if len(headers) != 1 or not self.hosts.fit(headers[0]):
                sentence = _("journeymap does not answer to this name. Add it to JOURNEYMAP_ALLOWED_HOSTS.")
                await PlainTextResponse(sentence, 400)(scope, receive, send)
                return
        await self.app(scope, receive, send)
