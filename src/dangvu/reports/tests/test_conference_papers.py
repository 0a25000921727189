"""The papers of a conference: the notice is a draft until it has its number; an invitation names one delegate."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from tests.support import SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.proceedings.actions import hear, issue_notice
from dangvu.reports.conference_papers import conference_paper
from dangvu.work.conferences import actions
from dangvu.work.conferences.actions import NewConference, NewDelegate, NewPoint
from dangvu.work.conferences.models import Delegate

from .reading import part, styled, text

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 5)


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T08:00:00")
    return small_bloc()


def held(bloc: SmallBloc) -> dict[str, Any]:
    asked: dict[str, Any] = {"actor": OPERATOR, "organisation": bloc.root}
    new = NewConference(
        "Hội nghị sơ kết 6 tháng", DAY, starts_at=time(8), place="Hội trường <tầng 3>", chair="Bí thư Đảng ủy"
    )
    asked["conference"] = actions.call(**asked, new=new, usual=True)
    delegates = [
        NewDelegate("Bí thư", unit=bloc.first_unit, person=bloc.people["Tạ Thị Ngữ"]),
        NewDelegate("Bí thư", unit=bloc.second_unit),
    ]
    actions.invite(**asked, delegates=delegates)
    actions.check_in(**asked, delegates=[Delegate.objects.known().order_by("pk")[0].pk])
    return asked


def written(bloc: SmallBloc, asked: dict[str, Any], paper: str, **more: Any) -> tuple[bytes, str]:
    content, name = conference_paper(
        actor=OPERATOR, organisation=bloc.node(bloc.root), tree=bloc.tree, conference=asked["conference"], paper=paper, **more
    )  # fmt: skip
    assert name.isascii()
    return content, text(part(content))


def test_the_notice_says_what_was_concluded_who_does_it_and_what_was_proposed(bloc: SmallBloc) -> None:
    asked = held(bloc)
    units = (bloc.first_unit, bloc.second_unit, bloc.lone_cell)
    points = [NewPoint("Rà soát nguồn kết nạp", units, date(2023, 8, 31), "Danh sách"),
              NewPoint("Báo cáo chuyển đổi số", (bloc.first_unit,), kind="chi_dao")]  # fmt: skip
    actions.write_points(**asked, points=points)
    hear(**asked, unit=bloc.lone_cell, text="Mở thêm lớp", body="Ban Tổ chức")
    _, said = written(bloc, asked, "thong-bao")
    assert "Dự hội nghị có 1 trên 2 đại biểu được triệu tập" in said and "Hội trường <tầng 3>" in said
    assert "Các tổ chức đảng trực thuộc" in said and "31/08/2023" in said and "Mở thêm lớp" in said
    assert "Thực hiện ý kiến chỉ đạo của cấp trên" in said and "Ban Tổ chức" in said
    assert "01-TB" not in said
    issue_notice(**asked, on=DAY, signer="Người Ký Thử")
    content, said = written(bloc, asked, "thong-bao")
    assert styled(content, "DvTypeName") == ["THÔNG BÁO"]
    assert "01-TB/ĐU" in said and "Người Ký Thử" in said


def test_many_units_of_a_task_are_listed_in_an_annex(bloc: SmallBloc) -> None:
    asked = held(bloc)
    cells = (bloc.first_cell, bloc.second_cell, bloc.third_cell, bloc.first_unit, bloc.second_unit)
    actions.write_points(**asked, points=[NewPoint("Rà soát nguồn", cells)])
    _, said = written(bloc, asked, "thong-bao")
    assert "5 đơn vị (danh sách kèm theo)" in said and "Chi bộ Kế hoạch" in said


def test_an_invitation_names_one_delegate_or_leaves_a_place(bloc: SmallBloc) -> None:
    asked = held(bloc)
    one = Delegate.objects.known().order_by("pk")[0].pk
    content, said = written(bloc, asked, "giay-moi", delegate=one)
    assert styled(content, "DvTypeName") == ["GIẤY MỜI"]
    assert "Tạ Thị Ngữ, Bí thư, Đảng bộ Sở Thứ Nhất" in said and "08 giờ 00, ngày 05/07/2023" in said
    assert "Khai mạc, giới thiệu đại biểu" in said
    _, said = written(bloc, asked, "giay-moi")
    assert "………" in said and "Tạ Thị Ngữ" not in said
    for paper, more in (("la", {}), ("giay-moi", {"delegate": 0})):
        with pytest.raises(LookupError):
            written(bloc, asked, paper, **more)
