"""What the server adds: files compressed once, headers on every answer, no garbage collection after each rerun."""

from __future__ import annotations

import asyncio
import socket
import tomllib
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from pkcn_dashboard.server import sockets
from pkcn_dashboard.server.middleware import HEADERS, CompressedFiles, SecurityHeaders

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = b"const bars = [];" * 1000


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def client(asked: list[str]) -> TestClient:
    async def script(request: Request) -> Response:
        asked.append(request.url.path)
        return Response(SCRIPT, media_type="text/javascript", headers={"cache-control": "immutable", "etag": '"1"'})

    async def page(request: Request) -> Response:
        asked.append(request.url.path)
        return HTMLResponse("<p>page</p>")

    routes = [Route("/static/js/chart.js", script), Route("/{path:path}", page)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders), Middleware(CompressedFiles)]))


def test_a_file_is_compressed_once_and_kept(client: TestClient, asked: list[str]) -> None:
    answers = [client.get("/static/js/chart.js", headers={"accept-encoding": "gzip, br"}) for _ in range(3)]

    assert asked == ["/static/js/chart.js"]
    for answer in answers:
        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == "immutable"
        assert int(answer.headers["content-length"]) == len(brotli.compress(SCRIPT, quality=7))
        assert answer.content == SCRIPT


@pytest.mark.parametrize(
    "headers", [{"accept-encoding": "gzip"}, {"accept-encoding": "br", "range": "bytes=0-1"}], ids=["no br", "range"]
)
def test_who_asks_for_something_else_gets_the_file_itself(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/static/js/chart.js", headers=headers)

    assert "content-encoding" not in answer.headers
    assert answer.content == SCRIPT


def test_unknown_addresses_are_not_kept(client: TestClient, asked: list[str]) -> None:
    for _ in range(2):
        assert "content-encoding" not in client.get("/static/js/none", headers={"accept-encoding": "br"}).headers

    assert asked == ["/static/js/none"] * 2


def test_every_answer_has_the_security_headers_and_may_be_embedded(client: TestClient) -> None:
    for path in ("/", "/static/js/chart.js"):
        answer = client.get(path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "x-frame-options" not in answer.headers
        assert "frame-ancestors *" in answer.headers["content-security-policy"]


def test_the_settings_of_the_server() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))

    assert config["runner"]["postScriptGC"] is False
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["toolbarMode"] == "viewer"
    assert config["client"]["showErrorDetails"] == "none"


def test_a_server_sends_each_message_at_once() -> None:
    """Streamlit opens its socket without naming the protocol, and asyncio then leaves Nagle's algorithm on."""

    async def delay_of_a_visitor() -> int:
        loop = asyncio.get_running_loop()
        sockets.send_at_once(loop)
        listening = socket.socket()
        listening.bind(("127.0.0.1", 0))
        arrived: asyncio.Future[socket.socket] = loop.create_future()

        class Arrival(asyncio.Protocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                arrived.set_result(transport.get_extra_info("socket"))

        server = await loop.create_server(Arrival, sock=listening)
        async with server:
            _, writer = await asyncio.open_connection(*listening.getsockname())
            set_to = (await arrived).getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            writer.close()
        return set_to

    assert asyncio.run(delay_of_a_visitor())
