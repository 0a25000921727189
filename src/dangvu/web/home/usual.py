"""What people of each role come for most, beside what waits: so that a first page without work says where to begin."""

from __future__ import annotations

from dataclasses import dataclass

from dangvu.foundation import capabilities as can
from dangvu.organisations.tree import Node
from dangvu.web.gate import Place
from dangvu.web.search.places import Door, opens

#: The panel holds so many; what stands first in the order of the list goes before.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Usual:
    """A door under the name of the task behind it; ``more`` is what its address is asked for besides, ``most`` the
    highest organisation at which it is a usual task (a cell, a grassroots organisation)."""

    door: Door
    more: str = ""
    most: str = ""

    def stands_at(self, node: Node) -> bool:
        return not self.most or node.is_cell or (self.most == "unit" and node.is_grassroots)


_USUAL = (
    Usual(Door("account_new", "Lập tài khoản cho một người", act=True, needs=can.MANAGE_SETTINGS)),
    Usual(Door("accounts", "Giao vai trò, khóa tài khoản", act=True, needs=can.MANAGE_SETTINGS)),
    Usual(Door("settings", "Sửa tham số khi có quy định mới", needs=can.MANAGE_SETTINGS)),
    Usual(Door("holidays", "Ghi ngày nghỉ lễ, ngày làm bù", act=True)),
    Usual(Door("backups", "Sao lưu", act=True)),
    Usual(Door("inspection_new", "Ghi một cuộc kiểm tra, giám sát", act=True)),
    Usual(Door("inspections", "Xem sổ kiểm tra, giám sát", needs=can.WRITE_INSPECTION)),
    Usual(Door("paste", "Dán nhiều cuộc kiểm tra từ Excel", act=True, needs=can.WRITE_INSPECTION), "&loai=inspections"),
    Usual(Door("figures", "Xem số liệu kiểm tra, giám sát", needs=can.WRITE_INSPECTION), "&nhom=KT"),
    Usual(Door("meeting_plan", "Họp chi bộ: triệu tập, điểm danh, biên bản", needs=can.WRITE_WORK), most="cell"),
    Usual(Door("meeting_new", "Ghi buổi sinh hoạt vào sổ", act=True), most="cell"),
    Usual(Door("outstanding_new", "Nhập quần chúng ưu tú", act=True), most="unit"),
    Usual(Door("uploads", "Nạp biểu Excel", act=True)),
    Usual(Door("units_sent", "Xem đơn vị nào chưa gửi biểu", needs=can.REORGANISE)),
    Usual(Door("report", "Làm báo cáo sơ kết 6 tháng", needs=can.REORGANISE)),
    Usual(Door("admissions", "Xem ai đang ở bước nào của việc kết nạp", needs=can.READ_NAMES)),
    Usual(Door("members", "Tìm, xem hồ sơ đảng viên")),
    Usual(Door("targets", "Xem chỉ tiêu, tiến độ, dự báo")),
    Usual(Door("figures", "Xem số liệu, so sánh, in")),
    Usual(Door("report", "Xem, tải báo cáo sơ kết 6 tháng")),
    Usual(Door("history", "Xem ai đã sửa gì")),
)  # fmt: skip


def usual(place: Place) -> list[tuple[str, str]]:
    """[(task, address)] of what this person may do here."""
    found: list[tuple[str, str]] = []
    for one in _USUAL:
        url = place.url(one.door.page)
        told = any(url == address for _, address in found)  # under another name, by what else one may do
        if not told and one.stands_at(place.node) and opens(place, url, one.door):
            found.append((one.door.title, url + one.more))
    return found[:_MOST]
