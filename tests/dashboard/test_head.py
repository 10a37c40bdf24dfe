"""What the server makes of Streamlit's page: our head, our script, no other inline script; and the public address."""

from __future__ import annotations

import gzip
import html
import json
import re
from pathlib import Path

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit import file_util

from pkcn_dashboard import navigation, text
from pkcn_dashboard.server import head, middleware
from pkcn_dashboard.text import share

STREAMLITS = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8")
SECRET = "<html><title>Another page</title></html>"


@pytest.fixture
def client() -> TestClient:
    async def answer(request: Request) -> Response:
        if request.url.path == "/other":
            return HTMLResponse(SECRET)
        if request.url.path == "/_stcore/health":
            return PlainTextResponse("ok")
        return HTMLResponse(STREAMLITS, headers={"etag": '"1"'})

    layers = [
        Middleware(middleware.SecurityHeaders),
        Middleware(middleware.CompressedFiles),
        Middleware(middleware.PageHead),
    ]
    return TestClient(Starlette(routes=[Route("/{path:path}", answer)], middleware=layers))


def settings_in(page: str) -> dict[str, object]:
    found = re.search(r'<meta name="pkcn" content="([^"]*)"', page)
    assert found
    loaded: dict[str, object] = json.loads(html.unescape(found[1]))
    return loaded


@pytest.mark.parametrize("path", ["/", "/sectors", "/app/sectors"])
def test_every_page_has_language_title_description_and_script(client: TestClient, path: str) -> None:
    page = client.get(path).text

    assert page.count("<title>") == 1
    assert f"<title>{text.PRODUCT}</title>" in page
    assert '<html lang="en">' in page
    assert f'<meta name="description" content="{html.escape(share.DESCRIPTION)}" />' in page
    assert f'<script src="./{head.script_path()}" defer></script>' in page
    assert settings_in(page)["words"] == share.SCRIPT
    assert settings_in(page)["pages"] == [entry.path for entry in navigation.PAGES.values() if entry.path]


@pytest.mark.parametrize(
    ("asked", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("identity", None), ("br;q=0, gzip", "gzip")]
)
@pytest.mark.parametrize("path", ["/sectors", f"/{head.script_path()}"])
def test_page_and_script_come_compressed_to_who_can_read_that(
    client: TestClient, path: str, asked: str, encoding: str | None
) -> None:
    plain = client.get(path, headers={"accept-encoding": "identity"}).content
    with client.stream("GET", path, headers={"accept-encoding": asked}) as answer:
        raw = b"".join(answer.iter_raw())

    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert unpack[encoding](raw) == plain


def test_the_script_is_kept_by_browsers_and_the_page_is_not(client: TestClient) -> None:
    assert client.get(f"/{head.script_path()}").content == head.script()
    assert "immutable" in client.get(f"/base/{head.script_path()}").headers["cache-control"]
    assert client.get("/sectors").headers["cache-control"] == "no-cache"


def test_a_page_that_changed_is_asked_for_whole(client: TestClient) -> None:
    answer = client.get("/sectors", headers={"if-none-match": '"1"', "range": "bytes=0-1"})

    assert answer.status_code == 200
    assert text.PRODUCT in answer.text


def test_other_answers_are_left_as_they_are(client: TestClient) -> None:
    assert client.get("/other").text == SECRET
    assert client.get("/_stcore/health").text == "ok"


def test_no_inline_script_runs_but_streamlits_own(client: TestClient) -> None:
    policy = client.get("/").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))

    assert "unsafe" not in scripts
    assert scripts.count("'sha256-") == len(re.findall(r"<script>", client.get("/").text))
    assert (
        "unsafe" not in client.get("/other").headers["content-security-policy"].partition("script-src")[2].split(";")[0]
    )


@pytest.mark.parametrize(
    ("given", "public"),
    [
        ("https://example.org", "https://example.org"),
        ("http://example.org:8080/dashboard/", "http://example.org:8080/dashboard"),
        ("  ", ""),
    ],
)
def test_a_public_address_is_taken_without_its_last_slash(
    monkeypatch: pytest.MonkeyPatch, given: str, public: str
) -> None:
    monkeypatch.setenv(head.PUBLIC_URL, given)

    assert head.public_url() == public
    assert settings_in(head.rewrite(STREAMLITS, public=head.public_url(), pages=()))["public"] == public


@pytest.mark.parametrize(
    "given",
    ["example.org", "ftp://example.org", "https://", "https://a.org/?x=1", "https://a.org/#x", "https://u:p@a.org",
     "https://a.org/<script>", "http://a.org:99999", "javascript:alert(1)"],
)  # fmt: skip
def test_a_setting_that_is_no_public_address_ends_the_start_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv(head.PUBLIC_URL, given)

    with pytest.raises(SystemExit, match=r"PKCN_PUBLIC_URL is .* give one such as https://") as stop:
        middleware.check_settings()
    assert given in str(stop.value)


def test_every_shortcut_in_the_list_is_one_the_script_knows() -> None:
    known = re.search(r"const KEYS = \{(.*?)\};", head.script().decode(), re.DOTALL)

    assert known
    assert set(share.SHORTCUTS) == set(re.findall(r'^\s+"?([a-z?])"?: ', known[1], re.MULTILINE))


def test_every_word_of_the_script_is_given_and_used() -> None:
    assert set(share.SCRIPT) == set(re.findall(r"\bwords\.(\w+)", head.script().decode()))
