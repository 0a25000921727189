"""Every URL of the resolver, with every role in every relation to the organisation of the address."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from dangvu.accounts.actions import end_grants
from dangvu.accounts.models import User
from dangvu.accounts.roles import ROLES
from dangvu.foundation.actor import OPERATOR
from dangvu.organisations.actions import dissolve, move
from dangvu.web.access_table import OPEN_PAGES, PAGES, markdown
from dangvu.web.matrix import Page
from tests.replay import replayed
from tests.support import SmallBloc, person, small_bloc

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


@pytest.fixture(autouse=True)
def report(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate is under test, not the writing of reports."""
    monkeypatch.setattr("dangvu.web.reports.review.review", lambda **_: (b"PK", "bao-cao.docx"))
    monkeypatch.setattr("dangvu.reports.render.pdf", lambda *_, **__: b"%PDF")


def patterns() -> list[URLPattern]:
    found: list[URLPattern] = []
    waiting = list(get_resolver().url_patterns)
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, URLPattern):
            found.append(pattern)
        else:
            waiting.extend(pattern.url_patterns)
    return found


def address(page: Page, code: str, bloc: SmallBloc) -> str:
    made = {key: value(bloc) if callable(value) else value for key, value in page.kwargs.items()}
    return reverse(page.url, kwargs={"code": code, **made})


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_title(page: Page) -> str:
    return page.title


def test_every_url_stands_in_the_table() -> None:
    assert {pattern.name for pattern in patterns()} == {page.url for page in PAGES} | set(OPEN_PAGES)


def test_every_page_of_an_organisation_declares_its_capability() -> None:
    pages = {page.url for page in PAGES}
    undeclared = [
        p.name
        for p in patterns()
        if p.name in pages
        and not (getattr(p.callback, "capability", None) or getattr(p.callback, "post", None))
    ]
    assert undeclared == []


def test_every_row_names_roles_that_exist() -> None:
    assert {role for page in PAGES for role in (*page.reads, *(page.posts or ()))} <= set(ROLES)


def test_the_printed_table_is_up_to_date() -> None:
    printed = (ROOT / "docs" / "access.md").read_text(encoding="utf-8")
    assert printed == markdown(), "run: python -m dangvu.web.access_table > docs/access.md"


def verdict(role: str, roles: tuple[str, ...] | None, inside: bool) -> str:
    if roles is None:
        return "405"
    if not inside:
        return "404"
    return "let in" if role in roles else "403"


def answered(client: Client, method: str, url: str) -> str:
    """An empty form let in is answered with the form again, a sentence, or where to go next: never refused."""
    status = client.generic(method, url).status_code
    return "let in" if status in (200, 302, 400, 409) else str(status)


INSIDE = ("at the organisation", "above it")
#: Browsers without a memory of their own: who is signed in is told by the cookie, as the rows are the same each time.
_browsers: dict[str, Client] = {}


@dataclass
class Everybody:
    """The bloc, and a signed-in person of each role in each relation to its first unit: {(role, relation): cookie}."""

    bloc: SmallBloc
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)

    def browser(self, role: str, relation: str) -> Client:
        session = self.sessions[role, relation]
        client = _browsers.setdefault(session, Client())
        client.cookies.clear()
        client.cookies[settings.SESSION_COOKIE_NAME] = session
        return client


def _everybody() -> Everybody:
    bloc = small_bloc()
    made = Everybody(bloc)
    relations = {
        "at the organisation": bloc.first_unit, "above it": bloc.root, "beside it": bloc.second_unit,
        "below it": bloc.first_cell,
    }  # fmt: skip
    # Who may do what does not depend on the engine: every role is tried on SQLite, two of them on PostgreSQL as well.
    for role in ROLES if connection.vendor == "sqlite" else ("bi_thu", "quan_tri"):
        for relation, organisation in relations.items():
            client = browser(person(organisation, role))
            made.sessions[role, relation] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return made


@pytest.fixture
def everybody(db: None) -> Everybody:
    return replayed("everybody signed in", _everybody)


