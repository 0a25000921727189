"""What reports say of inspection, inspection by body, discipline, petitions and anti-corruption; nothing where nothing
is on record, and nothing for whoever may not read that line of rights."""

from __future__ import annotations

from .pieces import either, say

INSPECTION = (
    either(
        say(
            "Số liệu kiểm tra, giám sát không in trong bản này, vì người lập báo cáo chưa được giao quyền xem công "
            "tác kiểm tra, giám sát.",
            hidden="inspections supervisions",
        ),
        say(
            "Thực hiện {inspections} cuộc kiểm tra[, gồm |{inspected_organisations} lượt tổ chức đảng"
            "|{inspected_members} lượt đảng viên]; {supervisions} cuộc giám sát"
            "[, gồm |{supervised_organisations} lượt tổ chức đảng|{supervised_members} lượt đảng viên].",
            some="inspections supervisions",
        ),
        say(
            "Thực hiện {inspections} cuộc kiểm tra[, gồm |{inspected_organisations} lượt tổ chức đảng"
            "|{inspected_members} lượt đảng viên]; trong kỳ không có cuộc giám sát.",
            some="inspections",
            zero="supervisions",
        ),
        say(
            "Thực hiện {supervisions} cuộc giám sát[, gồm |{supervised_organisations} lượt tổ chức đảng"
            "|{supervised_members} lượt đảng viên]; trong kỳ không có cuộc kiểm tra.",
            some="supervisions",
            zero="inspections",
        ),
        say("Trong kỳ không có cuộc kiểm tra, giám sát.", zero="inspections supervisions"),
        say("Chưa có số liệu về kiểm tra, giám sát."),
    ),
    either(
        say(
            "[Kết quả: |{inspections_without_fault} cuộc kết luận chấp hành tốt"
            "|{inspections_with_fault} cuộc có khuyết điểm, phải rút kinh nghiệm"
            "|{inspections_with_violation} cuộc có vi phạm].",
        ),
    ),
    either(
        say(
            "Trong số cuộc có vi phạm, {inspections_with_discipline} cuộc phải thi hành kỷ luật.",
            some="inspections_with_discipline",
        ),
    ),
)
BY_BODY = (
    either(
        say(
            "[Theo chủ thể tiến hành: |cấp ủy kiểm tra {committee_inspected_organisations} lượt tổ chức"
            "|cấp ủy kiểm tra {committee_inspected_members} lượt đảng viên"
            "|ủy ban kiểm tra kiểm tra khi có dấu hiệu vi phạm {signs_inspected_organisations} lượt tổ chức"
            "|ủy ban kiểm tra kiểm tra khi có dấu hiệu vi phạm {signs_inspected_members} lượt đảng viên"
            "|kiểm tra tài chính đảng {finance_inspected_organisations} lượt tổ chức"
            "|ủy ban kiểm tra giám sát {inspectors_supervised_organisations} lượt tổ chức"
            "|chi bộ kiểm tra {cell_inspected_members} lượt đảng viên"
            "|chi bộ giám sát {cell_supervised_members} lượt đảng viên].",
        ),
    ),
)
DISCIPLINE = (
    either(
        say(
            "Thi hành kỷ luật {disciplined_members} đảng viên[: |khiển trách {disciplined_reprimanded}"
            "|cảnh cáo {disciplined_warned}|cách chức {disciplined_dismissed}|khai trừ {disciplined_expelled}]"
            "[; trong đó có {disciplined_committee_members} cấp ủy viên].",
            some="disciplined_members",
        ),
    ),
    either(
        say(
            "Thi hành kỷ luật {disciplined_organisations} tổ chức đảng.",
            some="disciplined_organisations",
        ),
    ),
    either(say("Đình chỉ sinh hoạt đảng {suspended_members} đảng viên.", some="suspended_members")),
)
PETITIONS = (
    either(
        say(
            "Tiếp nhận {petitions_received} đơn thư[, trong đó có |{petitions_qualified} đơn đủ điều kiện giải quyết"
            "|{petitions_settled} đơn đã giải quyết|{petitions_forwarded} đơn chuyển nơi có thẩm quyền"
            "|{petitions_filed} đơn lưu|{petitions_anonymous} đơn nặc danh, mạo danh].",
            some="petitions_received",
        ),
    ),
)
INTEGRITY = (
    either(
        say(
            "Có {declarations_made} trên {declarations_due} người phải kê khai đã kê khai tài sản, thu nhập, đạt "
            "{declarations_share}[; công khai {declarations_published} bản kê khai][; xác minh {declarations_verified} người].",
            some="declarations_due",
        ),
    ),
    either(
        say(
            "Thực hiện {integrity_checks} cuộc kiểm tra về phòng, chống tham nhũng[; phát hiện {integrity_findings} vụ việc]"
            "[, chuyển cơ quan điều tra {integrity_handed_over} vụ việc].",
            some="integrity_checks",
        ),
    ),
)
