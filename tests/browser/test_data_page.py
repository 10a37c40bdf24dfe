"""The Data page in a browser: the address, and files as they arrive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from pkcn_dashboard import text
from pkcn_dashboard.text import data as say
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

Visitor = Callable[..., Visit]


def test_table_and_search_stand_in_the_address_and_leave_it_with_the_page(server: str, visit: Visitor) -> None:
    visitor = visit(server)
    page = visitor.open("/data?table=sentences&find=agriculture")

    expect(page.get_by_role("searchbox", name=say.SEARCH)).to_have_value("agriculture")
    expect(page.get_by_text("18 rows fit the search.")).to_be_visible()
    page.get_by_role("searchbox", name=say.SEARCH).fill("textile")
    page.get_by_role("searchbox", name=say.SEARCH).press("Enter")
    expect(page).to_have_url(f"{server}/data?find=textile&table=sentences")

    page.reload()
    visitor.settle()
    expect(page.get_by_role("searchbox", name=say.SEARCH)).to_have_value("textile")

    page.get_by_role("link", name=text.PAGE_TITLES["sectors"]).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text.PAGE_TITLES["sectors"])
    expect(page).to_have_url(f"{server}/sectors")
    assert visitor.errors == []


def test_files_arrive_under_their_names(server: str, visit: Visitor) -> None:
    visitor = visit(server)
    page = visitor.open("/data?sector=Agriculture")

    with page.expect_download() as package:
        page.get_by_role("button", name=say.OFFERS["package"][0]).click()
    with page.expect_download() as workbook:
        page.get_by_role("button", name=say.OFFERS["excel"][0], exact=True).click()

    assert package.value.suggested_filename == f"{say.FILE_STEM}-displayed.zip"
    with zipfile.ZipFile(io.BytesIO(Path(package.value.path()).read_bytes())) as archive:
        read_me = archive.read("README.md").decode()
        assert "- Sector: Agriculture" in read_me
        assert f"{server}/data?sector=Agriculture" in read_me
    assert workbook.value.suggested_filename == f"{say.FILE_STEM}-displayed.xlsx"
    content = io.BytesIO(Path(workbook.value.path()).read_bytes())
    assert say.READ_ME in openpyxl.load_workbook(content).sheetnames
    assert visitor.errors == []
