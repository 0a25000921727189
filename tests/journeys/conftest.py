"""A real browser: Debian's Chromium. Where it is missing the journeys are skipped, and say so."""

from __future__ import annotations

import os
import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client

from dangvu.accounts.models import User
from tests.journeys.desk import Desk
from tests.support import SmallBloc, person, small_bloc

# The live server and Playwright's loop live in one process; the tests themselves are synchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
OURS = frozenset({"127.0.0.1", "localhost"})
#: The morning on which the small bloc's people come to work.
MORNING = "2023-07-05T09:00:00"


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marked as soon as it is found: later is after the runs without a browser have chosen their tests."""
    if Path(__file__).parent in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The walks over every page first: what is long is begun early, so that no worker ends alone."""
    items.sort(key=lambda item: "test_every_page_a_role" not in item.name)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if not CHROMIUM.exists():
        missing = f"NO BROWSER: {CHROMIUM} is missing; apt-get install chromium, or set CHROMIUM"
        warnings.warn(missing, stacklevel=1)  # stands in the summary even where skips are not listed
        pytest.skip(missing)
    playwright = pytest.importorskip("playwright.sync_api", reason="NO BROWSER: playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server(chromium: Any, live_server: Any) -> Any:
    """After the browser: its loop makes the thread "async" for Django, which then opens another connection.

    Begun before it, the server would keep the connection of the time before, and an SQLite in memory with two
    connections says "table is locked" where one waits for the other's page.
    """
    return live_server


class Turns:
    """One request at a time where the server's threads share one connection.

    An SQLite in memory is one connection for the whole process: a page, the draft that its script asks for and a
    question of the test itself would meet inside one another's transactions, see what is not committed, and fail with
    "table is locked" as no database of an office does. Other databases give every thread a connection of its own.
    """

    def __init__(self, shared: bool) -> None:
        self._shared, self._turn = shared, threading.RLock()
        self._changed, self._requests = threading.Condition(), 0

    def begun(self, **_: object) -> None:
        if self._shared:
            self._turn.acquire()
        with self._changed:
            self._requests += 1

    def ended(self, **_: object) -> None:
        with self._changed:
            self._requests -= 1
            self._changed.notify_all()
        if self._shared:
            self._turn.release()

    def asked(self, execute: Callable[..., Any], *query: Any) -> Any:
        """A query of the test waits until the request that is under way is answered."""
        if not self._shared:
            return execute(*query)
        with self._turn:
            return execute(*query)

    def rest(self) -> None:
        """Until every request is answered."""
        with self._changed:
            self._changed.wait_for(lambda: self._requests <= 0, timeout=10)


def gone(server: Any) -> None:
    """Until everything is answered that the closed windows had still sent: no thread of the server is left.

    The server takes calls in turn, so ours, which asks for nothing, is taken after theirs.
    """
    with socket.create_connection((server.thread.host, server.thread.port), timeout=10) as call:
        call.sendall(b"\r\n")
        while call.recv(1024):
            pass
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)
            assert not thread.is_alive(), f"the server still answers: {thread.name}"


@pytest.fixture
def turns(transactional_db: None) -> Iterator[Turns]:
    kept = Turns(connection.vendor == "sqlite" and connection.is_in_memory_db())  # type: ignore[attr-defined]
    request_started.connect(kept.begun)
    request_finished.connect(kept.ended)
    with connection.execute_wrapper(kept.asked):
        yield kept
    request_started.disconnect(kept.begun)
    request_finished.disconnect(kept.ended)


@pytest.fixture
def open_browser(chromium: Any, live_server: Any, turns: Turns) -> Iterator[Callable[..., Any]]:
    """``open_browser(width, height)`` is a fresh browser window; what it complains about is in ``page.complaints``.

    Whatever a journey does: no page breaks its content security policy, no request leaves the server.
    """
    contexts, broken = [], []

    def listen(page: Any) -> None:
        page.complaints = []

        def said(text: str) -> None:
            page.complaints.append(text)
            if "Content Security Policy" in text:
                broken.append(f"{urlsplit(page.url).path}: {text}")

        def failed(request: Any) -> None:
            if request.failure != "net::ERR_ABORTED":  # what leaving a page cuts off is no fault
                said(request.url)

        page.on("console", lambda message: said(message.text))
        page.on("pageerror", lambda error: said(str(error)))
        page.on("requestfailed", failed)

    def asked(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in OURS:
            broken.append(f"a request left the server: {request.url}")

    def make(width: int = 1366, height: int = 768, **options: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        context.set_default_timeout(int(os.environ.get("PATIENCE", "40000")))
        contexts.append(context)
        context.on("page", listen)
        context.on("request", asked)
        # A violation that the console does not tell is told there by the page itself.
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error("
            "'Content Security Policy: ' + e.violatedDirective + ' ' + e.blockedURI))"
        )
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    gone(live_server)  # what a window sent as it closed is answered before the database is emptied
    assert not broken, "\n".join(broken)


@pytest.fixture
def bloc(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    """The small bloc on the morning of 5 July 2023."""
    monkeypatch.setenv("DANGVU_NOW", MORNING)
    cache.clear()
    return small_bloc()


@pytest.fixture
def sit(
    bloc: SmallBloc, live_server: Any, open_browser: Callable[..., Any], turns: Turns
) -> Callable[..., Desk]:
    """``sit("bi_thu")`` is the desk of somebody with that role, signed in by the cookie alone.

    ``at`` is another organisation than the whole bloc, ``user`` somebody who has an account already; the rest is
    about the browser's window.
    """

    def make(role: str = "", at: int | None = None, user: User | None = None, **window: Any) -> Desk:
        organisation = bloc.root if at is None else at
        page = open_browser(**window)
        turns.rest()
        client = Client()
        client.force_login(user or person(organisation, role))
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return Desk(page, live_server.url, bloc.code(organisation))

    return make
