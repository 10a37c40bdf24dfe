"""Claims in a browser: they open by keyboard, and what is chosen stands in the address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from pkcn_dashboard.text import claims as say
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_claim_opens_by_keyboard_and_the_figures_chosen_stand_in_the_address(
    server: str, visit: Callable[..., Visit]
) -> None:
    page = visit(server).open("/claims")
    card = page.locator(".st-key-card-claim-china-top-fdi")
    expect(page.locator(".js-plotly-plot")).to_have_count(0)

    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.locator(".js-plotly-plot")).to_have_count(1)

    page.get_by_text(say.PUBLIC["reading"]["snapshot"], exact=True).click()
    expect(page.get_by_text("all figures of the snapshot", exact=False).first).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"reading": [say.PUBLIC["reading"]["snapshot"]]}
    expect(card.locator(".js-plotly-plot")).to_have_count(1)
