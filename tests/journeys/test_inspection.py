"""The line of inspection at its desk: from the programme to a case, opened for a reason, concluded, counted; a decision."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dangvu.foundation.audit.models import Act
from tests.journeys.desk import Desk
from tests.support import SmallBloc

pytestmark = pytest.mark.django_db(transaction=True)
WHO, CODE = "Đỗ Ắng", "12-QĐ/UBKT"
REASON = "soạn thông báo kết luận"


def test_a_case_goes_from_the_programme_to_the_figures_and_its_name_is_read_for_a_reason(
    sit: Callable[..., Desk], bloc: SmallBloc
) -> None:
    desk = sit("co_so_kiem_tra", bloc.first_unit)
    desk.open("kiem-tra/chuong-trinh/?ky=2023-H1")
    desk.follow("Thêm dòng")
    desk.fill({"Chủ thể": "Ủy ban kiểm tra", "Loại cuộc": "Kiểm tra tài chính", "Quý": "Quý 2"})
    desk.fill({"Số tổ chức đảng là đối tượng": "1"})
    desk.press("Ghi vào chương trình")
    desk.home()
    desk.follow("Bắt đầu cuộc trong chương trình kiểm tra, giám sát")
    desk.sees("1 dòng", "Chưa thực hiện")

    desk.open("kiem-tra/cuoc/?ky=2023-H1")
    desk.follow("Ghi một cuộc")
    desk.fill({"Số quyết định hoặc ký hiệu hồ sơ": CODE, "Chủ thể": "Ủy ban kiểm tra"})
    desk.fill({"Loại cuộc": "Kiểm tra khi có dấu hiệu", "Ngày quyết định": "1/3/2023"})
    desk.page.get_by_label("Đối tượng là đảng viên").fill(WHO)
    desk.page.get_by_label("Quyết định đã công bố với đối tượng").check()
    desk.press("Ghi cuộc này")
    desk.sees(CODE, "1 đảng viên")
    desk.does_not_see(WHO)

    desk.home()
    desk.follow("Cuộc kiểm tra, giám sát quá hạn kết luận")
    desk.row(CODE).get_by_role("link", name="Mở").click()
    desk.does_not_see(WHO)
    desk.fill({"Lý do cần xem": REASON})
    desk.press("Mở cuộc này")
    desk.sees(WHO)
    assert Act.objects.filter(kind="inspection.open_case", reason=REASON).count() == 1
    desk.follow("Ghi kết luận")
    desk.fill({"Kết quả": "Vi phạm, phải kỷ luật", "Ngày kết luận": "20/4/2023"})
    desk.press("Ghi kết luận")

    desk.open("kiem-tra/ky-luat/?ky=2023-H1")
    desk.follow("Ghi quyết định")
    desk.fill({"Số quyết định": "05-QĐ/ĐU", "Hình thức": "Khiển trách"})
    desk.fill({"Ngày biểu quyết hoặc ký quyết định": "10/5/2023"})
    desk.fill({"Nơi quyết định": "Cấp ủy", "Họ và tên đảng viên": WHO, "Ngày công bố": "20/5/2023"})
    desk.press("Ghi quyết định")
    desk.sees("05-QĐ/ĐU")
    for code in ("KT-16", "KT-28", "KL-01"):
        desk.open(f"so-lieu/{code}/?ky=2023-H1")
        desk.sees("1 bản ghi")
        desk.does_not_see(WHO)

    secretary = sit("bi_thu", bloc.first_unit)
    secretary.open("so-lieu/KL-01/?ky=2023-H1")
    secretary.sees("1 bản ghi")
    secretary.does_not_see(WHO)
    clerk = sit("co_so_to_chuc", bloc.first_unit)
    clerk.open("kiem-tra/cuoc/?ky=2023-H1")
    clerk.does_not_see(CODE)
