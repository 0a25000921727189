"""The demonstration: what it refuses, what it shows, whose password file only the owner reads."""

from __future__ import annotations

import json
import stat
from argparse import Namespace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.support import HALF_YEAR, SmallBloc, small_bloc

from dangvu.accounts.models import User
from dangvu.accounts.roles import ROLES
from dangvu.cli import demo
from dangvu.cli.asked import CannotDo
from dangvu.cli.example import invent
from dangvu.cli.example_conference import invent_coming, invent_conference
from dangvu.cli.example_documents import invent_documents, invent_waiting
from dangvu.cli.example_meetings import invent_meetings, invent_meetings_waiting
from dangvu.cli.example_tasks import invent_tasks, invent_tasks_waiting
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.queries import figures
from dangvu.members.queries.transfers import on_the_way
from dangvu.proceedings.queries import notice_of, opinions_of, tasks_of
from dangvu.work.admissions.queries import board
from dangvu.work.conferences.queries import conferences, points
from dangvu.work.documents.queries import overdue, waiting
from dangvu.work.meetings.queries import Stage, not_met, plan, sitting
from dangvu.work.officers.queries import officers
from dangvu.work.resolutions.queries import targets, task_parts

pytestmark = pytest.mark.django_db


def test_a_database_that_already_holds_records_is_left_alone(tmp_path: Path) -> None:
    with act(OPERATOR, "test") as opened:
        ReceivedFile.objects.create(act=opened, name="x.xlsx", sha256="0" * 64, size=1)
    with pytest.raises(CannotDo, match="DATABASE_URL"):
        demo.demo(Namespace(folder=tmp_path, out=tmp_path / "out", json=True))
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_told_apart_from_a_missing_one(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="Không có thư mục"):
        demo.demo(Namespace(folder=tmp_path / "none", out=tmp_path, json=True))
    with pytest.raises(CannotDo, match="danh sách tổ chức đảng"):
        demo.demo(Namespace(folder=tmp_path, out=tmp_path, json=True))


def test_the_headlines_come_from_the_figures() -> None:
    bloc = small_bloc()
    lines = demo._headlines(figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR))
    assert lines["admitted"].split()[-1] == "3"
    assert lines["admission_target_share"].endswith("3 ÷ 5 = 60,00%, báo cáo in 60%")
    assert lines["midterm_reviews_share"].endswith("chưa có số liệu")


def test_there_is_one_account_for_each_role_and_its_password_signs_in(tmp_path: Path) -> None:
    bloc = small_bloc()
    accounts = demo._accounts(bloc.node(bloc.root), bloc.tree)
    assert [account["role"] for account in accounts] == list(ROLES)
    assert {account["organisation_code"] for account in accounts} == {
        bloc.code(bloc.root),
        bloc.code(bloc.first_unit),
        bloc.code(bloc.first_cell),
    }
    assert all(User.objects.get(username=a["username"]).check_password(a["password"]) for a in accounts)
    path = demo._keep_private(tmp_path / "accounts.json", accounts)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8")) == accounts


def example(bloc: SmallBloc) -> int:
    places = {"committee": bloc.node(bloc.first_unit), "cell": bloc.node(bloc.first_cell)}
    return invent(root=bloc.node(bloc.root), tree=bloc.tree, period=HALF_YEAR, **places)


