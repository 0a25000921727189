"""Ids of another unit, put into an address or a form of one's own: nothing opens, nothing is told, nothing changes."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db.models import Q
from django.test import Client

from dangvu.web.access_table import PAGES
from dangvu.web.matrix import Page
from tests.access.test_matrix import address, browser, by_title
from tests.support import SmallBloc, person, small_bloc

ROLES = ("co_so_to_chuc", "chi_bo_bi_thu", "quan_tri")
#: Pages whose address names an object of an organisation, not only a word of ours.
WITH_IDS = [page for page in PAGES if any(callable(value) for value in page.kwargs.values())]
#: Members of the second unit, and of nowhere else.
ELSEWHERE = ("Quách Văn Bẩy", "Tống Thị Ơn", "Ngụy Văn Uẩn")
#: Numbers that name nothing.
NO_IDS = frozenset(("year", "nam", "seen"))
WITH_FORMS = [page for page in PAGES if page.posts and page.reads]


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setattr("dangvu.web.reports.review.review", lambda **_: (b"PK", "bao-cao.docx"))
    monkeypatch.setattr("dangvu.reports.render.pdf", lambda *_, **__: b"%PDF")
    return small_bloc()


def foreign(bloc: SmallBloc) -> tuple[set[int], set[int], set[str]]:
    """The organisations, the people and the names of the first unit and the bloc's grassroots cell."""
    organisations = {bloc.first_unit, bloc.first_cell, bloc.second_cell, bloc.lone_cell}
    names = [name for name, id_ in bloc.people.items() if _is_foreign(bloc, id_)]
    return organisations, {bloc.people[name] for name in names}, set(names)


def _is_foreign(bloc: SmallBloc, id_: int) -> bool:
    from dangvu.members.models import Membership

    stays = Membership.objects.known().filter(person_id=id_).values_list("organisation_id", flat=True)
    return bloc.third_cell not in stays


def snapshot(organisations: set[int], people: set[int]) -> dict[str, list[tuple[object, ...]]]:
    """Every fact about these organisations and people, with until when it was known."""
    found = {}
    for model in apps.get_models():
        fields = {field.name for field in model._meta.get_fields() if hasattr(field, "attname")}
        if "known_to_act" not in fields:
            continue
        about = Q()
        if "organisation" in fields:
            about |= Q(organisation_id__in=organisations)
        if "person" in fields:
            about |= Q(person_id__in=people)
        if about:
            rows = model._default_manager.filter(about)
            found[model._meta.label] = sorted(rows.values_list("pk", "known_to_act_id"), key=str)
    return found


@pytest.mark.parametrize("page", WITH_IDS, ids=by_title)
def test_an_object_of_another_unit_does_not_open_under_ones_own_address(page: Page, bloc: SmallBloc) -> None:
    there = address(page, bloc.code(bloc.first_unit), bloc)
    here = there.replace(f"/o/{bloc.code(bloc.first_unit)}/", f"/o/{bloc.code(bloc.second_unit)}/")
    organisations, people, names = foreign(bloc)
    before = snapshot(organisations, people)
    for role in ROLES:
        client = browser(person(bloc.second_unit, role))
        for method in ("GET", "POST"):
            answer = client.generic(method, here)
            refused = (
                (403, 404, 405) if method == "GET" else (302, 403, 404, 405)
            )  # 302: to the list, nothing done
            assert answer.status_code in refused, (role, method, here, answer.status_code)
            assert not [name for name in names if name in answer.content.decode(errors="replace")]
    assert snapshot(organisations, people) == before


class Form(HTMLParser):
    """The fields of the forms of a page that are sent to the page itself, each with what it holds."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.inside, self.fields, self.select = here, False, {}, ""  # type: ignore[var-annotated]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag == "form":
            to = told.get("action", "").partition("?")[0]
            self.inside = told.get("method", "").lower() == "post" and to in ("", self.here)
        name = told.get("name", "")
        if not self.inside:
            return
        if tag == "select":
            self.select = name
            self.fields.setdefault(name, "")
        elif tag == "option" and self.select and not self.fields[self.select]:
            self.fields[self.select] = told.get("value", "")
        elif tag in ("input", "textarea") and name:
            self.fields.setdefault(name, told.get("value", "") or "Thử")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""


def test_a_field_that_holds_an_id_takes_none_of_another_unit(bloc: SmallBloc) -> None:
    """From the first unit, on its own objects: every field that holds an id is sent with one of somebody elsewhere."""
    organisations = {bloc.second_unit, bloc.third_cell, bloc.lone_cell}
    people = {id_ for name, id_ in bloc.people.items() if name in ELSEWHERE}
    some = [*sorted(people)[:2], bloc.third_cell, bloc.second_unit]
    client: Client = browser(person(bloc.first_unit, "co_so_to_chuc"))
    swapped, faults = [], []
    for page in WITH_FORMS:
        here = address(page, bloc.code(bloc.first_unit), bloc)
        shown = client.get(here)
        form = Form(here)
        if shown.status_code == 200:
            form.feed(shown.content.decode())
        before = snapshot(organisations, people)
        for name, holds in form.fields.items():
            if not holds.isdigit() or name in NO_IDS:
                continue
            swapped.append((page.url, name))
            for id_ in some:
                answer = client.post(here, {**form.fields, name: str(id_)})
                told = answer.content.decode(errors="replace")
                if answer.status_code >= 500 or [one for one in ELSEWHERE if one in told]:
                    faults.append((page.url, name, id_, answer.status_code))
        if snapshot(organisations, people) != before:
            faults.append((page.url, "changed something elsewhere", 0, 0))
    assert faults == []
    assert len(swapped) >= 8, swapped  # else the forms were not met, and nothing was tried
