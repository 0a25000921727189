"""The twelve main tasks (README.md) by the keyboard alone: the skip link first, the focus in sight and never lost."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from dangvu.accounts.models import Grant
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.jobs import actions as jobs
from dangvu.foundation.jobs.models import Job
from dangvu.intake.models import Line
from dangvu.intake.upload.models import Upload
from dangvu.members.actions.transfers import Introduction, introduce
from dangvu.members.models import Membership, Movement, PersonProfile, Transfer
from dangvu.organisations.queries import tree_on
from dangvu.work.admissions.models import DossierStep
from dangvu.work.resolutions.models import TargetAllocation
from tests.journeys.desk import Desk, expect
from tests.journeys.hands import Hands
from tests.journeys.test_admission import certified
from tests.journeys.test_loading import MESSY, workbook
from tests.support import PASSWORD, SmallBloc, person

pytestmark = pytest.mark.django_db(transaction=True)
Sit = Callable[..., Desk]
SOMEONE = "Tạ Thị Ngữ"


def test_1_signing_in_with_two_steps(
    bloc: SmallBloc, live_server: Any, open_browser: Callable[..., Any]
) -> None:
    user = person(bloc.root, "bi_thu", "hoa.nt")
    user.password_only = False
    user.save()
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    page = open_browser()
    page.goto(live_server.url)
    hands = Hands(Desk(page, live_server.url, ""))

    def password(typed: str) -> None:
        hands.to(page.get_by_label("Mật khẩu", exact=True))
        hands.keys.type(typed)
        with page.expect_navigation():
            hands.keys.press("Enter")

    hands.type("Tên đăng nhập", "hoa.nt")
    password("sai")
    hands.refused("chưa đúng")
    password(PASSWORD)
    hands.type("Mã xác thực", "00000000")
    hands.press("Tiếp tục")
    hands.refused("Mã chưa đúng")
    hands.type("Mã xác thực", code)
    hands.press("Tiếp tục")
    assert hands.desk.heading() == "Việc cần làm"
    hands.enter(page.get_by_role("banner").get_by_role("button", name="Đăng xuất"))
    assert hands.desk.heading() == "Đăng nhập"


def test_2_what_waits_on_the_first_page_is_opened_and_done(bloc: SmallBloc, sit: Sit) -> None:
    asked = Introduction(bloc.people[SOMEONE], date(2023, 7, 3), bloc.second_unit)
    introduce(actor=OPERATOR, organisation=bloc.first_unit, introductions=[asked])
    desk = sit("co_so_to_chuc", at=bloc.second_unit)
    hands = Hands(desk)
    desk.home()
    hands.follow(re.compile("tiếp nhận", re.IGNORECASE))
    hands.follow(f"Tiếp nhận hoặc trả lại {SOMEONE}")
    hands.choose("Kết quả", "Tiếp nhận")
    hands.type("Ngày tiếp nhận", "5/7/2023")
    hands.press("Ghi kết quả")
    desk.sees(f"Đã tiếp nhận {SOMEONE}.")
    at = Membership.objects.known().get(person_id=bloc.people[SOMEONE], valid_to=None)
    assert at.organisation_id == bloc.third_cell


def test_3_a_person_is_found_and_their_profile_read(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    hands = Hands(desk)
    desk.open()
    box = desk.page.locator("#tim-dau")
    hands.to(box)
    hands.keys.type("ta ngu")
    with desk.page.expect_navigation():
        hands.keys.press("Enter")
    desk.sees(SOMEONE)
    live = desk.page.get_by_role("main").get_by_role("searchbox")
    hands.at(live)
    hands.keys.press("Control+A")
    with desk.page.expect_response("**/tim/*"):
        hands.keys.type("mac yen")
    desk.sees("Mạc Thị Yến")
    hands.at(live)  # the results came; the box is still the one that is typed in
    hands.follow("Mạc Thị Yến")
    assert desk.heading() == "Mạc Thị Yến"


def test_4_a_movement_is_entered(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    hands = Hands(desk)
    desk.open()
    hands.menu("Đảng viên")
    hands.follow(SOMEONE)
    hands.follow("Chuyển sinh hoạt đảng ra ngoài")
    hands.choose("Tổ chức nơi đến", "Chi bộ Hội Thứ Ba")
    hands.press("Ghi giới thiệu")
    hands.refused("Chưa nhập ngày giới thiệu")
    hands.type("Ngày giới thiệu", "3/7/2023")
    hands.press("Ghi giới thiệu")
    desk.sees("Đã ghi: chuyển sinh hoạt đảng ra ngoài.")
    assert Transfer.objects.get().person_id == bloc.people[SOMEONE]


def test_5_a_profile_is_corrected(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    hands = Hands(desk)
    desk.open(f"dang-vien/{bloc.people[SOMEONE]}/")
    hands.follow("Đính chính")
    hands.type("Quê quán", "Xã Một")
    hands.press("Ghi đính chính")
    hands.refused("Chưa nhập lý do đính chính")
    hands.type("Lý do đính chính", "theo lý lịch")
    hands.press("Ghi đính chính")
    desk.sees("Đã đính chính: quê quán.")
    assert PersonProfile.objects.known().get(person_id=bloc.people[SOMEONE]).home == "Xã Một"


def test_6_somebody_is_put_on_the_list_and_goes_the_first_step(bloc: SmallBloc, sit: Sit) -> None:
    desk, name = sit("co_so_to_chuc", at=bloc.first_unit), "Lục Thị Ươm"
    hands = Hands(desk)
    desk.open()
    hands.menu("Kết nạp")
    hands.follow("Nhập quần chúng ưu tú")
    hands.choose("Chi bộ", "Chi bộ Kế hoạch")
    hands.type("Họ và tên", name)
    hands.type("Ngày sinh", "2/4/1996")
    hands.choose("Giới tính", "Nữ")
    hands.choose("Trình độ học vấn", "Trung học phổ thông")
    hands.type("Ngày chi bộ đưa vào danh sách", "5/6/2022")
    hands.press("Ghi vào danh sách")
    desk.sees(f"Đã đưa {name} vào danh sách")
    someone = PersonProfile.objects.known().get(name=name).person_id
    certified([someone])
    hands.menu("Kết nạp")
    hands.follow(re.compile(r"\d+ người"))
    hands.follow(name)
    hands.follow("Ghi bước này")
    hands.type("Ngày viết đơn", "1/2/2023")
    hands.press("Ghi bước này")
    desk.page.wait_for_url(f"**/ho-so/{someone}/**")
    assert DossierStep.objects.known().get(dossier__person_id=someone, step="don").passed


def test_7_a_workbook_is_read_mended_written_and_the_batch_taken_back(
    bloc: SmallBloc, sit: Sit, tmp_path: Path
) -> None:
    desk = sit("cap_tren_to_chuc")
    hands = Hands(desk)
    desk.open()
    before = Movement.objects.known().count()
    hands.menu("Nạp dữ liệu")
    hands.bring("Các tệp của đơn vị", workbook(tmp_path, MESSY[:2]))
    hands.tick("Tôi đã kiểm tra")
    hands.press("Đọc các tệp")
    desk.sees("Chưa ghi gì vào hồ sơ.")
    hands.follow(re.compile("Sửa dòng Phí Văn Ất", re.IGNORECASE))
    hands.type("Ngày vào Đảng", "28/02/2023")
    hands.press("Nhận đề xuất")
    hands.press("Ghi 2 dòng")
    desk.sees("Đã ghi vào hồ sơ.")
    assert Line.objects.known().count() == 2 and Movement.objects.known().count() == before + 2
    hands.follow("Đợt nạp số")
    hands.press("Hoàn tác 2 dòng")
    hands.refused("Chưa nhập lý do.")
    hands.type("Lý do", "Đơn vị gửi nhầm tệp")
    hands.press("Hoàn tác 2 dòng")
    desk.sees("Đã hoàn tác")
    assert Movement.objects.known().count() == before


def test_8_an_account_is_made_with_a_role_after_the_password_once_more(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("quan_tri")
    hands = Hands(desk)
    desk.open()
    hands.menu("Tài khoản")
    hands.follow("Lập tài khoản")
    hands.type("Họ và tên", "Nguyễn Thị Hoa")
    hands.type("Tên đăng nhập", "hoa.nt")
    hands.choose("Ở tổ chức", "– Đảng bộ Sở Thứ Nhất")
    hands.choose("Vai trò", "Cán bộ tổ chức")
    hands.press("Lập tài khoản và in phong bì")
    assert desk.heading() == "Xác nhận lại trước khi làm tiếp"
    hands.type("Mật khẩu", PASSWORD)
    hands.press("Xác nhận")
    desk.sees("In ngay rồi dán kín.")
    assert Grant.objects.known().get(user__username="hoa.nt").organisation_id == bloc.first_unit
    hands.follow("Đã in, quay lại")


def test_9_a_target_is_shared_out_so_that_it_adds_up(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    assert bloc.unit_target
    hands = Hands(desk)
    desk.open("?ky=2023-H1")
    hands.menu("Chỉ tiêu")
    hands.follow("Kết nạp", exact=True)
    hands.follow("Phân bổ cho đơn vị")
    balance = desk.page.locator("#can-doi")
    with desk.page.expect_response(re.compile("cong-lai|phan-bo")):
        hands.type("Chỉ tiêu giao cho Chi bộ Kế hoạch", "1")
    expect(balance).to_contain_text("còn 1 chưa giao")
    hands.at(desk.field("Chỉ tiêu giao cho Chi bộ Kế hoạch"))  # adding up took nothing from under the hands
    hands.press(re.compile("^Ghi phân bổ"))
    hands.refused()
    hands.type("Chỉ tiêu giao cho Chi bộ Văn phòng", "1")
    expect(balance).to_contain_text("khớp")
    hands.press(re.compile("^Ghi phân bổ"))
    desk.sees("Các lần giao và điều chỉnh")
    assert sorted(TargetAllocation.objects.known().filter(target_id=bloc.unit_target).values_list("value", flat=True)) == [1, 1]  # fmt: skip


def test_10_from_a_figure_to_one_persons_row_of_the_workbook(bloc: SmallBloc, sit: Sit) -> None:
    assert bloc.source_row
    desk = sit("bi_thu")
    hands = Hands(desk)
    desk.open()
    hands.menu("Số liệu")
    hands.to(desk.page.get_by_label("Kỳ", exact=True))
    hands.choose("Kỳ", "6 tháng đầu năm 2023")
    hands.press("Xem")
    hands.follow("60,00%")
    desk.sees("Tử số: 3 bản ghi")
    row = (
        desk.page.get_by_role("table", name="Các bản ghi được tính")
        .get_by_role("row")
        .filter(has_text="Trà Thị Mẫn")
    )
    hands.enter(row.get_by_role("link", name="Biểu kết nạp.xlsx"))
    assert desk.heading() == "Dòng gốc của tệp"


def test_11_the_report_is_made_and_kept(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("bi_thu")
    hands = Hands(desk)
    desk.open("?ky=2023-H1")
    hands.menu("Báo cáo")
    kept = hands.keep(hands.main("link", "Tải dự thảo"))
    assert docx.Document(io.BytesIO(kept.read_bytes())).paragraphs


def test_what_comes_anew_by_itself_takes_neither_the_focus_nor_what_was_filled_in(
    bloc: SmallBloc, sit: Sit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "carry_out", SimpleNamespace(enqueue=lambda _: None))  # a worker that is busy
    desk = sit("bi_thu")
    hands = Hands(desk)
    desk.open("bao-cao/?ky=2023-H1")
    hands.press("Làm đủ bộ: Word, Excel, PDF")
    desk.go(f"/viec-may/{Job.objects.get().pk}/")
    again = desk.page.get_by_role("link", name="Xem lại tình trạng")
    hands.to(again)
    for _ in range(2):
        with desk.page.expect_response(re.compile("/viec-may/")):
            pass
        desk.page.wait_for_timeout(100)
        hands.at(again)

    desk = sit("cap_tren_to_chuc")
    hands = Hands(desk)
    desk.open("nap/")
    hands.bring("Các tệp của đơn vị", workbook(tmp_path, MESSY[:1]))
    hands.tick("Tôi đã kiểm tra")
    hands.press("Đọc các tệp")
    Upload.objects.update(read_at=None)  # as if many files were still being read
    desk.page.reload()
    at_once = desk.page.get_by_role("button", name="Đọc ngay ở đây")
    hands.to(at_once)
    with desk.page.expect_response("**/nap/**"):
        pass
    desk.page.wait_for_timeout(100)
    hands.at(at_once)
    hands.bring("Các tệp của đơn vị", workbook(tmp_path, MESSY[1:], "Thêm.xlsx"))
    with desk.page.expect_response("**/nap/**"):
        pass
    desk.page.wait_for_timeout(100)
    chosen = desk.page.get_by_label("Các tệp của đơn vị")
    assert chosen.evaluate("e => e.files.length") == 1
    hands.at(chosen)


def test_12_a_reorganisation_is_rehearsed_and_written(bloc: SmallBloc, sit: Sit) -> None:
    desk = sit("cap_tren_to_chuc")
    hands = Hands(desk)
    desk.open(code=bloc.code(bloc.first_unit))
    hands.follow("nhập", exact=True)
    hands.tick("Chi bộ Hội Thứ Ba")
    hands.type("Có hiệu lực từ ngày", "3/7/2023")
    hands.press("Xem diễn tập")
    desk.sees("Chưa ghi gì.")
    hands.press("Ghi theo quyết định này")
    hands.refused("Chưa nhập số quyết định.")
    hands.type("Số quyết định", "214-QĐ/ĐUK")
    hands.type("Ngày quyết định", "1/7/2023")
    hands.type("Nơi ban hành", "Đảng ủy Khối")
    hands.press("Ghi theo quyết định này")
    desk.sees("Đã ghi: Chi bộ Hội Thứ Ba")
    assert tree_on(date(2023, 7, 4))[bloc.lone_cell].parent == bloc.first_unit


def test_the_twelve_tasks_are_named_where_one_looks_for_them() -> None:
    rows = re.findall(
        r"^\| (\d+) \| .+ \| `(test_\w+)` \|$", README.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rows == [(str(number), name) for number, name in enumerate(TASKS, start=1)]


TASKS = [name for name in globals() if re.match(r"test_\d+_", name)]
README = Path(__file__).with_name("README.md")
