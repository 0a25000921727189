"""The sheets about cards, members away or exempt, and the electronic handbook."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column, whole_number
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import CELL, CELL_HEADINGS, IDENTITY

#: Who it is: without the card, which these sheets tell anew.
_WHO = tuple(column for column in IDENTITY if column.name not in ("card_number", "old_card_number"))
NUMBER = text_column(
    "new_number", "Số thẻ mới", "Số thẻ", "Số thẻ đảng viên", "Số thẻ được phát", "Số thẻ Đảng", "Số thẻ mới phát", "Số thẻ ĐV",
    "Số thẻ phát", "Số thẻ cấp",
)  # fmt: skip
EVENT = Column(
    "event", "Việc về thẻ",
    ("Việc về thẻ", "Hình thức", "Nội dung", "Phát, đổi, cấp lại", "Loại", "Diện"),
    parse=Choice({
        "phat": ("Phát thẻ", "Phát", "Phát mới", "Cấp mới", "Cấp thẻ"),
        "doi": ("Đổi thẻ", "Đổi", "Đổi thẻ mới"),
        "phat_lai": ("Cấp lại thẻ", "Cấp lại", "Phát lại", "Cấp lại do mất", "Cấp lại do hỏng"),
    }),
    typical=False,
)  # fmt: skip
DAY = date_column(
    "on", "Ngày phát thẻ", "Ngày phát", "Ngày đổi", "Ngày cấp", "Ngày cấp lại", "Ngày nhận thẻ", "Ngày đổi thẻ",
    typical=False,
)  # fmt: skip
DECIDED = date_column(
    "decided", "Ngày quyết định", "Ngày QĐ", "Ngày, tháng quyết định", "Ngày ký quyết định", typical=False
)
DECISION = text_column(
    "decision", "Số quyết định", "Số QĐ", "Quyết định số", "Quyết định", "Số văn bản", typical=False
)
REASON = text_column("reason", "Lý do", "Lý do cấp lại", "Ghi chú", typical=False)

CARDS = SheetKind(
    slug="cards",
    title="Danh sách phát, đổi, cấp lại thẻ đảng viên",
    columns=(*_WHO, CELL, NUMBER, EVENT, DAY, DECISION, DECIDED, REASON),
    needs=("name", "new_number"),
    titles=("phát thẻ đảng viên", "đổi thẻ đảng viên", "cấp lại thẻ đảng viên", "được phát thẻ", "được đổi thẻ",
            "phát, đổi thẻ", "cấp thẻ đảng viên"),
    tells=("phát thẻ", "đổi thẻ", "cấp lại thẻ", "cấp thẻ"),
    excludes=("đề nghị", "dự kiến", "kế hoạch"),
    tab_names=("Phát thẻ", "Đổi thẻ", "Thẻ đảng viên"),
    natural=("name", "birth", "event"),
    groups=CELL_HEADINGS,
)  # fmt: skip

ABSENCE_KIND = Column(
    "absence", "Diện vắng",
    ("Diện vắng", "Hình thức", "Diện", "Loại", "Hình thức chuyển", "Mục đích"),
    parse=Choice({
        "mien": ("Miễn sinh hoạt", "Miễn công tác và sinh hoạt", "Miễn", "Miễn công tác"),
        "tam_thoi_hoc_tap": ("Học tập", "Đi học", "Tạm thời đi học", "Đào tạo"),
        "tam_thoi_cong_tac": ("Công tác", "Đi công tác", "Biệt phái", "Tạm thời đi công tác", "Sinh hoạt tạm thời"),
    }),
    typical=False,
)  # fmt: skip
GROUND = Column(
    "ground", "Lý do",
    ("Lý do", "Lý do miễn", "Lý do miễn sinh hoạt", "Trường hợp"),
    parse=Choice({
        "tuoi_cao": ("Tuổi cao", "Sức khỏe yếu", "Tuổi cao, sức khỏe yếu", "Tuổi cao sức yếu"),
        "chua_benh": ("Chữa bệnh", "Chữa bệnh dài ngày", "Bệnh nặng", "Ốm đau"),
        "nuoc_ngoai": ("Ra nước ngoài", "Nước ngoài"),
        "luu_dong": ("Lưu động", "Công tác lưu động", "Làm việc lưu động"),
        "cho_huu": ("Nghỉ chờ hưu", "Chờ nghỉ hưu", "Nghỉ trước khi nghỉ hưu"),
        "thai_san": ("Thai sản", "Nghỉ thai sản", "Nghỉ sinh"),
    }),
    typical=False,
)  # fmt: skip
START = date_column("start", "Từ ngày", "Ngày bắt đầu", "Thời gian từ", "Miễn từ ngày", "Ngày đi", "Từ")
UNTIL = date_column(
    "until", "Đến ngày", "Ngày kết thúc", "Thời gian đến", "Ngày trở về", "Ngày về dự kiến", "Đến", typical=False
)  # fmt: skip
PLACE = text_column(
    "place", "Nơi đến", "Nơi đến sinh hoạt tạm thời", "Nơi sinh hoạt tạm thời", "Nơi công tác, học tập", typical=False
)  # fmt: skip

ABSENCES = SheetKind(
    slug="absences",
    title="Danh sách đảng viên miễn sinh hoạt, sinh hoạt tạm thời nơi khác",
    columns=(*_WHO, CELL, ABSENCE_KIND, GROUND, START, UNTIL, PLACE, DECISION, DECIDED),
    needs=("name", "start"),
    either=("ground", "place", "absence"),
    titles=("miễn công tác và sinh hoạt", "miễn sinh hoạt", "miễn công tác", "sinh hoạt tạm thời",
            "chuyển sinh hoạt đảng tạm thời", "chuyển sinh hoạt tạm thời"),
    tells=("miễn", "tạm thời"),
    excludes=("đề nghị", "dự kiến", "đến sinh hoạt", "tiếp nhận"),
    tab_names=("Miễn sinh hoạt", "Tạm thời"),
    natural=("name", "birth", "absence", "start"),
    groups=CELL_HEADINGS,
)  # fmt: skip

ORGANISATION = text_column(
    "organisation", "Tổ chức đảng", "Đơn vị", "Tên đơn vị", "Chi bộ, đảng bộ", "Đơn vị báo cáo", "Tên tổ chức đảng"
)  # fmt: skip


def _count(name: str, *headers: str) -> Column:
    return Column(name, headers[0], headers, parse=whole_number, typical=name == "installed")


HANDBOOK = SheetKind(
    slug="handbook",
    title="Số đảng viên dùng Sổ tay đảng viên điện tử",
    columns=(
        ORGANISATION,
        _count("installed", "Đã cài đặt", "Số đảng viên đã cài đặt", "Số đã cài đặt", "Cài đặt", "Số đảng viên cài đặt"),
        _count("using", "Thường xuyên dùng", "Số thường xuyên sử dụng", "Đang sử dụng", "Thường xuyên sử dụng", "Số đang dùng"),
        text_column("note", "Ghi chú", typical=False),
    ),
    needs=("installed",),
    titles=("sổ tay đảng viên điện tử", "sổ tay đảng viên", "cài đặt sổ tay"),
    tells=("sổ tay",),
    excludes=("kế hoạch", "hướng dẫn"),
    tab_names=("Sổ tay", "Sổ tay ĐV", "STĐV"),
    natural=("organisation",),
    about="organisations",
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (CARDS, ABSENCES, HANDBOOK)
