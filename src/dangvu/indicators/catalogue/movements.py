"""Increase and decrease of members (domain §9.2 C). SH: chuyển sinh hoạt; GD: giảm."""

from __future__ import annotations

from django.db.models import Q

from dangvu.indicators.definition import Indicator, Kind, Rows, Window
from dangvu.indicators.linked import Transfers
from dangvu.indicators.member_sources import ABSENCES, GUESTS
from dangvu.indicators.sources import MOVEMENTS
from dangvu.members.models import MovementKind

BASIS = "Quy định 24-QĐ/TW (30/7/2021), thay bằng 294-QĐ/TW từ 01/7/2025, điểm 6"
LEAVING = "Điều lệ Đảng, Điều 8; Quy định 24-QĐ/TW (30/7/2021), thay bằng 294-QĐ/TW từ 01/7/2025, điểm 8"


def _moved(code: str, name: str, title: str, kind: MovementKind, text: str, basis: str) -> Indicator:
    return Indicator(code, name, title, "đảng viên", Kind.COUNT, Rows(MOVEMENTS, Q(kind=kind)), text, basis)


def _split(code: str, name: str, title: str, incoming: bool, internal: bool, text: str) -> Indicator:
    return Indicator(
        code, name, title, "đảng viên", Kind.COUNT, Transfers(incoming, internal), text, BASIS, additive=False
    )


def _still(window: Window) -> Q:
    return Q(valid_to__isnull=True) | Q(valid_to__gt=window.period.end)


def _began(window: Window) -> Q:
    return Q(valid_from__gte=window.period.start)


def _still_away(window: Window) -> Q:
    return ~Q(kind="mien") & _still(window)


def _sent(window: Window) -> Q:
    return ~Q(kind="mien") & _began(window)


def _temporary(code: str, name: str, title: str, rows: Rows, text: str) -> Indicator:
    return Indicator(code, name, title, "đảng viên", Kind.COUNT, rows, text, f"{BASIS}.3")


INDICATORS = (
    _moved("DV-33", "taken_over", "Có trong danh sách tiếp nhận trong kỳ", MovementKind.TAKEN_OVER,
           "Số đảng viên lần đầu có trong danh sách đảng viên lập vào một ngày trong kỳ (không phải số đầu kỳ)", BASIS),
    _moved("SH-01", "transferred_in", "Chuyển sinh hoạt đến", MovementKind.TRANSFERRED_IN,
           "Số đảng viên chuyển sinh hoạt chính thức đến trong kỳ; của cấp trên là tổng của các đơn vị", BASIS),
    _moved("SH-02", "transferred_out", "Chuyển sinh hoạt đi", MovementKind.TRANSFERRED_OUT,
           "Số đảng viên chuyển sinh hoạt chính thức đi trong kỳ; của cấp trên là tổng của các đơn vị", BASIS),
    _split("SH-03", "transferred_in_internal", "Chuyển đến trong nội bộ", True, True,
           "Số đảng viên chuyển đến từ một tổ chức khác cùng thuộc tổ chức đang xem"),
    _split("SH-04", "transferred_in_external", "Chuyển đến từ bên ngoài", True, False,
           "Số đảng viên chuyển đến từ ngoài tổ chức đang xem"),
    _split("SH-05", "transferred_out_internal", "Chuyển đi trong nội bộ", False, True,
           "Số đảng viên chuyển đi đến một tổ chức khác cùng thuộc tổ chức đang xem"),
    _split("SH-06", "transferred_out_external", "Chuyển đi ra bên ngoài", False, False,
           "Số đảng viên chuyển đi ra ngoài tổ chức đang xem"),
    _moved("SH-07", "moved_within_in", "Chuyển nội bộ đến", MovementKind.INTERNAL_IN,
           "Số đảng viên từ chi bộ khác của cùng tổ chức cơ sở đảng chuyển đến; không đổi tổng số của tổ chức ấy", BASIS),
    _moved("SH-08", "moved_within_out", "Chuyển nội bộ đi", MovementKind.INTERNAL_OUT,
           "Số đảng viên chuyển đi chi bộ khác của cùng tổ chức cơ sở đảng; không đổi tổng số của tổ chức ấy", BASIS),
    _temporary("SH-09", "away_temporarily", "Đang sinh hoạt tạm thời ở nơi khác", Rows(ABSENCES, _still_away),
               "Số đảng viên cuối kỳ đang chuyển sinh hoạt tạm thời đi nơi khác; vẫn tính trong tổng số ở đây"),
    _temporary("SH-10", "guests_temporarily", "Nơi khác đang sinh hoạt tạm thời ở đây", Rows(GUESTS, _still),
               "Số đảng viên nơi khác cuối kỳ đang sinh hoạt tạm thời ở đây; không tính trong tổng số ở đây"),
    _temporary("SH-11", "received_temporarily", "Chuyển sinh hoạt tạm thời đến", Rows(GUESTS, _began),
               "Số đảng viên nơi khác đến sinh hoạt tạm thời trong kỳ"),
    _temporary("SH-12", "sent_temporarily", "Chuyển sinh hoạt tạm thời đi", Rows(ABSENCES, _sent),
               "Số lượt đảng viên cuối kỳ chuyển sinh hoạt tạm thời đi nơi khác trong kỳ, kể cả lượt đã về"),
    _moved("DV-34", "restored", "Phục hồi đảng tịch", MovementKind.RESTORED,
           "Số người được phục hồi đảng tịch trong kỳ", "Quy định 117-QĐ/TW (18/8/2023)"),
    _moved("DV-35", "readmitted", "Kết nạp lại", MovementKind.READMITTED,
           "Số người được kết nạp lại vào Đảng trong kỳ",
           "Quy định 24-QĐ/TW (30/7/2021), thay bằng 294-QĐ/TW từ 01/7/2025, điểm 3.5"),
    _moved("GD-01", "died", "Từ trần", MovementKind.DIED, "Số đảng viên từ trần trong kỳ", LEAVING),
    _moved("GD-02", "struck_off", "Xóa tên", MovementKind.STRUCK_OFF,
           "Số đảng viên bị xóa tên trong danh sách đảng viên trong kỳ", LEAVING),
    _moved("GD-03", "expelled", "Khai trừ", MovementKind.EXPELLED, "Số đảng viên bị khai trừ trong kỳ",
           "Điều lệ Đảng, Điều 35; Quy định 69-QĐ/TW (06/7/2022)"),
    _moved("GD-04", "resigned", "Xin ra khỏi Đảng", MovementKind.RESIGNED,
           "Số đảng viên xin ra khỏi Đảng trong kỳ", LEAVING),
)  # fmt: skip
