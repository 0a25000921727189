"""Every page, as every role meets it: Vietnamese, whole, and without a fault that a machine can find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dangvu.accounts.roles import ROLES
from dangvu.web.reports.specimen import issued
from dangvu.web.review.specimen import specimen
from tests.journeys.crawl import pages, refusals, shapes
from tests.support import SmallBloc, person

pytestmark = pytest.mark.django_db(transaction=True)

#: What no person should read here: the words of programs, and numbers or values that leaked from the code. The tags of an
#: office's own template, {{KN-02}}, are words of people; ours have a space after the braces.
FOREIGN = re.compile(
    r"\b(?:Invalid|Error|Exception|Traceback|This field|Enter a|Select a|Please|None|True|False|undefined|NaN|null)\b"
    r"|\{\{\s|\{%|&lt;[a-z]+ object|dangvu\.|<QuerySet"
)
_HIDDEN = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]*>", re.DOTALL)
#: Roles that meet much the same pages are walked together: each shape of page is looked at once.
WALKS = {
    "writing": ("chi_bo_bi_thu", "chi_bo_can_bo", "co_so_to_chuc", "cap_tren_to_chuc", "tinh_to_chuc"),
    "inspecting": ("co_so_kiem_tra", "cap_tren_kiem_tra", "tinh_kiem_tra"),
    "reading": ("bi_thu", "quan_tri", "theo_doi"),
}
WIDE, NARROW = {"width": 1366, "height": 768}, {"width": 360, "height": 640}
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: What depends on the width.
_LAID_OUT = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]
_RUN = """([context, values]) => axe.run(context, {
    resultTypes: ["violations"], preload: false, iframes: false, elementRef: false,
    runOnly: {type: values[0].startsWith("wcag") ? "tag" : "rule", values},
}).then(found => found.violations.map(v => `${v.id} ${v.nodes[0].target} ${(v.nodes[0].failureSummary || "").slice(0, 200)}`))"""


def words(html: str) -> str:
    """What a person reads of a page."""
    return _HIDDEN.sub(" ", html)


@dataclass
class Eye:
    """Looks at pages in the browser, at each frame and at each shape of the main part once."""

    axe: str
    seen: set[str] = field(default_factory=set)

    def is_new(self, html: str) -> bool:
        return not set(shapes(html)) <= self.seen

    def look(self, page: Any, html: str) -> Iterator[str]:
        """The faults of the page that is open in the window, wide and narrow."""
        frame, main = shapes(html)
        context = {"include": [["main"]]} if frame in self.seen else {"exclude": []}
        self.seen |= {frame, main}
        page.evaluate(self.axe)
        yield from page.evaluate(_RUN, [context, _LEVELS])
        yield from self._sideways(page)
        page.set_viewport_size(NARROW)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        yield from (f"narrow: {said}" for said in page.evaluate(_RUN, [context, _LAID_OUT]))
        yield from (f"narrow: {said}" for said in self._sideways(page))
        page.set_viewport_size(WIDE)
        # The summary of errors has the focus already: Chromium says so of its autofocus, which serves without script.
        yield from (said for said in page.complaints if not said.startswith("Autofocus processing"))
        page.complaints.clear()

    @staticmethod
    def _sideways(page: Any) -> Iterator[str]:
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            yield f"{wide} px too wide"


@pytest.fixture(scope="session")
def eye() -> Eye:
    axe = pytest.importorskip("axe_playwright_python")
    return Eye((Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))


def reading(url: str, status: int, text: str) -> Iterator[str]:
    """The faults that can be read in the text of a page."""
    if status != 200:
        yield f"{url}: {status}"
    if found := FOREIGN.search(words(text)):
        yield f"{url}: {found[0]}"
    if text.count("<h1") != 1:
        yield f"{url}: {text.count('<h1')} main headings"
    if '<html lang="vi"' not in text or not re.search(r"<title>[^<]+</title>", text):
        yield f"{url}: no language or no title"
    if repeated := _repeated_ids(text):
        yield f"{url}: id {repeated} stands twice"


def _repeated_ids(text: str) -> str:
    ids = re.findall(r'\bid="([^"]+)"', text)
    return next((one for one in ids if ids.count(one) > 1), "")


def answering(html: str) -> Callable[[Any], None]:
    """What the server said once already, for the browser."""
    return lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")


def test_every_role_is_walked() -> None:
    assert sorted(role for walk in WALKS.values() for role in walk) == sorted(ROLES)


@pytest.mark.parametrize("walk", list(WALKS))
def test_every_page_a_role_can_reach_is_whole_and_vietnamese_and_axe_finds_nothing(
    walk: str, bloc: SmallBloc, eye: Eye, live_server: Any, open_browser: Callable[..., Any]
) -> None:
    """Wide and narrow, as it opens and as it refuses an empty form; nothing scrolls sideways, nothing is fetched
    elsewhere, no policy is broken."""
    assert bloc.source_row
    assert issued(bloc)  # a report with its evidence
    assert specimen(bloc)  # a reporting period with a unit that has sent
    faults: list[str] = []
    for role in WALKS[walk]:
        client = Client()
        client.force_login(
            person(bloc.first_unit if role.startswith(("chi_bo_", "co_so_")) else bloc.root, role)
        )
        page = open_browser(**WIDE)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        faults += (f"{role}: {fault}" for fault in _walked(client, page, live_server.url, eye))
    assert not faults, "\n".join(dict.fromkeys(faults))


def _walked(client: Client, page: Any, server: str, eye: Eye) -> Iterator[str]:
    met = list(pages(client))
    assert len(met) >= 4
    for url, status, text in met:
        yield from reading(url, status, text)
        if eye.is_new(text):
            page.goto(server + url)
            yield from (f"{url}: {said}" for said in eye.look(page, text))
    for url, _, text in met:
        for target, answer in refusals(client, url, text):
            yield from reading(f"{target} sent empty", 200, answer)
            if eye.is_new(answer):
                page.route(server + target, answering(answer), times=1)
                page.goto(server + target)
                yield from (f"{target} sent empty: {said}" for said in eye.look(page, answer))
