"""What stands between the browser and Streamlit: compression, headers, and the work done before the first visitor."""

from __future__ import annotations

import asyncio
import gc
import gzip
import logging
import re
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import brotli
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from pkcn_dashboard import navigation
from pkcn_dashboard.server import head, sockets
from pkcn_data.errors import TableError

_LOG = logging.getLogger(__name__)

POLICY = (
    "default-src 'self'; script-src 'self' blob:{inline}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors *"
)
"""Nothing is fetched from another host; any page may embed ours.

Streamlit styles elements inline. `{inline}` names by their hashes the scripts that Streamlit writes into its page; no
other script runs that isn't a file of this server.
"""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": POLICY.format(inline=""),
}

COMPRESSIBLE = ("text/javascript", "application/javascript", "text/css", "application/json", "image/svg+xml")
"""What is worth compressing among Streamlit's own files; never HTML, which answers any unknown address."""
QUALITY = 7
"""Brotli's, for files compressed once: a tenth of a second for the largest."""


class SecurityHeaders:
    """Add security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class CompressedFiles:
    """Send Streamlit's own files compressed, each compressed once and kept.

    Streamlit sends them as they are: 7.4 MB for a page with a chart. Their names carry a hash, so what is kept never
    goes stale, and only files that exist are kept, so it is bounded by their number.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, tuple[list[tuple[bytes, bytes]], bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_compressed_file(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path not in self.kept:
            answer = _Answer()
            await self.app(scope, receive, answer.collect)
            if not answer.is_compressible:
                await answer.replay(send)
                return
            body = await to_thread.run_sync(lambda: brotli.compress(answer.body, quality=QUALITY))
            self.kept[path] = (_compressed_headers(answer.start, len(body)), body)
        headers, body = self.kept[path]
        await send({"type": "http.response.start", "status": 200, "headers": list(headers)})
        await send({"type": "http.response.body", "body": body})


class PageHead:
    """Put our head into Streamlit's page, and serve the script it names.

    Streamlit answers the address of every page with the same file, so it is rewritten and compressed once and kept.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.streamlits = (Path(file_util.get_static_dir()) / "index.html").read_bytes()
        page = head.rewrite(
            self.streamlits.decode(),
            public=head.public_url(),
            pages=[entry.path for entry in navigation.PAGES.values() if entry.path],
        )
        inline = "".join(f" {one}" for one in head.inline_hashes(page))
        self.page = _Kept(
            page.encode(),
            {
                "Content-Type": "text/html; charset=utf-8",
                "Cache-Control": "no-cache",
                "Content-Security-Policy": POLICY.format(inline=inline),
            },
        )
        self.script = _Kept(
            head.script(),
            {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "public, immutable, max-age=31536000"},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
        elif scope["path"].endswith(f"/{head.script_path()}"):
            await self.script.answer(scope)(scope, receive, send)
        elif "." in scope["path"].rpartition("/")[2]:
            await self.app(scope, receive, send)
        else:
            await self._page(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked for, but our page for Streamlit's."""
        answer = _Answer(send, only=lambda start: _kind(start) == "text/html" and start["status"] == 200)
        await self.app(_plain_request(scope), receive, answer.collect)
        if not answer.is_held:
            return
        if answer.body == self.streamlits:
            await self.page.answer(scope)(scope, receive, send)
        else:
            await answer.replay(send)


class _Kept:
    """A file of ours, compressed once in the ways that browsers ask for."""

    def __init__(self, body: bytes, headers: Mapping[str, str]) -> None:
        self.bodies = {"br": brotli.compress(body), "gzip": gzip.compress(body, mtime=0), "": body}
        self.headers = {**headers, "Vary": "Accept-Encoding"}

    def answer(self, scope: Scope) -> Response:
        """Return the answer in the best encoding asked for."""
        asked = _encodings(scope)
        encoding = next(one for one in self.bodies if one in asked or not one)
        return Response(
            self.bodies[encoding], headers={**self.headers, **({"Content-Encoding": encoding} if encoding else {})}
        )


class _Answer:
    """An answer held back until it is complete; with `send`, what is not `only` goes straight on."""

    def __init__(self, send: Send | None = None, *, only: Callable[[Message], bool] = lambda start: True) -> None:
        self.start: Message = {}
        self.body = b""
        self.is_held = False
        self._send, self._only = send, only

    async def collect(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            self.is_held = self._send is None or self._only(message)
        if self._send is not None and not self.is_held:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def replay(self, send: Send) -> None:
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})

    @property
    def is_compressible(self) -> bool:
        is_plain = "content-encoding" not in Headers(raw=self.start["headers"])
        return self.start["status"] == 200 and _kind(self.start) in COMPRESSIBLE and is_plain


def _kind(start: Message) -> str:
    """Return the media type of an answer."""
    return Headers(raw=start["headers"]).get("content-type", "").partition(";")[0]


def _encodings(scope: Scope) -> set[str]:
    """Return the encodings that a browser understands."""
    asked = Headers(scope=scope).get("accept-encoding", "").split(",")
    return {one.partition(";")[0].strip() for one in asked if not re.search(r";\s*q=0(\.0*)?\s*$", one)}


def _plain_request(scope: Scope) -> Scope:
    """Return a request for the whole file as it is: not compressed, not a part, not only if it changed."""
    left_out = (b"accept-encoding", b"range", b"if-none-match", b"if-modified-since")
    return {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in left_out]}


def _asks_for_compressed_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or "/static/" not in scope["path"]:
        return False
    headers = Headers(scope=scope)
    is_partial = "range" in headers or "if-none-match" in headers or "if-modified-since" in headers
    return not is_partial and "br" in _encodings(scope)


def _compressed_headers(start: Message, length: int) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=[(name, value) for name, value in start["headers"] if name.lower() != b"etag"])
    headers["content-encoding"] = "br"
    headers["content-length"] = str(length)
    headers.add_vary_header("Accept-Encoding")
    return headers.raw


def check_settings() -> None:
    """End the program with one sentence where a setting is wrong."""
    try:
        head.public_url()
    except head.AddressError as error:
        sys.exit(str(error))


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Do the imports and the first reading before anyone comes, then keep what that made out of garbage collection."""
    sockets.send_at_once(asyncio.get_running_loop())
    await to_thread.run_sync(_warm)
    gc.collect()
    gc.freeze()
    yield


def _warm() -> None:
    import plotly.io  # noqa: F401 - to have it loaded: a second and more, else paid by the first visitor

    from pkcn_dashboard import load

    try:
        load.warm()
    except TableError as error:
        # The page says the same to its reader; the server must come up for that.
        _LOG.error("%s", error)
