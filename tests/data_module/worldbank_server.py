"""A local server that speaks the World Bank's API, version 2: paging, error forms, and what goes wrong on a bad day."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ISO2 = {"PAK": "PK", "IND": "IN"}
NAMES = {
    "NY.GDP.MKTP.CD": "GDP (current US$)",
    "IT.NET.USER.ZS": "Individuals using the Internet (% of population)",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes over the wire."""

    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json;charset=utf-8"),)
    after: float = 0.0  # seconds


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for."""

    code: str
    countries: list[str]
    options: dict[str, str]
    attempt: int  # of this series, from 1

    @property
    def page(self) -> int:
        return int(self.options["page"])


@dataclass
class Api:
    """The values that the server gives out, and what a test makes go wrong."""

    values: dict[tuple[str, str, int], float]
    years: tuple[int, int] = (2001, 2004)
    spoil: Callable[[Request, Answer], Answer | None] = lambda request, answer: answer  # None: hang up
    requests: list[Request] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    base: str = ""

    def answer(self, request: Request) -> Answer:
        """Answer as the API does when all is well, its own errors included."""
        if request.code not in NAMES:
            return Answer(invalid_value())
        return Answer(json.dumps(self.page(request)).encode())

    def page(self, request: Request) -> list[Any]:
        """Return one page: head and observations, newest year first, a year that is not known as null."""
        first, last = map(int, request.options["date"].split(":"))
        years = range(min(last, self.years[1]), max(first, self.years[0]) - 1, -1)
        rows = [self.row(request.code, country, year) for country in request.countries for year in years]
        size, page = int(request.options["per_page"]), request.page
        pages = -(-len(rows) // size)
        head = {
            "page": page,
            "pages": pages,
            "per_page": size,
            "total": len(rows),
            "sourceid": "2",
            "lastupdated": "2026-10-28",
        }
        return [head, rows[(page - 1) * size : page * size]]

    def row(self, code: str, country: str, year: int) -> dict[str, Any]:
        return {
            "indicator": {"id": code, "value": NAMES[code]},
            "country": {"id": ISO2[country], "value": country.title()},
            "countryiso3code": country,
            "date": str(year),
            "value": self.values.get((code, country, year)),
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }


def invalid_value() -> bytes:
    """Return what the API says, with status 200, to a code it does not know."""
    message = {"id": "120", "key": "Invalid value", "value": "The provided parameter value is not valid"}
    return json.dumps([{"message": [message]}]).encode()


@contextmanager
def serving(api: Api) -> Iterator[Api]:
    """Serve while the block runs, at `api.base`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            found = re.fullmatch(r"/v2/country/([A-Z;]+)/indicator/([A-Z0-9.]+)", unquote(parts.path))
            assert found, self.path
            options = {name: values[0] for name, values in parse_qs(parts.query).items()}
            assert options["format"] == "json"
            attempt = 1 + sum(one.code == found[2] for one in api.requests)
            request = Request(found[2], found[1].split(";"), options, attempt)
            api.requests.append(request)
            answer = api.spoil(request, api.answer(request))
            if answer is None:
                self.close_connection = True
                return
            api.stop.wait(answer.after)
            self.send_response(answer.status)
            for name, value in (*answer.headers, ("Content-Length", str(len(answer.body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *arguments: object) -> None:
            """Say nothing: the test does."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    api.base = f"http://127.0.0.1:{server.server_address[1]}/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield api
    finally:
        api.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()
