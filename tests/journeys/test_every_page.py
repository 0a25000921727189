"""Every page, as every role meets it: Vietnamese, whole, and without a fault that a machine can find."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dangvu.accounts.roles import ROLES
from tests.journeys.crawl import pages
from tests.support import SmallBloc, person, small_bloc

pytestmark = pytest.mark.django_db(transaction=True)

#: What no person should read here: the words of programs, and numbers or values that leaked from the code.
FOREIGN = re.compile(
    r"\b(?:Invalid|Error|Exception|Traceback|This field|Enter a|Select a|Please|None|True|False|undefined|NaN|null)\b"
    r"|\{\{|\{%|&lt;[a-z]+ object|dangvu\.|<QuerySet"
)
_HIDDEN = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]*>", re.DOTALL)


def words(html: str) -> str:
    """What a person reads of a page."""
    return _HIDDEN.sub(" ", html)


@pytest.fixture
def bloc(transactional_db: None) -> SmallBloc:
    return small_bloc()


@pytest.mark.parametrize("role", list(ROLES))
def test_every_page_a_role_can_reach_is_whole_and_vietnamese(role: str, bloc: SmallBloc) -> None:
    client = Client()
    client.force_login(person(bloc.first_unit if role.startswith(("chi_bo_", "co_so_")) else bloc.root, role))
    faults, met = [], 0
    for url, status, text in pages(client):
        met += 1
        if status != 200:
            faults.append(f"{url}: {status}")
        if found := FOREIGN.search(words(text)):
            faults.append(f"{url}: {found[0]}")
        if text.count("<h1") != 1:
            faults.append(f"{url}: {text.count('<h1')} main headings")
        if '<html lang="vi"' not in text:
            faults.append(f"{url}: no language")
        if repeated := _repeated_ids(text):
            faults.append(f"{url}: id {repeated} stands twice")
    assert met >= 4
    assert not faults, "\n".join(faults)


def _repeated_ids(text: str) -> str:
    ids = re.findall(r'\bid="([^"]+)"', text)
    return next((one for one in ids if ids.count(one) > 1), "")


@pytest.mark.parametrize(
    ("role", "width", "height"),
    [
        ("cap_tren_to_chuc", 1366, 768),
        ("cap_tren_to_chuc", 360, 640),
        ("quan_tri", 1366, 768),
        ("bi_thu", 360, 640),
    ],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    role: str, width: int, height: int, bloc: SmallBloc, live_server: Any, open_browser: Callable[..., Any]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    client = Client()
    client.force_login(person(bloc.root, role))
    page = open_browser(width, height)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    faults = []
    for url, _, _ in pages(client):
        page.goto(live_server.url + url)
        found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        faults += [
            f"{url}: {v['id']} {v['nodes'][0]['target']} {v['nodes'][0].get('failureSummary', '')[:200]}"
            for v in found.response["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{url}: {wide} px too wide")
        faults += [f"{url}: {complaint}" for complaint in page.complaints]
        page.complaints.clear()
    assert not faults, "\n".join(faults)
