"""What stands between the browser and Streamlit: compression, headers, and the work done before the first visitor."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import brotli
from anyio import to_thread
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pkcn_data.errors import TableError

_LOG = logging.getLogger(__name__)

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors *"
)
"""Nothing is fetched from another host; any page may embed ours.

Streamlit styles elements inline and starts with a small inline script, and Plotly compiles code.
"""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": POLICY,
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


class _Answer:
    """An answer held back until it is complete."""

    def __init__(self) -> None:
        self.start: Message = {}
        self.body = b""

    async def collect(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def replay(self, send: Send) -> None:
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})

    @property
    def is_compressible(self) -> bool:
        headers = Headers(raw=self.start["headers"])
        kind = headers.get("content-type", "").partition(";")[0]
        return self.start["status"] == 200 and kind in COMPRESSIBLE and "content-encoding" not in headers


def _asks_for_compressed_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or "/static/" not in scope["path"]:
        return False
    headers = Headers(scope=scope)
    is_partial = "range" in headers or "if-none-match" in headers or "if-modified-since" in headers
    return not is_partial and "br" in {
        one.partition(";")[0].strip() for one in headers.get("accept-encoding", "").split(",")
    }


def _compressed_headers(start: Message, length: int) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=[(name, value) for name, value in start["headers"] if name.lower() != b"etag"])
    headers["content-encoding"] = "br"
    headers["content-length"] = str(length)
    headers.add_vary_header("Accept-Encoding")
    return headers.raw


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[None]:
    """Do the imports and the first reading before anyone comes, then keep what that made out of garbage collection."""
    await to_thread.run_sync(_warm)
    gc.collect()
    gc.freeze()
    yield


def _warm() -> None:
    import plotly.io  # noqa: F401  a second and more, else paid by the first visitor

    from pkcn_dashboard import load

    try:
        load.warm()
    except TableError as error:
        # The page says the same to its reader; the server must come up for that.
        _LOG.error("%s", error)
