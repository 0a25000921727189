"""Who changed what, in plain sentences; the line of inspection stays apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support import SmallBloc, person

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.members.actions import Profile, register
from dangvu.organisations.history import history
from dangvu.web.audit.sentences import SENTENCES, sentence
from dangvu.web.conftest import SignedIn

SOURCE = Path(__file__).resolve().parents[3]
_RECORDED = re.compile(r'record\(\s*\w+,\s*f?"([a-z_]+\.[a-z_{}]+)"')


def test_everything_that_an_action_records_has_its_sentence() -> None:
    recorded = {
        name
        for path in SOURCE.rglob("*.py")
        if "tests" not in path.parts
        for name in _RECORDED.findall(path.read_text(encoding="utf-8"))
        if "{" not in name
    }
    assert len(recorded) > 20
    assert recorded - set(SENTENCES) == set()


def test_a_sentence_tells_how_many_and_what() -> None:
    assert sentence("intake.load_file", 1234, {"file": "A.xlsx"}) == "Nạp tệp “A.xlsx”: 1.234 dòng"
    assert (
        sentence("accounts.grant", 1, {"role": "bi_thu"})
        == "Giao vai trò “Bí thư, phó bí thư cấp ủy” cho 1 người"
    )
    assert sentence("organisations.move", 1, {}) == "Chuyển tổ chức theo quyết định số …"


def test_the_page_tells_the_latest_first(bloc: SmallBloc, signed_in: SignedIn) -> None:
    register(
        actor=OPERATOR, organisation=bloc.first_cell, people=[Profile("Ngô Thị Ẩn"), Profile("Ngô Văn Ấm")]
    )
    page = signed_in("bi_thu").get(f"/o/{bloc.code(bloc.root)}/nhat-ky/").content.decode()
    assert "Thêm 2 người vào sổ" in page
    assert page.index("Thêm 2 người vào sổ") < page.index("Ghi kết nạp 3 đảng viên")
    assert "Ngô Thị Ẩn" not in page, "the history names no members"
    only = signed_in("theo_doi").get(f"/o/{bloc.code(bloc.root)}/nhat-ky/?muc=admissions.").content.decode()
    assert "Ghi kết nạp" in only and "Thêm 2 người" not in only


def test_inspection_is_told_only_to_its_own_line(bloc: SmallBloc) -> None:
    def told(role: str) -> set[str]:
        actor = actor_for(person(bloc.root, role))
        acts = history(actor=actor, organisations=bloc.tree.descendants(bloc.root))
        return {done.action for act in acts for done in act.done}

    watcher, secretary = told("theo_doi"), told("bi_thu")
    assert "inspection.record" not in watcher and "admissions.admit" in watcher
    assert {"inspection.record", "admissions.admit"} <= secretary


def test_what_happened_elsewhere_is_not_told(bloc: SmallBloc) -> None:
    register(actor=OPERATOR, organisation=bloc.third_cell, people=[Profile("Ngô Văn Ấm")])
    actor = actor_for(person(bloc.first_unit, "bi_thu"))
    everywhere = bloc.tree.descendants(bloc.root)
    inside = set(bloc.tree.descendants(bloc.first_unit))
    places = {
        done.organisation for act in history(actor=actor, organisations=everywhere) for done in act.done
    }
    assert places <= inside


def test_older_acts_are_asked_for_by_the_number_of_the_last(bloc: SmallBloc, db: None) -> None:
    inside = bloc.tree.descendants(bloc.root)
    first = history(actor=OPERATOR, organisations=inside, most=2)
    then = history(actor=OPERATOR, organisations=inside, before=first[-1].number, most=2)
    assert [a.number for a in first] > [a.number for a in then]
    assert len({a.number for a in (*first, *then)}) == 4


@pytest.mark.parametrize("query", ["?muc=gi", "?truoc=x", "?truoc=-1"])
def test_a_wrong_address_is_answered_plainly(bloc: SmallBloc, signed_in: SignedIn, query: str) -> None:
    assert signed_in("bi_thu").get(f"/o/{bloc.code(bloc.root)}/nhat-ky/{query}").status_code == 400
