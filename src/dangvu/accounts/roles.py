"""The roles, each a sentence: who they are and what they may do. Inspection is a line of rights of its own."""

from __future__ import annotations

from dataclasses import dataclass

from dangvu.foundation import capabilities as can


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
            "quan_tri",
            "Quản trị hệ thống",
            "Lập tài khoản và phân quyền; xem số liệu, không xem danh sách người.",
            frozenset({can.MANAGE_ACCOUNTS, can.READ_FIGURES}),
        ),
        Role(
            "van_phong",
            "Cán bộ văn phòng cấp ủy",
            "Nạp biểu của các đơn vị, xem danh sách, xử lý dòng cần sửa, làm báo cáo.",
            frozenset(
                {
                    can.READ_FIGURES,
                    can.READ_NAMES,
                    can.READ_FINDINGS,
                    can.LOAD,
                    can.CONFIRM,
                    can.WRITE_MEMBERS,
                    can.WRITE_WORK,
                    can.READ_REPORT,
                    can.REORGANISE,
                    can.READ_IDENTIFIERS,
                }
            ),
        ),
        Role(
            "bi_thu",
            "Bí thư, phó bí thư cấp ủy",
            "Xem số liệu, danh sách và báo cáo; ban hành báo cáo.",
            frozenset(
                {
                    can.READ_FIGURES,
                    can.READ_NAMES,
                    can.READ_FINDINGS,
                    can.READ_REPORT,
                    can.ISSUE_REPORT,
                    can.READ_INSPECTION,
                }
            ),
        ),
        Role(
            "kiem_tra",
            "Cán bộ kiểm tra, giám sát",
            "Xem và ghi kết quả kiểm tra, giám sát; xem số liệu.",
            frozenset({can.READ_FIGURES, can.READ_INSPECTION, can.WRITE_INSPECTION, can.READ_REPORT}),
        ),
        Role(
            "chi_bo_bi_thu",
            "Bí thư chi bộ",
            "Xem số liệu và danh sách của chi bộ mình, gửi biểu của chi bộ.",
            frozenset(
                {
                    can.READ_FIGURES,
                    can.READ_NAMES,
                    can.READ_FINDINGS,
                    can.LOAD,
                    can.WRITE_MEMBERS,
                    can.WRITE_WORK,
                }
            ),
        ),
        Role(
            "theo_doi",
            "Cấp trên theo dõi",
            "Xem số liệu và báo cáo, không xem danh sách người.",
            frozenset({can.READ_FIGURES, can.READ_REPORT}),
        ),
    )
}
