"""The roles, each a sentence: who they are and what they may do. Inspection is a line of rights of its own.

Sources: the ten roles of the rights matrix (quality B5), and the committee's secretary, who signs.
"""

from __future__ import annotations

from dataclasses import dataclass

from dangvu.foundation import capabilities as can

_SEE_NUMBERS = frozenset({can.READ_FIGURES, can.READ_REPORT})
_SEE_PEOPLE = _SEE_NUMBERS | {can.READ_NAMES, can.READ_DOCUMENTS, can.READ_FINDINGS, can.READ_HISTORY}
_KEEP_RECORDS = _SEE_PEOPLE | {can.WRITE_MEMBERS, can.WRITE_WORK, can.LOAD}
_ORGANISATION_WORK = _KEEP_RECORDS | {
    can.READ_IDENTIFIERS, can.CONFIRM, can.SEND_FIGURES, can.ACCEPT_FIGURES, can.WRITE_TEMPLATE,
}  # fmt: skip
_UPPER_ORGANISATION_WORK = _ORGANISATION_WORK | {can.REORGANISE, can.MANAGE_ACCOUNTS}
_INSPECTION_WORK = _SEE_NUMBERS | {
    can.READ_DOCUMENTS, can.READ_INSPECTION, can.READ_CASES, can.WRITE_INSPECTION, can.LOAD,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A role held at an organisation holds for everything below it."""

    slug: str
    title: str
    sentence: str
    capabilities: frozenset[str]


ROLES: dict[str, Role] = {
    role.slug: role
    for role in (
        Role(
            "chi_bo_bi_thu",
            "Bí thư chi bộ",
            "Xem số liệu và danh sách của chi bộ mình, ghi biến động và công việc, gửi biểu, xác nhận dòng được giữ lại; gửi số liệu kỳ báo cáo.",
            _KEEP_RECORDS | {can.CONFIRM, can.READ_ACCESS, can.SEND_FIGURES},
        ),
        Role(
            "chi_bo_can_bo",
            "Người giúp việc chi bộ",
            "Xem và ghi sổ sách của chi bộ mình, gửi biểu; không xác nhận dòng trái quy định.",
            _KEEP_RECORDS,
        ),
        Role(
            "co_so_to_chuc",
            "Cán bộ tổ chức của đảng ủy cơ sở",
            "Quản lý danh sách, kết nạp, chỉ tiêu và biểu của đảng bộ cơ sở và các chi bộ bên dưới; gửi số liệu kỳ báo cáo, nhận số liệu chi bộ gửi lên, soạn mẫu báo cáo.",
            _ORGANISATION_WORK,
        ),
        Role(
            "co_so_kiem_tra",
            "Cán bộ kiểm tra của đảng ủy cơ sở",
            "Xem và ghi kết quả kiểm tra, giám sát ở đảng bộ cơ sở; xem số liệu, không xem danh sách đảng viên.",
            _INSPECTION_WORK,
        ),
        Role(
            "cap_tren_to_chuc",
            "Cán bộ tổ chức, văn phòng cấp trên cơ sở",
            "Nạp biểu của các đơn vị, quản lý danh sách và tổ chức, giao chỉ tiêu, mở kỳ báo cáo, nhận số liệu, khóa kỳ, làm báo cáo và mẫu báo cáo, lập tài khoản cho cấp dưới.",
            _UPPER_ORGANISATION_WORK,
        ),
        Role(
            "cap_tren_kiem_tra",
            "Cán bộ kiểm tra cấp trên cơ sở",
            "Xem và ghi kết quả kiểm tra, giám sát của cả đảng bộ; xem số liệu, không xem danh sách đảng viên.",
            _INSPECTION_WORK,
        ),
        Role(
            "tinh_to_chuc",
            "Cán bộ tổ chức cấp tỉnh",
            "Xem số liệu, danh sách và báo cáo của mọi đảng bộ trong tỉnh; mở kỳ báo cáo, nhận số liệu; soạn mẫu báo cáo; sắp xếp tổ chức; lập tài khoản cho cấp dưới.",
            _UPPER_ORGANISATION_WORK,
        ),
        Role(
            "tinh_kiem_tra",
            "Cán bộ kiểm tra cấp tỉnh",
            "Xem và ghi kết quả kiểm tra, giám sát trong tỉnh; xem số liệu, không xem danh sách đảng viên.",
            _INSPECTION_WORK,
        ),
        Role(
            "bi_thu",
            "Bí thư, phó bí thư cấp ủy",
            "Xem số liệu, danh sách, kết quả kiểm tra (không có họ tên trong từng cuộc) và báo cáo; ban hành báo cáo; đồng ý mở khóa kỳ báo cáo.",
            _SEE_PEOPLE | {can.ISSUE_REPORT, can.READ_INSPECTION, can.READ_ACCESS},
        ),
        Role(
            "quan_tri",
            "Quản trị hệ thống",
            "Lập tài khoản, phân quyền, đặt tham số, sao lưu; xem số liệu, không xem danh sách người.",
            frozenset({can.MANAGE_ACCOUNTS, can.MANAGE_SETTINGS, can.READ_FIGURES, can.READ_HISTORY}),
        ),
        Role(
            "theo_doi",
            "Người theo dõi, kiểm toán (chỉ đọc)",
            "Xem số liệu, báo cáo và nhật ký sửa đổi; không xem danh sách người, không ghi gì.",
            _SEE_NUMBERS | {can.READ_HISTORY},
        ),
    )
}

#: What a list shows of a grant whose role this version no longer has; it opens nothing.
UNKNOWN_ROLE = Role("", "Vai trò của bản cũ", "Không còn trong bản này; không mở được gì.", frozenset())