@pytest.mark.parametrize("page", PAGES, ids=by_title)
def test_the_table_holds_for_every_role_and_relation(page: Page, everybody: Everybody) -> None:
    bloc = everybody.bloc
    url = address(page, bloc.code(bloc.first_unit), bloc)
    expected, found = {}, {}
    for role, relation in everybody.sessions:
        client = everybody.browser(role, relation)
        for method, roles in (("GET", page.reads or None), ("POST", page.posts)):
            expected[role, relation, method] = verdict(role, roles, relation in INSIDE)
            found[role, relation, method] = answered(client, method, url)
    assert found == expected


@pytest.mark.parametrize("page", PAGES, ids=by_title)
def test_whoever_is_not_signed_in_goes_to_the_sign_in_page(page: Page, bloc: SmallBloc) -> None:
    for code in (bloc.code(bloc.first_unit), "khong-co"):
        url = address(page, code, bloc)
        response = Client().generic("GET" if page.reads else "POST", url)
        then = url if page.reads else "/"
        assert (response.status_code, response["Location"]) == (302, f"/dang-nhap/?next={then}")


@pytest.mark.parametrize("page", PAGES, ids=by_title)
def test_unknown_and_foreign_are_the_same_answer(page: Page, bloc: SmallBloc) -> None:
    client = browser(person(bloc.second_unit, "bi_thu"))
    method = "GET" if page.reads else "POST"
    unknown = client.generic(method, address(page, "khong-co", bloc))
    for organisation in (bloc.first_unit, bloc.first_cell, bloc.root):
        for query in ("", "?ky=2023-H1", "?ky=hong"):
            foreign = client.generic(method, address(page, bloc.code(organisation), bloc) + query)
            assert foreign.status_code == unknown.status_code == 404
            assert foreign.content == unknown.content
            assert foreign.headers == unknown.headers


@pytest.mark.parametrize("page", PAGES, ids=by_title)
def test_a_page_takes_no_other_orders(page: Page, bloc: SmallBloc) -> None:
    client = browser(person(bloc.root, "bi_thu"))
    url = address(page, bloc.code(bloc.root), bloc)
    assert {client.put(url).status_code, client.delete(url).status_code, client.patch(url).status_code} == {
        405
    }


def test_an_ended_grant_opens_nothing(bloc: SmallBloc) -> None:
    user = person(bloc.first_unit, "bi_thu")
    url = address(PAGES[0], bloc.code(bloc.first_unit), bloc)
    client = browser(user)
    assert client.get(url).status_code == 200
    end_grants(actor=OPERATOR, grants=list(user.grants.all()), on=date(2023, 6, 1))
    assert client.get(url).status_code == 404
    assert "chưa được giao quyền" in client.get("/").content.decode()


@pytest.mark.parametrize("page", PAGES, ids=by_title)
def test_a_moved_organisation_opens_to_those_above_it_now_and_no_longer_to_those_before(
    page: Page, bloc: SmallBloc
) -> None:
    """In force from a day: who stood above it loses it on that day, who stands above it now has it."""
    url = address(page, bloc.code(bloc.second_cell), bloc)
    move(actor=OPERATOR, organisation=bloc.second_cell, parent=bloc.second_unit, on=date(2023, 7, 1))
    method, roles = ("GET", page.reads) if page.reads else ("POST", page.posts or ())
    role = next(iter(roles), "bi_thu")
    before, now = person(bloc.first_unit, role), person(bloc.second_unit, role)
    assert answered(browser(before), method, url) == "404"
    assert browser(now).generic(method, url).status_code != 403


@pytest.mark.parametrize("page", PAGES, ids=by_title)
def test_an_organisation_that_has_ended_is_as_unknown(page: Page, bloc: SmallBloc) -> None:
    url = address(page, bloc.code(bloc.lone_cell), bloc)
    dissolve(actor=OPERATOR, organisation=bloc.lone_cell, on=date(2023, 7, 1))
    method, roles = ("GET", page.reads) if page.reads else ("POST", page.posts or ())
    role = next(iter(roles), "bi_thu")
    for organisation in (bloc.lone_cell, bloc.root):
        assert answered(browser(person(organisation, role)), method, url) == "404"


def test_home_shows_what_waits_at_the_organisation_of_the_highest_grant(bloc: SmallBloc) -> None:
    assert Client().get("/")["Location"] == "/dang-nhap/"
    for organisation in (bloc.root, bloc.second_unit, bloc.lone_cell):
        shown = browser(person(organisation, "bi_thu")).get("/").content.decode()
        assert f'href="/o/{bloc.code(organisation)}/?ky=' in shown
