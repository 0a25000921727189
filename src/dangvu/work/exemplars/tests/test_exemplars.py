"""What was recognised counts in its period; a cell's recognition holds to the end of its year; names stay behind."""

from __future__ import annotations

from datetime import date

import pytest
from tests.intake.support import figure
from tests.support import SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.work.exemplars import queries, rules
from dangvu.work.exemplars.actions import NewExemplar, correct, take_back, tell
from dangvu.work.exemplars.models import Exemplar

pytestmark = pytest.mark.django_db
HALF = {"start": date(2023, 1, 1), "end": date(2023, 6, 30)}


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return small_bloc()


def told(
    bloc: SmallBloc, kind: str, on: date = date(2023, 5, 19), title: str = "Một việc tốt", **more: object
) -> int:
    place = more.pop("organisation", bloc.first_cell)
    new = NewExemplar(place, kind, on, title, **more)  # type: ignore[arg-type]
    return tell(actor=OPERATOR, organisation=bloc.root, exemplars=[new])[0]


def test_models_deeds_and_mobilisation_count_in_the_period_of_their_day(bloc: SmallBloc) -> None:
    told(bloc, "mo_hinh_hoc_bac")
    told(bloc, "mo_hinh_hoc_bac", date(2022, 12, 30), title="Của năm trước")
    told(bloc, "guong_hoc_bac")
    told(bloc, "dan_van_kheo", organisation=bloc.second_unit)
    assert [
        figure(name) for name in ("learning_models", "learning_examples", "skilful_mobilisation_models")
    ] == [1, 1, 1]


def test_a_cell_counts_once_while_its_recognition_holds(bloc: SmallBloc) -> None:
    told(bloc, "chi_bo_bon_tot", title="")
    told(bloc, "chi_bo_kieu_mau", title="")
    told(bloc, "chi_bo_bon_tot", date(2022, 12, 20), title="", organisation=bloc.second_cell)
    told(
        bloc,
        "chi_bo_bon_tot",
        date(2022, 12, 20),
        title="",
        organisation=bloc.lone_cell,
        until=date(2023, 12, 31),
    )
    assert figure("cells_recognised") == 2
    assert figure("cells_recognised_share") == 50.0
    first = Exemplar.objects.known().get(kind="chi_bo_kieu_mau")
    assert (first.title, first.until) == ("Chi bộ kiểu mẫu năm 2023", date(2023, 12, 31))


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("recognised_on", {"on": date(2023, 7, 6)}),
        ("until", {"until": date(2023, 5, 18)}),
        ("title", {"title": ""}),
        ("by", {"kind": "chi_bo_bon_tot", "organisation": "first_unit"}),
        ("title", {"title": "Độ mật: Tối mật. Kế hoạch"}),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    bloc: SmallBloc, field: str, more: dict[str, object]
) -> None:
    asked = {"kind": "mo_hinh_hoc_bac", **more}
    if "organisation" in asked:
        asked["organisation"] = getattr(bloc, str(asked["organisation"]))
    with pytest.raises(Impossible) as refusal:
        told(bloc, **asked)  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Exemplar.objects.exists()


def test_the_same_one_is_not_written_twice(bloc: SmallBloc) -> None:
    told(bloc, "mo_hinh_hoc_bac")
    with pytest.raises(Impossible):
        told(bloc, "mo_hinh_hoc_bac", title="MỘT VIỆC TỐT")


def test_a_deed_may_be_that_of_a_member_here_and_only_a_deed(bloc: SmallBloc) -> None:
    someone = bloc.people["Lý Thị Ẩm"]
    made = told(bloc, "guong_hoc_bac", organisation=bloc.root, person=someone)
    seen = queries.exemplar(actor=OPERATOR, organisation=bloc.root, exemplar=made)
    assert (seen.name, seen.person) == ("Lý Thị Ẩm", someone)
    with pytest.raises(Impossible):
        told(bloc, "mo_hinh_hoc_bac", organisation=bloc.root, person=someone)
    with pytest.raises(Impossible):
        told(bloc, "guong_hoc_bac", organisation=bloc.lone_cell, person=someone)


def test_who_may_not_read_names_reads_neither_the_person_nor_the_words_of_the_deed(bloc: SmallBloc) -> None:
    told(bloc, "guong_hoc_bac", organisation=bloc.root, person=bloc.people["Lý Thị Ẩm"])
    told(bloc, "mo_hinh_hoc_bac")
    watcher = actor_for(person(bloc.root, "theo_doi"))
    seen = {one.kind: one for one in queries.exemplars(actor=watcher, organisation=bloc.root, **HALF)}
    assert (seen["guong_hoc_bac"].title, seen["guong_hoc_bac"].name) == (queries.HIDDEN, queries.HIDDEN)
    assert seen["guong_hoc_bac"].person is None and seen["mo_hinh_hoc_bac"].title == "Một việc tốt"
    with pytest.raises(Refused):
        tell(
            actor=watcher,
            organisation=bloc.root,
            exemplars=[NewExemplar(bloc.root, "mo_hinh_hoc_bac", date(2023, 5, 1), "x")],
        )


def test_a_correction_keeps_what_was_said_and_taking_back_counts_no_more(bloc: SmallBloc) -> None:
    made = told(bloc, "mo_hinh_hoc_bac")
    new = NewExemplar(bloc.second_cell, "dan_van_kheo", date(2023, 5, 20), "Nhà sạch vườn xanh")
    after = correct(actor=OPERATOR, organisation=bloc.root, exemplar=made, new=new, reason="ghi nhầm")
    assert (figure("learning_models"), figure("skilful_mobilisation_models")) == (0, 1)
    assert queries.instead_of(actor=OPERATOR, organisation=bloc.root, exemplar=made).id == after  # type: ignore[union-attr]
    take_back(actor=OPERATOR, organisation=bloc.root, exemplars=[after], reason="ghi nhầm")
    assert figure("skilful_mobilisation_models") == 0 and Exemplar.objects.count() == 2


def test_the_list_holds_what_still_holds_in_the_period(bloc: SmallBloc) -> None:
    told(bloc, "chi_bo_bon_tot", date(2022, 6, 1), title="")
    told(bloc, "mo_hinh_hoc_bac", date(2021, 6, 1), title="Lâu dài")
    (one,) = queries.exemplars(actor=OPERATOR, organisation=bloc.root, **HALF)
    assert one.title == "Lâu dài"
    assert rules.holds_until("mo_hinh_hoc_bac", date(2021, 6, 1), None) is None
