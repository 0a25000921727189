"""A cell secretary's day on the pages: plan, call, roll by ticks, votes, minutes; scored from above."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from tests.support import SmallBloc

from dangvu.web.conftest import SignedIn
from dangvu.work.meetings.models import CellMeeting, RollEntry, SittingState


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


class Pages:
    """Somebody at the pages of one organisation."""

    def __init__(self, client: Client, code: str) -> None:
        self.client, self.base = client, f"/o/{code}/sinh-hoat/"

    def see(self, path: str = "") -> str:
        response = self.client.get(self.base + path)
        assert response.status_code == 200, (path, response.status_code)
        return unescape(response.content.decode())

    def send(self, path: str, **fields: Any) -> str:
        """Send the form as it is shown, with these fields; where that leads, or the page with what is wrong."""
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', self.see(path)))
        response = self.client.post(self.base + path, {**hidden, **fields})
        return response["Location"] if response.status_code == 302 else unescape(response.content.decode())


@pytest.fixture
def cell(bloc: SmallBloc, signed_in: SignedIn) -> Pages:
    return Pages(signed_in("chi_bo_bi_thu", at=bloc.first_cell), bloc.code(bloc.first_cell))


CALL = {"kind": "dinh_ky", "on": "05/07/2023", "starts": "14h", "place": "Phòng họp", "agenda": "Nhiệm vụ tháng 7",
        "papers": "Dự thảo nghị quyết"}  # fmt: skip
MINUTES = {"began": "14:00", "ended": "15h40", "chair": "Lý Thị Ẩm", "secretary": "Tạ Thị Ngữ",
           "content": "Đánh giá tháng 6", "speeches": "Đỗ Ắng: nhất trí\nBổ sung hạn", "resolution": "Hoàn thành hồ sơ"}  # fmt: skip


def called(cell: Pages) -> str:
    """The path of a meeting that is called for today."""
    cell.send("buoi/moi/", **CALL)
    return f"buoi/{SittingState.objects.known().latest('pk').sitting_id}/"


def test_from_the_plan_to_the_minutes_in_word(bloc: SmallBloc, cell: Pages) -> None:
    assert "Lập kế hoạch năm 2023" in cell.see("ke-hoach/")
    months = {f"month{n}": str(month) for n, month in enumerate((8, 11, 8, 11, 12, 12))}
    then = cell.send("ke-hoach/lap/", begins="7", day="5", theme0="Nêu gương", who0="Lý Thị Ẩm", **months)
    assert "nam=2023" in then and SittingState.objects.known().count() == 7
    page = cell.see("ke-hoach/?nam=2023")
    assert "Nêu gương" in page and page.count("Trong kế hoạch") == 7
    july = SittingState.objects.known().get(month__month=7)
    assert "khỏi nhập lại" in cell.see("buoi/moi/"), "the plan's own meeting is offered first"
    one = f"buoi/{july.sitting_id}/"
    cell.send(one + "trieu-tap/", **CALL)
    assert ">Điểm danh</a>" in cell.see(one), "what is next is one press away"
    late, gone = bloc.people["Tạ Thị Ngữ"], bloc.people["Đỗ Ắng"]
    cell.send(
        one + "diem-danh/",
        muon=[late],
        vang=[gone],
        **{f"ly-{gone}": "đi công tác"},
        guests="",
        visitors="Lê Hai\n",
    )
    page = cell.see(one)
    assert "3 trên 4" in page and "vắng có lý do, đi công tác" in page and "Lê Hai" in page
    cell.send(one + "bieu-quyet/", question="Nghị quyết tháng 7", threshold="qua_nua", agreed="2")
    assert "Thông qua" in cell.see(one + "bieu-quyet/")
    cell.send(one + "bien-ban/", **MINUTES)
    page = cell.see(one)
    assert "Đã họp" in page and "Buổi họp dài 100 phút" in page and "<b>Đỗ Ắng:</b>" in page
    assert "Biên bản</td>" in cell.see("?ky=2023")
    word = cell.client.get(cell.base + one + "bien-ban.docx")
    said = re.sub(r"<[^>]+>", "", ZipFile(BytesIO(word.content)).read("word/document.xml").decode())
    for words in (
        "BIÊN BẢN",
        "có mặt: 3, đạt 75,0%",
        "Đỗ Ắng, đi công tác",
        "Nghị quyết tháng 7",
        "cần 2 trên 3",
        "Hoàn thành hồ sơ",
    ):
        assert words in said, words


def test_nothing_typed_is_lost_and_every_error_says_how_to_mend(bloc: SmallBloc, cell: Pages) -> None:
    page = cell.send("buoi/moi/", **{**CALL, "kind": "ket_hop", "theme": "Nêu gương"})
    assert "không gộp" in page and "Nhiệm vụ tháng 7" in page
    assert "không đọc được. Ví dụ: 14:00" in cell.send("buoi/moi/", **{**CALL, "starts": "25:70"})
    one = called(cell)
    person = bloc.people["Đỗ Ắng"]
    page = cell.send(one + "diem-danh/", muon=[person], vang=[person], **{f"ly-{person}": "ốm"})
    assert "Chọn một: đến muộn hoặc vắng" in page and 'value="ốm"' in page and not RollEntry.objects.exists()
    page = cell.send(one + "bien-ban/", **MINUTES)
    assert "Điểm danh trước" in page and "Đánh giá tháng 6" in page
    cell.send(one + "diem-danh/", guests="")
    page = cell.send(one + "bien-ban/", **{**MINUTES, "ended": "13:00"})
    assert "Giờ kết thúc phải sau" in page
    assert "nhiều hơn số đảng viên chính thức có mặt" in cell.send(
        one + "bieu-quyet/", question="Nghị quyết", threshold="qua_nua", agreed="9"
    )


def test_two_people_at_one_roll_do_not_write_over_each_other(bloc: SmallBloc, cell: Pages) -> None:
    one = called(cell)
    hidden = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', cell.see(one + "diem-danh/"))
    )
    cell.send(one + "diem-danh/", vang=[bloc.people["Đỗ Ắng"]])
    response = cell.client.post(
        cell.base + one + "diem-danh/", {**hidden, "muon": [bloc.people["Tạ Thị Ngữ"]]}
    )
    assert response.status_code == 409
    said = unescape(response.content.decode())
    assert "vừa được người khác sửa" in said and "Vắng có lý do" in said and "Đến muộn" in said


def test_the_province_s_sheet_is_typed_once_and_scores_from_above_stand(
    bloc: SmallBloc, cell: Pages, signed_in: SignedIn
) -> None:
    office = Pages(signed_in("cap_tren_to_chuc"), bloc.code(bloc.root))
    told = {
        "document": "Quy định 27-QĐ/TU",
        "begins": "01/01/2023",
        "good": "90",
        "fair": "70",
        "average": "50",
    }
    assert "90 điểm; mẫu chấm phải đủ 100" in office.send(
        "mau-cham/moi/", criteria="Chuẩn bị: 40\nNội dung: 50", **told
    )
    office.send("mau-cham/moi/", criteria="Chuẩn bị: 40\nNội dung: 60", **told)
    assert "Quy định 27-QĐ/TU" in cell.see("mau-cham/")
    one = called(cell)
    assert "chưa có biên bản nên chưa chấm được" in cell.see(one + "cham-diem/")
    cell.send(one + "diem-danh/")
    cell.send(one + "bien-ban/", **MINUTES)
    assert "không được lớn hơn 40" in cell.send(one + "cham-diem/", p0="41", p1="50")
    cell.send(one + "cham-diem/", p0="40", p1="55")
    assert "Chi bộ tự chấm: 55" in office.see(one + "cham-diem/")
    office.send(one + "cham-diem/", p0="30", p1="50", note="Cần thêm ý kiến")
    page = cell.see(one)
    assert "95 điểm, tốt" in page and "80 điểm, khá" in page and "Xếp loại khá" in page
    assert "Xếp loại khá <b>1</b>" in cell.see("?ky=2023")


def test_who_has_not_met_is_listed_with_the_same_count_as_on_the_first_page(
    bloc: SmallBloc, cell: Pages, signed_in: SignedIn
) -> None:
    client = signed_in("cap_tren_to_chuc")
    office = Pages(client, bloc.code(bloc.root))
    assert "Chi bộ chưa họp tháng này" not in unescape(client.get("/").content.decode()), (
        "no book is kept yet"
    )
    one = called(cell)
    assert "<b>1 buổi</b> đã đến ngày họp" in office.see("ke-hoach/?viec=bien-ban")
    cell.send(one + "diem-danh/")
    cell.send(one + "bien-ban/", **MINUTES)
    assert "Không có buổi nào chờ biên bản" in office.see("ke-hoach/?viec=bien-ban")
    home = unescape(client.get("/").content.decode())
    assert re.search(r"<b>3</b>[^<]*chi bộ.*?Chi bộ chưa họp tháng này", home, re.DOTALL)
    assert "<b>3 chi bộ</b> chưa ghi" in office.see("chua-hop/")
    assert "<b>4 chi bộ</b> chưa ghi" in office.see("chua-hop/?thang=2023-06")
    assert client.get(office.base + "chua-hop/?thang=2023-13").status_code == 400
    theme = office.see("chua-hop/?loai=chuyen-de&thang=2023-09")
    assert "Chi bộ chưa sinh hoạt chuyên đề quý 3/2023" in theme and "<b>4 chi bộ</b> chưa ghi" in theme
    assert "1 trên 4 chi bộ" in office.see("ke-hoach/")


def test_a_meeting_is_dropped_with_a_reason_and_strangers_find_nothing(
    bloc: SmallBloc, cell: Pages, signed_in: SignedIn
) -> None:
    one = called(cell)
    other = Pages(signed_in("chi_bo_bi_thu", at=bloc.third_cell), bloc.code(bloc.third_cell))
    for path in ("", "diem-danh/", "bien-ban/", "bien-ban.docx", "cham-diem/", "bo/"):
        assert other.client.get(other.base + one + path).status_code == 404, path
        assert other.client.get(cell.base + one + path).status_code == 404, path
    assert cell.client.get(cell.base + one + "bien-ban.docx").status_code == 404, "no minutes yet"
    assert "Chưa nhập lý do" in cell.send(one + "bo/", reason="")
    cell.send(one + "bo/", reason="dời sang tháng sau")
    assert (
        cell.client.get(cell.base + one).status_code == 404
        and not CellMeeting.objects.filter(on="2023-07-05").exists()
    )
