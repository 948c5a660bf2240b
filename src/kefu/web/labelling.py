"""Serves the page of labels to one browser on this machine, and takes what it says. Nobody else is answered."""

from __future__ import annotations

import hmac
import json
import os
import secrets
import socketserver
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from kefu.actions.labelling import Labelled
from kefu.vocabulary.errors import KefuError

HERE: Final = "127.0.0.1"
LARGEST: Final = 64_000
"""Bytes of a verdict; a larger one is refused unread."""
PATIENCE: Final = 10.0
"""Seconds that a connection may stand still."""
Room = Callable[[bytes], Labelled | None]
LOCKS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class LabelServer(ThreadingHTTPServer):
    """Listens on this machine alone, behind a secret in the address.

    Args:
        page: the page as it stands when it is asked for.
        policy: its Content-Security-Policy.
        rooms: what the page can post to, by name: each takes what is posted and returns the verdict that then holds, None =
            none; raises KefuError where it is of no use or cannot be kept.
        port: 0 = any that is free.

    Raises:
        KefuError: the port is taken or not to be had.
    """

    daemon_threads = True
    allow_reuse_address = os.name != "nt"

    def __init__(self, page: Callable[[], str], policy: str, rooms: Mapping[str, Room], port: int = 0) -> None:
        self.page, self.policy, self.rooms = page, policy, rooms
        self.secret = secrets.token_urlsafe(24)
        try:
            super().__init__((HERE, port), _Visit)
        except (OSError, OverflowError) as error:
            mend = "give another number from 1024 to 65535, or leave --port out"
            raise KefuError("label-port", f"cannot be listened on ({error})", f"port {port}", mend) from None

    def server_bind(self) -> None:
        """Bind without asking the network for a name, as the standard library's server does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell a fault of ours; a browser that goes away in the middle is nobody's."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    @property
    def origin(self) -> str:
        """Where the page comes from, as its browser says it."""
        return f"http://{HERE}:{self.server_port}"

    @property
    def url(self) -> str:
        """The address to open."""
        return f"{self.origin}/{self.secret}/"


class _Visit(BaseHTTPRequestHandler):
    """One request. What is not the page's own gets a number and no word more."""

    server: LabelServer
    timeout = PATIENCE
    server_version, sys_version = "kefu", ""

    def do_GET(self) -> None:
        """The page."""
        if self._refused():
            return
        if self._room() != "":
            self._answer(HTTPStatus.NOT_FOUND)
            return
        page = self.server.page().encode("utf-8")
        self._answer(HTTPStatus.OK, page, "text/html; charset=utf-8", {"Content-Security-Policy": self.server.policy})

    def do_POST(self) -> None:
        """A verdict, one taken back, or the wish to end."""
        if self._refused() or self._foreign():
            return
        room, size = self._room(), self.headers.get("Content-Length", "")
        if room is None or room not in (*self.server.rooms, "end"):
            self._answer(HTTPStatus.NOT_FOUND)
        elif self.headers.get_content_type() != "application/json":
            self._answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        elif not (size.isascii() and size.isdigit()) or "Transfer-Encoding" in self.headers:
            self._answer(HTTPStatus.LENGTH_REQUIRED)
        elif len(size) > len(str(LARGEST)) or int(size) > LARGEST:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        else:
            raw = self.rfile.read(int(size))
            if len(raw) != int(size):
                self._answer(HTTPStatus.BAD_REQUEST)
            elif room == "end":
                self._tell(HTTPStatus.OK, {})
                self.server.shutdown()
            else:
                self._take(self.server.rooms[room], raw)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the standard library refuses is refused as briefly."""
        self._answer(HTTPStatus(code))

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: the address holds the secret."""

    def _take(self, room: Room, raw: bytes) -> None:
        try:
            line = room(raw)
        except KefuError as error:
            wrong = error.code != "label-write"
            self._tell(HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.INSUFFICIENT_STORAGE, {"error": str(error)})
        else:
            self._tell(HTTPStatus.OK, {"said": line.verdict() if line else None})

    def _refused(self) -> bool:
        """Whether another name than ours was asked for (a name of somebody else's that leads here), or the secret is missing."""
        hosts = self.headers.get_all("Host") or []
        if hosts != [f"{HERE}:{self.server.server_port}"]:
            self._answer(HTTPStatus.MISDIRECTED_REQUEST)
            return True
        if self._room() is None:
            self._answer(HTTPStatus.NOT_FOUND)
            return True
        return False

    def _foreign(self) -> bool:
        """Whether another page than ours has sent this."""
        ours = self.headers.get_all("Origin") == [self.server.origin]
        if ours and self.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
            return False
        self._answer(HTTPStatus.FORBIDDEN)
        return True

    def _room(self) -> str | None:
        """What is asked for behind the secret; None where the secret is not there."""
        _, slash, rest = self.path.partition("/")
        secret, slash, room = rest.partition("/")
        known = hmac.compare_digest(secret.encode("utf-8", "surrogateescape"), self.server.secret.encode("ascii"))
        return room if known and slash else None

    def _tell(self, status: HTTPStatus, value: dict[str, Any]) -> None:
        self._answer(status, json.dumps(value, ensure_ascii=False).encode("utf-8"), "application/json")

    def _answer(
        self, status: HTTPStatus, body: bytes = b"", kind: str = "text/plain", more: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **LOCKS, **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
