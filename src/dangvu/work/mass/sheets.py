"""Lists of members of mass organisations, and numbers of those nobody names.

No official number is read: a list is kept as it was sent, and these people are told apart by name and year.
"""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column, whole_number
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind
from dangvu.members.sheets import BIRTH, FAMILY_NAME, GIVEN_NAME, NAME

UNIT = text_column(
    "unit",
    "Cơ sở đoàn thể",
    "Tên cơ sở", "Chi đoàn", "Công đoàn cơ sở", "Chi hội", "Tổ chức đoàn thể", "Tên tổ chức đoàn thể", "Cơ sở đoàn, hội",
    "Sinh hoạt tại", "Công đoàn bộ phận", "Đoàn cơ sở",
)  # fmt: skip
SINCE = date_column(
    "since",
    "Tham gia từ ngày",
    "Ngày vào Đoàn", "Ngày vào đoàn, hội", "Ngày kết nạp đoàn viên", "Ngày gia nhập", "Ngày tham gia", "Ngày vào Hội",
    "Ngày vào công đoàn", "Ngày kết nạp hội viên",
)  # fmt: skip
POST = Column(
    "post",
    "Chức vụ đoàn thể",
    ("Chức vụ đoàn thể", "Chức vụ trong đoàn thể", "Chức vụ Đoàn, Hội", "Chức vụ"),
    parse=Choice(
        {
            "dung_dau": ("Chủ tịch", "Bí thư", "Chi hội trưởng", "Tổ trưởng"),
            "cap_pho": ("Phó chủ tịch", "Phó bí thư", "Chi hội phó"),
            "uy_vien": ("Ủy viên ban chấp hành", "Ủy viên BCH", "Ủy viên"),
            "khong": ("Đoàn viên", "Hội viên", "Công đoàn viên", "Không"),
        },
        otherwise="khong",
    ),
    typical=False,
    strict=False,
)  # fmt: skip
_NOT_MEMBERS = ("kết nạp đảng", "giới thiệu", "ưu tú", "dự kiến", "kế hoạch", "khen thưởng", "đề nghị")

MEMBERS = SheetKind(
    slug="mass_members",
    title="Danh sách đoàn viên, hội viên",
    columns=(UNIT, NAME, FAMILY_NAME, GIVEN_NAME, BIRTH, SINCE, POST),
    needs=("name",),
    either=("unit", "since"),
    titles=("danh sách đoàn viên", "danh sách hội viên", "danh sách công đoàn viên", "danh sách đoàn viên, hội viên"),
    tells=("đoàn viên", "hội viên", "công đoàn viên"),
    excludes=_NOT_MEMBERS,
    tab_names=("Đoàn viên", "Hội viên", "DS đoàn viên", "DS hội viên"),
    natural=("unit", "name", "birth"),
    as_of="as_at",
    keep_extras=False,
)  # fmt: skip

ORGANISATION = text_column(
    "organisation",
    "Tổ chức đảng",
    "Đơn vị",
    "Tên đơn vị",
    "Cơ quan, đơn vị",
    "Chi bộ, đảng bộ",
    "Đơn vị báo cáo",
)
KIND = text_column(
    "kind", "Đoàn thể", "Tên đoàn thể", "Tổ chức chính trị - xã hội", "Loại đoàn thể", "Các đoàn thể"
)


def _count(name: str, *headers: str) -> Column:
    return Column(name, headers[0], headers, parse=whole_number)


COUNTS = SheetKind(
    slug="mass_counts",
    title="Số lượng đoàn viên, hội viên",
    columns=(
        ORGANISATION, KIND,
        _count("memberships", "Số đoàn viên, hội viên", "Tổng số đoàn viên, hội viên", "Đoàn viên, hội viên",
               "Số lượt đoàn viên, hội viên", "Số đoàn viên"),
        _count("eligible", "Số thuộc diện tập hợp", "Diện tập hợp", "Số đối tượng tập hợp", "Tổng số trong diện tập hợp"),
        _count("joined", "Mới vào từ đầu kỳ", "Mới vào trong kỳ", "Kết nạp mới", "Số kết nạp mới", "Phát triển mới", "Mới vào"),
        _count("people", "Số người", "Số người (mỗi người một lần)", "Số người thực tế"),
        text_column("note", "Ghi chú", typical=False),
    ),
    needs=("kind", "memberships"),
    titles=("số lượng đoàn viên, hội viên", "đoàn viên, hội viên các đoàn thể", "tập hợp đoàn viên, hội viên",
            "tình hình đoàn viên, hội viên"),
    tells=("đoàn viên", "hội viên", "đoàn thể"),
    excludes=("dự kiến", "kế hoạch", "danh sách"),
    tab_names=("Đoàn thể", "Số đoàn viên", "Tập hợp"),
    natural=("organisation", "kind"),
    about="organisations",
)  # fmt: skip

ACTIVITIES = SheetKind(
    slug="mass_activities",
    title="Đối thoại, quy chế dân chủ ở cơ sở",
    columns=(
        text_column(
            "organisation", "Tổ chức đảng", "Đơn vị", "Đơn vị tổ chức", "Nơi tổ chức", "Chi bộ, đảng bộ", "Tên đơn vị", "Đơn vị thực hiện",
        ),
        Column(
            "kind",
            "Loại việc",
            ("Loại việc", "Loại", "Loại hoạt động", "Hình thức", "Hoạt động"),
            parse=Choice({
                "doi_thoai": ("Hội nghị đối thoại", "Đối thoại", "Đối thoại với nhân dân", "Tiếp xúc, đối thoại"),
                "dan_chu": ("Thực hiện quy chế dân chủ ở cơ sở", "Quy chế dân chủ", "Dân chủ ở cơ sở", "Dân chủ cơ sở",
                            "Hội nghị cán bộ, công chức", "Hội nghị người lao động"),
            }),
            required=True,
        ),
        date_column("on", "Ngày tổ chức", "Ngày", "Ngày thực hiện", "Thời gian", "Thời gian tổ chức", required=True),
        text_column("title", "Nội dung", "Nội dung đối thoại", "Tên hội nghị", "Nội dung thực hiện", "Chủ đề", required=True),
        Column("attended", "Số người dự", ("Số người dự", "Số người tham dự", "Số lượt người dự", "Số người"), parse=whole_number),
        text_column("note", "Ghi chú", typical=False),
    ),
    needs=("kind", "on", "title"),
    titles=("đối thoại", "quy chế dân chủ", "dân chủ ở cơ sở", "đối thoại, quy chế dân chủ"),
    tells=("đối thoại", "dân chủ"),
    excludes=("kế hoạch", "dự kiến"),
    tab_names=("Đối thoại", "Dân chủ", "QCDC"),
    natural=("organisation", "kind", "on", "title"),
    about="organisations",
    groups=("chi bộ", "đảng bộ"),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (MEMBERS, COUNTS, ACTIVITIES)
