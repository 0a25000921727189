"""Forms as data: who may change them, from when a change holds, what is refused, and that every number opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.sectors import NewSector, set_sectors
from dangvu.statistics import actions, checks, queries, seeds
from dangvu.statistics.counting import FormRun, Sheet
from dangvu.statistics.models import FormVersion
from dangvu.statistics.rules import Column, Form, NotAForm, Row, as_data, check_of, faults, of_data, terms

pytestmark = pytest.mark.django_db
SECOND_HALF = Period.parse("2023-H2")


@pytest.fixture
def bloc() -> SmallBloc:
    made = small_bloc()
    seeds.seed(actor=OPERATOR)
    return made


def form(code: str = "1-TCTW", period: Period = HALF_YEAR) -> Form:
    return queries.form_on(code, period.start).form


def changed(**row: object) -> Form:
    """Form 1 with one more row."""
    told = form()
    return replace(told, rows=(*told.rows, Row(**{"code": "E", "title": "Dòng mới", **row})))  # type: ignore[arg-type]


def said(asked: Form) -> str:
    return " ".join(
        str(f) for f in faults(asked, queries.measures_of(), queries.rows_of_others(HALF_YEAR.start))
    )


def test_the_seeded_forms_are_faultless_and_say_that_nobody_confirmed_them(bloc: SmallBloc) -> None:
    versions = queries.forms_on(HALF_YEAR.start)
    assert list(versions) == ["1-TCTW", "2-TCTW", "3-TCTW", "4-TCTW", "5-TCTW"]
    for version in versions.values():
        assert said(version.form) == ""
        assert version.label == "Mẫu chưa xác nhận"
        assert of_data(version.form.code, as_data(version.form)) == version.form


def test_an_upgrade_adds_and_never_overwrites(bloc: SmallBloc) -> None:
    version = queries.form_on("1-TCTW", HALF_YEAR.start)
    actions.confirm(actor=OPERATOR, version=version.id, document="15-CV/BTCTU", on=date(2023, 5, 3))
    assert seeds.seed(actor=OPERATOR) == 0
    assert queries.form_on("1-TCTW", HALF_YEAR.start).label == "Mẫu xác nhận theo 15-CV/BTCTU ngày 03/05/2023"


def test_a_change_from_next_month_leaves_this_period_its_form(bloc: SmallBloc) -> None:
    new = changed(counts="members_end", only=(("sex", ("nam",)),))
    actions.enter_version(actor=OPERATOR, form=new, valid_from=date(2023, 6, 1), document="Hướng dẫn mới")
    assert form("1-TCTW", HALF_YEAR).rows[-1].code == "D6"
    assert form("1-TCTW", SECOND_HALF).rows[-1].code == "E"
    assert not queries.form_on("1-TCTW", SECOND_HALF.start).is_confirmed


def test_what_was_known_before_a_change_is_still_told(bloc: SmallBloc) -> None:
    before = queries.form_on("1-TCTW", HALF_YEAR.start).act
    new = changed(counts="members_end")
    actions.enter_version(actor=OPERATOR, form=new, valid_from=date(2023, 1, 1), document="Hướng dẫn mới")
    assert form().rows[-1].code == "E"
    assert queries.form_on("1-TCTW", HALF_YEAR.start, before).form.rows[-1].code == "D6"


def test_a_version_for_the_same_day_supersedes_and_nothing_is_lost(bloc: SmallBloc) -> None:
    for title in ("Một", "Hai"):
        new = changed(title=title, counts="members_end")
        actions.enter_version(actor=OPERATOR, form=new, valid_from=date(2023, 7, 1), document="Hướng dẫn mới")
    assert next(v.form.rows[-1].title for v in queries.versions("1-TCTW")) == "Hai"
    assert FormVersion.objects.filter(code="1-TCTW", origin=FormVersion.ADMINISTRATOR).count() == 2


def test_two_who_change_the_same_form_do_not_write_over_each_other(bloc: SmallBloc) -> None:
    start = date(2023, 7, 1)
    first = actions.enter_version(
        actor=OPERATOR, form=changed(counts="members_end"), valid_from=start, document="A"
    )
    actions.enter_version(actor=OPERATOR, form=form(), valid_from=start, document="B", over=first.pk)
    with pytest.raises(Impossible, match="vừa được người khác sửa"):
        actions.enter_version(actor=OPERATOR, form=form(), valid_from=start, document="C", over=first.pk)


@pytest.mark.parametrize("role", ["bi_thu", "cap_tren_to_chuc", "theo_doi"])
def test_only_who_keeps_the_settings_changes_or_confirms(bloc: SmallBloc, role: str) -> None:
    actor = actor_for(person(bloc.root, role))
    version = queries.form_on("1-TCTW", HALF_YEAR.start)
    with pytest.raises(Refused):
        actions.enter_version(actor=actor, form=form(), valid_from=date(2023, 7, 1), document="A")
    with pytest.raises(Refused):
        actions.confirm(actor=actor, version=version.id, document="A", on=date(2023, 7, 1))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"counts": "__import__('os')"}, "Dòng E: không có cách đếm này"),
        ({"counts": "members_end; DROP TABLE"}, "không có cách đếm này"),
        ({"counts": "inspected_members"}, "không có cách đếm này"),  # of another line of rights
        ({"counts": "members_end", "only": (("p__card_number", ("1",)),)}, "không có đặc điểm “p__card_number”"),
        ({"counts": "members_end", "only": (("sex", ("khac",)),)}, "Giới tính: không có giá trị “khac”"),
        ({"counts": "members_end", "only": (("age", ("30-18",)),)}, "Tuổi đời: “30-18” không đọc được; viết như 18-30"),
        ({"counts": "members_end", "only": (("age", ("1' OR '1'='1",)),)}, "không đọc được"),
        ({"counts": "members_end", "only": (("sex", ()),)}, "chọn từ 1 đến"),
        ({"counts": "admitted", "only": (("status", ("du_bi",)),)}, "không lọc được theo tư cách"),
        ({"counts": "units_with_admissions", "only": (("sex", ("nu",)),)}, "không lọc được theo giới tính"),
        ({"counts": "members_end", "kinds": ("tinh",)}, "không có loại tổ chức"),
        ({"total": terms("A + Z")}, "không có dòng “Z” để cộng"),
        ({"total": terms("A + E")}, "cộng vòng lại chính nó"),
        ({"total": terms("A"), "counts": "members_end"}, "bỏ một trong hai"),
        ({"total": terms("2-TCTW:1")}, "chỉ cộng các dòng của chính biểu này"),
        ({"code": "A"}, "mã dòng “A” đã dùng"),
        ({"code": "<b>"}, "mã dòng bắt đầu bằng"),
        ({"title": ""}, "tên phải có"),
        ({"title": "x" * 201}, "không quá 200 chữ"),
        ({"counts": "members_end", "only": (("ethnicity", ("Tày", "thieu_so")),)}, "tách thành hai dòng"),
        ({"counts": "members_end", "only": (("ethnicity", ("Tày",)), ("religion", ("Công giáo",)))}, "hỏi theo tên hai lần"),
    ],
)  # fmt: skip
def test_what_cannot_be_counted_is_refused_with_its_row(
    bloc: SmallBloc, row: dict[str, object], told: str
) -> None:
    asked = changed(**row)
    assert told in said(asked)
    with pytest.raises(Impossible):
        actions.enter_version(actor=OPERATOR, form=asked, valid_from=date(2023, 7, 1), document="A")
    assert not FormVersion.objects.filter(origin=FormVersion.ADMINISTRATOR).exists()


@pytest.mark.parametrize("data", [None, [], "x", {"title": "A"}, {"title": "A", "rows": {}, "columns": []},
                                  {"title": 1.5, "rows": [], "columns": []},
                                  {"title": "A", "rows": [{"code": "A", "title": "t", "sum": "A +"}], "columns": []},
                                  {"title": "A", "rows": [{"code": "A", "title": "t", "only": ["sex"]}], "columns": []}])  # fmt: skip
def test_what_has_another_shape_is_no_form(data: object) -> None:
    with pytest.raises(NotAForm):
        of_data("9-X", data)


def test_sums_and_checks_are_read_as_they_are_written() -> None:
    assert [(t.form, t.row, t.minus) for t in terms("A+B6.1 − 1-TCTW:C")] == [
        ("", "A", False),
        ("", "B6.1", False),
        ("1-TCTW", "C", True),
    ]
    check = check_of("1 = 1-TCTW:B1 (năm)")
    assert check.yearly and check.text == "1 = 1-TCTW:B1" and check.forms == ("1-TCTW",)
    for wrong in ("A", "A = ", "A = B = C", "A B = C", "=", "A + + B = C"):
        with pytest.raises(ValueError, match="không đọc được"):
            check_of(wrong)


def test_every_number_opens_into_exactly_so_many_entries(bloc: SmallBloc) -> None:
    tree = bloc.tree
    for code, version in queries.forms_on(HALF_YEAR.start).items():
        for organisation in (bloc.root, bloc.first_unit) if code == "1-TCTW" else (bloc.root,):
            filled = queries.fill(
                actor=OPERATOR, organisation=tree[organisation], period=HALF_YEAR, version=version
            )
            for (row, column), cell in filled.cells.items():
                if (column == "chi-bo-co-so" and row != "D") or (
                    code == "4-TCTW" and row.isdigit() and int(row) > 3
                ):
                    continue  # alike
                found = queries.cell_list(
                    actor=OPERATOR, organisation=tree[organisation], period=HALF_YEAR, form=code, row=row, column=column
                )  # fmt: skip
                assert found.cell == cell
                if not found.is_mean:
                    assert found.count - 2 * found.minus == (cell.value or 0), (code, row, column)
                assert len(found.entries) == found.count


def test_whoever_may_not_read_names_sees_as_many_entries_without_them(bloc: SmallBloc) -> None:
    asked = {
        "organisation": bloc.tree[bloc.root],
        "period": HALF_YEAR,
        "form": "1-TCTW",
        "row": "D",
        "column": "tong-so",
    }
    seen = queries.cell_list(actor=actor_for(person(bloc.root, "theo_doi")), **asked)  # type: ignore[arg-type]
    assert seen.names_hidden
    assert {entry.record.label for entry in seen.entries} == {"(ẩn tên)"}
    assert seen.count == seen.cell.value


def test_what_is_not_on_record_is_said_and_is_not_nought(bloc: SmallBloc) -> None:
    version = queries.form_on("2-TCTW", HALF_YEAR.start)
    filled = queries.fill(
        actor=OPERATOR, organisation=bloc.tree[bloc.root], period=HALF_YEAR, version=version
    )
    assert filled.cells["7.1", "tong-so"].lack == "not_recorded"
    assert filled.cells["9.4", "tong-so"].lack == "not_recorded"  # nobody's diploma was told
    assert filled.cells["1", "tong-so"].value == 3


def test_the_checks_of_the_forms_hold_for_the_year_and_its_half(bloc: SmallBloc) -> None:
    for period in (HALF_YEAR, Period.parse("2023")):
        for version in queries.forms_on(period.start).values():
            asked = {"organisation": bloc.tree[bloc.root], "period": period, "version": version}
            wrong = [r for r in checks.checked(actor=OPERATOR, **asked) if r.holds is False]  # type: ignore[arg-type]
            assert wrong == []


def test_a_check_that_fails_names_who_stands_on_one_side_only(bloc: SmallBloc) -> None:
    told = form("2-TCTW")
    wrong = replace(told, checks=(check_of("2 = 1-TCTW:B1"),))
    actions.enter_version(actor=OPERATOR, form=wrong, valid_from=date(2023, 1, 1), document="A")
    version = queries.form_on("2-TCTW", HALF_YEAR.start)
    asked = {"organisation": bloc.tree[bloc.root], "period": HALF_YEAR, "version": version}
    first = checks.checked(actor=OPERATOR, **asked)[0]  # type: ignore[arg-type]
    assert first.holds is False
    assert first.right == 3
    assert len(first.only_right) == 3 - (first.left or 0)
    assert not first.only_left


@pytest.mark.parametrize("counts", ["members_end", "transferred_in_external", "grassroots_organisations"])
def test_a_row_and_a_column_that_both_ask_for_kinds_are_both_kept_to(bloc: SmallBloc, counts: str) -> None:
    set_sectors(actor=OPERATOR, organisation=bloc.root, told=[NewSector(bloc.first_unit, "tnhh")])
    told = form()
    asked = replace(
        told, checks=(), carried=None,
        rows=(Row("1", "Công ty", counts=counts, kinds=("tnhh",)), Row("2", "Tất cả", counts=counts)),
        columns=(
            Column("tong-so", "Tổng số"), Column("don-vi", "Đảng bộ cơ sở", kinds=("dang_bo_co_so",)),
            Column("chi-bo", "Chi bộ cơ sở", kinds=("chi_bo_co_so",)),
        ),
    )  # fmt: skip
    cells = {k: c.value for k, c in Sheet(FormRun(HALF_YEAR), asked).cells([bloc.root])[bloc.root].items()}
    assert cells["1", "chi-bo"] == 0, "no cell of its own is of a company here"
    assert cells["1", "don-vi"] == cells["1", "tong-so"]
    assert (cells["2", "tong-so"] or 0) >= (cells["1", "tong-so"] or 0)