def test_the_example_shows_people_at_every_step_and_changes_no_figure_of_the_samples(monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("DANGVU_NOW", "2026-11-25T09:00:00")
    bloc = small_bloc()
    asked = {"actor": OPERATOR, "organisation": bloc.node(bloc.root), "period": HALF_YEAR, "by_unit": True}
    before = figures(**asked)  # type: ignore[arg-type]
    assert example(bloc)
    after = figures(**asked)  # type: ignore[arg-type]
    assert (after.figures, after.units) == (before.figures, before.units)
    rows = {row.step.slug: row for row in board(actor=OPERATOR, organisation=bloc.root).rows}
    for slug in (*rows,)[: [*rows].index("le_ket_nap") + 1]:
        assert rows[slug].count, slug
    assert rows["le_ket_nap"].overdue and rows["le_ket_nap"].this_week and rows["tham_tra"].overdue
    going, coming = on_the_way(actor=OPERATOR, organisation=bloc.first_unit)
    assert (len(going), len(coming)) == (2, 1)
    assert [o.post for o in officers(actor=OPERATOR, organisation=bloc.root)][:2] == ["bi_thu", "pho_bi_thu"]
    (target,) = targets(actor=OPERATOR, organisation=bloc.root, year=2026)
    assert (target.value, target.given) == (4, 4)


def test_without_room_after_the_samples_period_nothing_is_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    assert example(small_bloc()) == 0


def test_a_resolution_is_studied_down_the_tree_and_the_samples_figures_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2026-11-25T09:00:00")
    bloc = small_bloc()
    places = {
        "root": bloc.node(bloc.root),
        "tree": bloc.tree,
        "committee": bloc.node(bloc.first_unit),
        "period": HALF_YEAR,
    }
    asked = {"actor": OPERATOR, "organisation": bloc.node(bloc.root), "period": HALF_YEAR}
    before = figures(**asked).figures  # type: ignore[arg-type]
    assert invent_documents(**places) > 3  # type: ignore[arg-type]
    invent_waiting(**places, cell=bloc.node(bloc.first_cell))  # type: ignore[arg-type]
    after = figures(**asked).figures  # type: ignore[arg-type]
    changed = {name for name in after if after[name] != before[name]}
    assert all(BY_NAME[name].code.startswith(("QT", "VB")) for name in changed)
    assert {"study_sessions", "dissemination_share", "documents_issued"} <= changed
    assert [one.symbol for one in waiting(actor=OPERATOR, organisation=bloc.first_unit, tree=bloc.tree)] == [
        "01-CV/ĐU"
    ]
    today = date(2026, 11, 25)
    assert overdue(actor=OPERATOR, organisation=bloc.first_cell, tree=bloc.tree, today=today)


def test_cells_meet_every_month_of_the_period_and_the_samples_figures_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2026-11-25T09:00:00")
    bloc = small_bloc()
    asked = {"actor": OPERATOR, "organisation": bloc.node(bloc.root), "period": HALF_YEAR}
    before = figures(**asked).figures  # type: ignore[arg-type]
    places = {"root": bloc.node(bloc.root), "tree": bloc.tree, "cell": bloc.node(bloc.first_cell)}
    assert invent_meetings(**places, period=HALF_YEAR) == 24  # type: ignore[arg-type]
    invent_meetings_waiting(**places, period=HALF_YEAR)  # type: ignore[arg-type]
    after = figures(**asked).figures  # type: ignore[arg-type]
    changed = {name for name in after if after[name] != before[name]}
    assert all(BY_NAME[name].code > "CB-06" and BY_NAME[name].code.startswith("CB") for name in changed)
    assert after["cell_meetings_monthly_share"].value == 100 and after["cell_meetings_scored"].value
    here: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root, "tree": bloc.tree}
    assert not_met(**here, month=date(2026, 11, 25)), "somebody has not met this month"
    (held,) = [one for one in plan(**here, year=2023) if one.stage is Stage.HELD]
    view = sitting(**here, sitting=held.id)
    assert len(view.votes) == 2 and len(view.scores) == 2


def test_a_conference_is_played_to_its_closed_and_late_tasks_and_the_samples_figures_stay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2026-11-25T09:00:00")
    bloc = small_bloc()
    root = bloc.node(bloc.root)
    asked = {"actor": OPERATOR, "organisation": root, "period": HALF_YEAR}
    before = figures(**asked).figures  # type: ignore[arg-type]
    assert invent_conference(root=root, tree=bloc.tree, period=HALF_YEAR) > 1
    after = figures(**asked).figures  # type: ignore[arg-type]
    changed = {name for name in after if after[name] != before[name]}
    assert {BY_NAME[name].code[:2] for name in changed} <= {"HN", "YK", "VB", "NV"}
    assert all(
        after[f"midterm_reviews_{what}"] == before[f"midterm_reviews_{what}"] for what in ("done", "share")
    )
    assert after["opinions_answered_share"].value == 75 and after["conference_delegates_present"].value
    (held,) = conferences(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree)
    here = {"actor": OPERATOR, "organisation": bloc.root, "conference": held.id}
    one = here | {"tree": bloc.tree}
    assert len(opinions_of(**one)) == 5 and notice_of(**one) is not None  # type: ignore[arg-type]
    given = tasks_of(**here)  # type: ignore[arg-type]
    assert len(given) == len(points(**one)) and any(task.done for task in given.values())  # type: ignore[arg-type]
    invent_coming(root=root, tree=bloc.tree, committee=bloc.node(bloc.first_unit), period=HALF_YEAR)
    assert len(conferences(actor=OPERATOR, organisation=bloc.first_unit, tree=bloc.tree)) == 2


def test_tasks_and_a_scheme_are_played_and_the_samples_figures_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2026-11-25T09:00:00")
    bloc = small_bloc()
    places = {
        "root": bloc.node(bloc.root),
        "tree": bloc.tree,
        "committee": bloc.node(bloc.first_unit),
        "period": HALF_YEAR,
    }
    asked = {"actor": OPERATOR, "organisation": bloc.node(bloc.root), "period": HALF_YEAR}
    before = figures(**asked).figures  # type: ignore[arg-type]
    assert invent_tasks(**places) == 13  # type: ignore[arg-type]
    invent_tasks_waiting(**places)  # type: ignore[arg-type]
    after = figures(**asked).figures  # type: ignore[arg-type]
    changed = {name for name in after if after[name] != before[name]}
    assert all(BY_NAME[name].code.startswith(("NV", "DA")) for name in changed)
    assert {"tasks_due", "tasks_done_on_time_share", "tasks_extended", "schemes_items_done_share"} <= changed
    share = after["schemes_items_done_share"]
    assert (share.numerator, share.denominator) == (3, 4) and after["schemes_reviews"].value == 1
    parts = task_parts(actor=OPERATOR, organisation=bloc.root, tree=bloc.tree, open_only=True)
    assert {one.standing.value for one in parts} == {"qua-han", "sap-han"}
