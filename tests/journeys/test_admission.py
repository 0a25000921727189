"""One person's whole way: from the cell's list of outstanding people to official member, step after step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dangvu.members.models import Membership, Movement, PersonProfile
from dangvu.work.admissions.models import DossierStep
from dangvu.work.admissions.tests.way import certified
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Lục Thị Ươm"


def test_a_person_goes_through_all_steps_to_official_member(
    bloc: SmallBloc, sit: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2024-09-20T09:00:00")
    desk = sit("co_so_to_chuc", at=bloc.first_unit)
    desk.open()
    desk.menu("Kết nạp")
    desk.follow("Nhập quần chúng ưu tú")
    desk.fill(
        {
            "Chi bộ": "Chi bộ Văn phòng", "Họ và tên": NAME, "Ngày sinh": "2/4/1996", "Giới tính": "Nữ",
            "Trình độ học vấn": "Trung học phổ thông", "Ngày chi bộ đưa vào danh sách": "5/9/2022",
        }
    )  # fmt: skip
    desk.press("Ghi vào danh sách")
    desk.sees(f"Đã đưa {NAME} vào danh sách")
    person = PersonProfile.objects.known().get(name=NAME).person_id
    certified([person])  # the class is a journey of its own

    def open_dossier() -> None:
        desk.open(f"ket-nap/ho-so/{person}/")

    def step(slug: str, **answers: str) -> None:
        """The next step, by its button or its link; what it asks for is filled in."""
        open_dossier()
        desk.page.locator(f'main a[href*="/buoc/{slug}/"]').first.click()
        desk.fill({label.replace("_", " "): value for label, value in answers.items()})
        desk.press("Ghi bước này")
        desk.page.wait_for_url(f"**/ho-so/{person}/**")
        assert (
            DossierStep.objects.known().filter(dossier__person_id=person, step=slug, passed=True).exists()
        ), slug

    open_dossier()
    desk.sees("Chờ đơn xin vào Đảng")
    step("don", Ngày_viết_đơn="1/2/2023")
    step("ly_lich", Ngày_khai_lý_lịch="10/2/2023")
    step("tham_tra", Ngày_chứng_nhận_lý_lịch="3/4/2023")
    step("y_kien", Ngày="4/5/2023")
    for by in ("Tạ Thị Ngữ", "Đỗ Ắng"):
        open_dossier()
        desk.follow("Thêm giấy giới thiệu")
        box = desk.field("Đảng viên giới thiệu")
        box.select_option(value=str(bloc.people[by]))
        desk.fill({"Ngày ghi trên giấy giới thiệu": "3/5/2023"})
        desk.page.get_by_role("main").get_by_role("button").first.click()
        desk.sees(by)

    open_dossier()
    desk.follow("Ghi bước này")
    desk.fill({"Ngày họp chi bộ": "8/5/2023", "Tổng số đảng viên chính thức": "3", "Số tán thành": "1"})
    desk.press("Ghi bước này")
    desk.page.wait_for_url(f"**/ho-so/{person}/**")
    assert not DossierStep.objects.known().get(dossier__person_id=person, step="nghi_quyet_chi_bo").passed
    step(
        "nghi_quyet_chi_bo", Ngày_họp_chi_bộ="9/5/2023", Tổng_số_đảng_viên_chính_thức="3", Số_tán_thành="3",
    )  # fmt: skip
    step("nghi_quyet_dang_uy", Ngày_họp_cấp_ủy="20/5/2023", Tổng_số_cấp_ủy_viên="9", Số_tán_thành="9")
    step(
        "quyet_dinh",
        Ngày_quyết_định="20/6/2023",
        Số_quyết_định="812-QĐ/ĐUK",
        Ngày_chi_bộ_nhận_quyết_định="22/6/2023",
    )
    step("le_ket_nap", Ngày_tổ_chức_lễ_kết_nạp="3/7/2023")
    known = Membership.objects.known().get(person_id=person)
    assert (known.status, known.organisation_id) == ("du_bi", bloc.first_cell)
    desk.sees("Đảng viên dự bị")

    certified([person], "dang_vien_moi")
    step("tu_kiem_diem", Ngày="5/7/2024")
    step("nhan_xet", Ngày="6/7/2024")
    step("tong_hop", Ngày="8/7/2024")
    step("nghi_quyet_chi_bo_ct", Ngày_họp_chi_bộ="15/7/2024", Số_tán_thành="3")
    step("nghi_quyet_dang_uy_ct", Ngày_họp_cấp_ủy="1/8/2024", Tổng_số_cấp_ủy_viên="9", Số_tán_thành="9")
    step("quyet_dinh_ct", Ngày_quyết_định="20/8/2024", Số_quyết_định="95-QĐ/ĐUK")
    kinds = Movement.objects.known().filter(person_id=person).values_list("kind", flat=True)
    assert {"ket_nap", "chinh_thuc"} <= set(kinds)
    desk.open("dang-vien/")
    desk.follow(NAME)
    desk.sees("Đảng viên chính thức")
