"""The pages of a conference, as the office, a unit and the secretary use them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.support import SmallBloc, person, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.work.conferences import actions
from dangvu.work.conferences.models import CheckIn, ConferenceState, Delegate, Point, ProgrammeItem
from dangvu.work.documents.models import DocumentState
from dangvu.work.meetings.models import Opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def bloc(db: None, monkeypatch: pytest.MonkeyPatch) -> SmallBloc:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T07:50:00")
    return small_bloc()


class Person:
    """Somebody at an organisation, opening and sending pages."""

    def __init__(self, bloc: SmallBloc, at: int, role: str) -> None:
        self.code, self.client = bloc.code(at), Client()
        self.client.force_login(person(at, role))

    def url(self, name: str, **more: object) -> str:
        return reverse(name, kwargs={"code": self.code, **more})

    def get(self, name: str, query: str = "", status: int = 200, **more: object) -> str:
        answer = self.client.get(self.url(name, **more) + query)
        assert answer.status_code == status, answer.status_code
        return answer.content.decode()

    def post(self, name: str, told: dict[str, Any], query: str = "", **more: object) -> Any:
        return self.client.post(self.url(name, **more) + query, told)


@pytest.fixture
def office(bloc: SmallBloc) -> Person:
    return Person(bloc, bloc.root, "cap_tren_to_chuc")


CALL = {
    "kind": "so_ket", "title": "Hội nghị sơ kết 6 tháng", "on": "5/7/2023", "starts_at": "8 giờ", "place": "Hội trường",
    "chair": "Bí thư Đảng ủy", "usual": "on",
}  # fmt: skip


def called(bloc: SmallBloc, office: Person) -> int:
    """A conference of today, with the secretaries of the three units and a guest on its roll."""
    answer = office.post("conference_new", CALL)
    conference = ConferenceState.objects.known().get().conference_id
    assert answer["Location"].startswith(office.url("conference", conference=conference))
    units = [str(id_) for id_ in bloc.tree.children(bloc.root)]
    told = {"posts": ["bi_thu"], "units": units, "guests": "Phó Trưởng Ban Tổ chức Tỉnh ủy"}
    office.post("conference_invite", told, conference=conference)
    return int(conference)


def test_calling_sets_the_usual_programme_and_leads_to_what_comes_next(
    bloc: SmallBloc, office: Person
) -> None:
    conference = called(bloc, office)
    page = office.get("conference", conference=conference)
    assert "08 giờ 00, thứ Tư, ngày 05/07/2023" in page and "Bắt đầu mục 1" in page
    assert len(Delegate.objects.known()) == 4
    answer = office.post("conference_new", CALL | {"title": "Khác", "starts_at": "25:70"})
    assert "Giờ khai mạc không đọc được" in answer.content.decode()


def test_the_programme_is_one_sheet(bloc: SmallBloc, office: Person) -> None:
    conference = called(bloc, office)
    page = office.get("conference_programme", conference=conference)
    fields = dict(re.findall(r'name="(m\d+-number)"[^>]*value="(\d+)"', page)) | {
        name: value for value, name in re.findall(r'value="(\d+)"[^>]*name="(m\d+-number)"', page)
    }
    told: dict[str, Any] = dict(fields)
    for row in ProgrammeItem.objects.known().order_by("order"):
        n = row.order - 1
        told |= {
            f"m{n}-order": str(row.order),
            f"m{n}-title": row.title,
            f"m{n}-kind": row.kind,
            f"m{n}-minutes": str(row.minutes),
        }
    told |= {
        "m1-title": "",
        "m7-title": "Trao Huy hiệu Đảng",
        "m7-order": "1",
        "m7-kind": "khen_thuong",
        "da_biet": "99999",
    }
    office.post("conference_programme", told, conference=conference)
    titles = list(ProgrammeItem.objects.known().order_by("order").values_list("title", flat=True))
    assert (
        titles[:2] == ["Khai mạc, giới thiệu đại biểu, điểm danh", "Trao Huy hiệu Đảng"] and len(titles) == 7
    )
    stale = office.post("conference_programme", told | {"da_biet": "1"}, conference=conference)
    assert stale.status_code == 409 and "vừa được người khác sửa" in stale.content.decode()
    wrong = office.post(
        "conference_programme", told | {"m0-minutes": "x", "da_biet": "99999"}, conference=conference
    )
    assert "Số phút phải là số nguyên" in wrong.content.decode()


def test_checking_in_is_a_search_and_a_press_and_pressing_twice_is_harmless(
    bloc: SmallBloc, office: Person
) -> None:
    conference = called(bloc, office)
    page = office.post("conference_roll", {"tim": "hoi thu ba"}, conference=conference).content.decode()
    assert "<b>1 người</b>" in page and "Chi bộ Hội Thứ Ba" in page
    (mark,) = re.findall(r'value="(co-mat-\d+)"', page)
    for _ in range(2):
        office.post("conference_roll", {"dd": mark, "lan": "mot-lan"}, conference=conference)
    office.post("conference_roll", {"dd": mark}, conference=conference)
    assert CheckIn.objects.count() == 1
    page = office.get("conference_roll", "?loc=co-mat", conference=conference)
    assert "Đã điểm danh từ trước" in page and "07:50" in page
    for chip, count in re.findall(
        r'href="[^"]*dai-bieu/\?ky=[^"]*?(?:loc=([a-z-]+))?"[^>]*>[^<]*<b>(\d+)</b>', page
    ):
        listed = office.get("conference_roll", f"?loc={chip}" if chip else "", conference=conference)
        assert listed.count('<tr><th scope="row">') == int(count), chip
    office.post("conference_roll", {"con-lai": "1"}, conference=conference)
    page = office.get("conference", conference=conference)
    assert re.search(r"loc=co-mat\">1</a></b><small>có mặt", page) and re.search(
        r"loc=trieu-tap\">3</a><small>triệu tập", page
    )
    assert office.post("conference_roll", {"dd": "co-mat-999999"}, conference=conference).status_code == 400
    assert office.post("conference_roll", {}, conference=conference).status_code == 400


def test_who_told_why_they_do_not_come_is_excused(bloc: SmallBloc, office: Person) -> None:
    conference = called(bloc, office)
    one = Delegate.objects.known().order_by("pk")[0].pk
    told = {"bao-vang": "1", "delegate": str(one)}
    assert (
        "Chưa nhập lý do vắng" in office.post("conference_roll", told, conference=conference).content.decode()
    )
    office.post("conference_roll", told | {"note": "đi công tác"}, conference=conference)
    assert (CheckIn.objects.get().state, CheckIn.objects.get().note) == ("vang_co_ly_do", "đi công tác")


def test_the_hall_moves_on_and_its_screen_shows_names_units_and_numbers_only(
    bloc: SmallBloc, office: Person
) -> None:
    conference = called(bloc, office)
    actions.invite(
        actor=OPERATOR, organisation=bloc.root, conference=conference,
        delegates=[actions.NewDelegate("Ủy viên", "cap_uy_vien", bloc.root, bloc.people["Đỗ Ắng"])],
    )  # fmt: skip
    delegate = Delegate.objects.known().get(person__isnull=False).pk
    for step in ("muc:1", "muc:4"):
        office.post("conference_step", {"buoc": step}, conference=conference)
    office.post("conference_speakers", {"delegate": str(delegate)}, conference=conference)
    office.post("conference_roll", {"dd": f"co-mat-{delegate}"}, conference=conference)
    office.post("conference_step", {"buoc": "moi:1"}, conference=conference)
    page = office.get("conference_screen", conference=conference)
    assert "Mục 4 trên 7" in page and "Đỗ Ắng" in page and 'hx-trigger="every 4s"' in page
    assert "Cấp ủy 1 trên 1: đủ" in page
    assert "1973" not in page and 'class="nav"' not in page, "no birth, no menu"
    part = office.client.get(office.url("conference_screen", conference=conference), HTTP_HX_REQUEST="true")
    assert "<html" not in part.content.decode() and "Đỗ Ắng" in part.content.decode()
    office.post("conference_step", {"buoc": "be-mac"}, conference=conference)
    page = office.get("conference_screen", conference=conference)
    assert "Hội nghị đã bế mạc" in page and "hx-trigger" not in page
    assert office.post("conference_step", {"buoc": "la"}, conference=conference).status_code == 400


def test_what_is_said_goes_into_the_book_with_the_unit_that_speaks(bloc: SmallBloc, office: Person) -> None:
    conference = called(bloc, office)
    office.post("conference_step", {"buoc": "muc:4"}, conference=conference)
    delegate = Delegate.objects.known().get(unit_id=bloc.lone_cell).pk
    office.post("conference_speakers", {"delegate": str(delegate)}, conference=conference)
    office.post("conference_step", {"buoc": "moi:1"}, conference=conference)
    page = office.get("conference_opinion", conference=conference)
    assert f'<option value="{bloc.lone_cell}" selected>' in page
    told = {
        "unit": str(bloc.lone_cell),
        "kind": "kien_nghi",
        "text": "Mở thêm lớp",
        "to": "",
        "body": "Ban Tổ chức",
        "due": "31/7/2023",
    }
    office.post("conference_opinion", told, conference=conference)
    refused = office.post("conference_opinion", told | {"text": "Độ mật: TỐI MẬT"}, conference=conference)
    assert "dấu độ mật" in refused.content.decode()
    assert Opinion.objects.count() == 1
    page = office.get("conference", conference=conference)
    assert "Mở thêm lớp" in page and "Ban Tổ chức" in page and "31/07/2023" in page


def test_one_press_numbers_the_notice_and_gives_the_tasks(bloc: SmallBloc, office: Person) -> None:
    conference = called(bloc, office)
    told = {
        "kind": "ket_luan",
        "text": "Rà soát nguồn",
        "every": "on",
        "due": "31/8/2023",
        "product": "Danh sách",
    }
    office.post("conference_points", told, conference=conference)
    refused = office.post(
        "conference_points", told | {"text": "Khác", "every": ""}, conference=conference
    ).content.decode()
    assert "Chọn ít nhất một đơn vị thực hiện" in refused and "Khác" in refused
    assert "1 điểm chưa giao" in office.get("conferences", "?loc=chua-giao")
    page = office.client.get("/").content.decode()
    assert "Giao nhiệm vụ từ kết luận hội nghị" in page
    for _ in range(2):
        office.post(
            "conference_notice",
            {"on": "5/7/2023", "signer": "", "number": "", "lan": "x"},
            conference=conference,
        )
    assert DocumentState.objects.get().symbol == "01-TB/ĐU"
    page = office.get("conference_points", conference=conference)
    assert "01-TB/ĐU" in page and "0 trên 3" in page
    (document,) = re.findall(r'href="([^"]*/van-ban/\d+/[^"]*)"', page)
    assert "Kết luận hội nghị sơ kết 6 tháng" in office.client.get(document).content.decode()
    assert Point.objects.known().count() == 1
    answer = office.post("conference_point", {"bo": "1"}, conference=conference, number=1)
    assert "đã giao thành nhiệm vụ" in office.client.get(answer["Location"]).content.decode()
    unit = Person(bloc, bloc.first_unit, "co_so_to_chuc")
    assert "Rà soát nguồn" in unit.get("tasks")


def test_a_unit_sees_what_it_is_called_to_and_answers_from_there(bloc: SmallBloc, office: Person) -> None:
    conference = called(bloc, office)
    told = {"title": "Sinh hoạt chuyên đề", "units": [str(bloc.first_unit)], "due": "5/7/2023"}
    office.post("conference_papers", told, conference=conference)
    unit = Person(bloc, bloc.first_unit, "co_so_to_chuc")
    assert "Dự hội nghị được triệu tập" in unit.client.get("/").content.decode()
    assert "Được triệu tập" in unit.get("conferences", "?loc=sap-toi")
    page = unit.get("conference", conference=conference)
    assert "Sinh hoạt chuyên đề" in page and "Đảng bộ Sở Thứ Hai" not in page
    (asks,) = re.findall(r'value="(xin-noi:\d+)"', page)
    for step in (asks, f"tham-luan:{bloc.first_unit}"):
        unit.post("conference_step", {"buoc": step}, conference=conference)
    page = unit.get("conference", conference=conference)
    assert "Đã đăng ký phát biểu" in page and "Đã gửi 05/07/2023" in page
    assert unit.post("conference_step", {"buoc": "muc:1"}, conference=conference).status_code == 404
    for name in ("conference_roll", "conference_points", "conference_screen"):
        unit.get(name, status=404, conference=conference)
    stranger = Person(bloc, bloc.third_cell, "chi_bo_bi_thu")
    stranger.get("conference", status=404, conference=conference)


def test_the_secretary_looks_on_without_buttons(bloc: SmallBloc, office: Person) -> None:
    conference = called(bloc, office)
    secretary = Person(bloc, bloc.root, "bi_thu")
    page = secretary.get("conference", conference=conference)
    main = page[page.index("<main") :]
    assert "Chờ phát biểu" in main and 'name="buoc"' not in main and "Mời đại biểu" not in main
    assert 'name="dd"' not in secretary.get("conference_roll", conference=conference)


def test_a_cancelled_conference_is_shown_as_such_and_takes_nothing_more(
    bloc: SmallBloc, office: Person
) -> None:
    conference = called(bloc, office)
    office.post("conference_cancel", {"reason": "gộp với tháng sau"}, conference=conference)
    page = office.get("conference", conference=conference)
    assert "Hội nghị này đã hủy" in page and "gộp với tháng sau" in page and 'name="buoc"' not in page
    answer = office.post("conference_step", {"buoc": "muc:1"}, conference=conference)
    assert "đã hủy nên không ghi thêm" in office.client.get(answer["Location"]).content.decode()
