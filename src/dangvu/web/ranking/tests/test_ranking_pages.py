"""The pages of the yearly ranking: one choice for a whole cell, the decision, counts that open."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc, person, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.work.ranking import queries
from dangvu.work.ranking.models import NotRanked, Ranking


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-12-28T09:00:00")
    return small_bloc()


@pytest.fixture
def clerk(bloc: SmallBloc) -> Client:
    client = Client()
    client.force_login(person(bloc.root, "cap_tren_to_chuc"))
    return client


def url(bloc: SmallBloc, where: int, rest: str = "") -> str:
    return f"/o/{bloc.code(where)}/xep-loai/{rest}"


def lines(bloc: SmallBloc, where: int) -> list[queries.Line]:
    return queries.member_lines(actor=OPERATOR, organisation=where, tree=bloc.tree, year=2023)


def send(client: Client, address: str, **told: Any) -> Any:
    shown = client.get(address)
    form = shown.context["form"]
    assert form is not None
    data = {"on": "20/12/2023", "document": "Quyết định số 5-QĐ/ĐU ngày 20/12/2023", "lan": told.pop("lan", "a" * 20),
            "da_biet": str(shown.context.get("seen", 0)), **told}  # fmt: skip
    return client.post(address, data)


def test_one_choice_ranks_a_whole_cell_and_only_those_who_differ_are_touched(
    bloc: SmallBloc, clerk: Client
) -> None:
    people = lines(bloc, bloc.first_cell)
    differs = people[0].one.person
    answer = send(
        clerk,
        url(bloc, bloc.first_cell, "dang-vien/ghi/?nam=2023"),
        rest="htt",
        voters="",
        **{f"muc-{differs}": "htnv"},
    )
    assert answer.status_code == 302, answer.content.decode()
    grades = [line.proposed for line in lines(bloc, bloc.first_cell)]
    assert [one.value for one in grades if one] == ["htnv", *["htt"] * (len(people) - 1)]


def test_the_decision_begins_with_what_was_proposed(bloc: SmallBloc, clerk: Client) -> None:
    send(clerk, url(bloc, bloc.first_cell, "dang-vien/ghi/?nam=2023"), rest="htt")
    address = url(bloc, bloc.first_unit, f"dang-vien/ghi/?nam=2023&chi-bo={bloc.code(bloc.first_cell)}")
    page = clerk.get(address)
    assert {entry.grade for entry in page.context["entries"]} == {"htt"}
    sent = {f"muc-{entry.key}": entry.grade for entry in page.context["entries"]}
    assert send(clerk, address, lan="b" * 20, **sent).status_code == 302
    shown = clerk.get(url(bloc, bloc.first_unit, "?nam=2023")).content.decode()
    assert f"Đã có quyết định <b>{len(sent)}</b>" in shown
    listed = clerk.get(url(bloc, bloc.first_unit, "dang-vien/?nam=2023&loc=htt")).content.decode()
    assert all(entry.line.name in listed for entry in page.context["entries"])


def test_whoever_is_left_out_is_listed_with_the_reason(bloc: SmallBloc, clerk: Client) -> None:
    who = lines(bloc, bloc.first_cell)[0]
    send(
        clerk, url(bloc, bloc.first_cell, "dang-vien/ghi/?nam=2023"), **{f"muc-{who.one.person}": "khong-moi"}
    )
    assert NotRanked.objects.count() == 1 and not Ranking.objects.exists()
    listed = clerk.get(url(bloc, bloc.first_cell, "dang-vien/?nam=2023&loc=khong-xep")).content.decode()
    assert who.name in listed and "chưa đủ thời gian" in listed


def test_over_the_cap_the_page_says_so_and_keeps_what_was_chosen(bloc: SmallBloc, clerk: Client) -> None:
    people = lines(bloc, bloc.first_unit)
    sent = {f"muc-{line.one.person}": "htxs" for line in people}
    answer = send(clerk, url(bloc, bloc.first_unit, "dang-vien/ghi/?nam=2023"), **sent)
    page = answer.content.decode()
    assert (
        answer.status_code == 200
        and "quá mức cho phép" in page
        and page.count('value="htxs" selected') == len(people)
    )
    assert not Ranking.objects.exists()


def test_units_are_ranked_above_and_the_list_is_a_workbook_too(bloc: SmallBloc, clerk: Client) -> None:
    address = url(bloc, bloc.root, "to-chuc/ghi/?nam=2023")
    assert send(clerk, address, **{f"muc-{bloc.first_unit}": "htxs"}, rest="htt").status_code in (200, 302)
    sent = {f"muc-{bloc.first_unit}": "htt", f"muc-{bloc.second_unit}": "htnv"}
    assert send(clerk, address, lan="c" * 20, **sent).status_code == 302
    page = clerk.get(url(bloc, bloc.root, "to-chuc/?nam=2023&loai=tccsd&loc=htt"))
    assert "Đảng bộ Sở Thứ Nhất" in page.content.decode()
    assert clerk.get(url(bloc, bloc.root, "to-chuc/?nam=2023&tep=xlsx")).content[:2] == b"PK"


def test_points_and_tasks_are_asked_for_under_366(
    bloc: SmallBloc, clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2025-12-28T09:00:00")
    clerk.force_login(person(bloc.root, "cap_tren_to_chuc", "sau"))
    address, unit = url(bloc, bloc.root, "to-chuc/ghi/?nam=2025"), bloc.first_unit
    told = {
        "on": "20/12/2025",
        f"muc-{unit}": "htxs",
        f"diem-{unit}": "92",
        f"nv-{unit}": "30",
        f"cham-{unit}": "1",
    }
    assert "có 1 trên 30 nhiệm vụ chậm" in send(clerk, address, **told).content.decode()
    wrong = send(clerk, address, lan="d" * 20, **{**told, f"diem-{unit}": "chín"}).content.decode()
    assert "Điểm phải là một số" in wrong
    assert send(clerk, address, lan="e" * 20, **{**told, f"muc-{unit}": "htnv"}).status_code == 302


def test_a_strange_year_or_filter_is_answered_plainly(bloc: SmallBloc, clerk: Client) -> None:
    for rest in ("?nam=²023", "?nam=9999", "to-chuc/?loc=la", "to-chuc/?loai=dang_vien", "dang-vien/ghi/?buoc=la",
                 "dang-vien/ghi/?chi-bo=la"):  # fmt: skip
        assert clerk.get(url(bloc, bloc.root, rest)).status_code == 400


def test_what_was_written_by_mistake_is_taken_back_and_a_round_is_told_below(
    bloc: SmallBloc, clerk: Client
) -> None:
    send(clerk, url(bloc, bloc.first_cell, "dang-vien/ghi/?nam=2023"), rest="htt")
    who = lines(bloc, bloc.first_cell)[0]
    drop = url(bloc, bloc.first_unit, f"2023/nguoi/{who.one.person}/bo/")
    assert who.name in clerk.get(drop).content.decode()
    assert clerk.post(drop, {"reason": "ghi nhầm", "lan": "f" * 20}).status_code == 302
    assert lines(bloc, bloc.first_cell)[0].proposed is None
    asked = {"year": "2023", "due_on": "15/01/2024", "document": "", "lan": "g" * 20}
    assert clerk.post(url(bloc, bloc.root, "dot/?nam=2023"), asked).status_code == 302
    assert "15/01/2024" in clerk.get(url(bloc, bloc.first_cell, "?nam=2023")).content.decode()
