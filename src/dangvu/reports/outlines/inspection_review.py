"""The report on inspection, supervision and discipline of a period: for whoever may read that line of rights only.

Counts alone, never a name. The sentences that the half-year review prints as well are its own; those of each body
(committee, inspection commission, cells) and of what was broken stand here. Its order is the usual one of such a report.
"""

from __future__ import annotations

from dangvu.foundation.capabilities import READ_INSPECTION

from .half_year_discipline import DISCIPLINE, INSPECTION, INTEGRITY, PETITIONS
from .half_year_situation import OPENING
from .pieces import Column, Outline, Part, UnitTable, either, say

_TOGETHER = (
    either(
        say(
            "[Cộng các chủ thể, số lượt được kiểm tra, giám sát là: |{checked_organisations} lượt tổ chức đảng"
            "|{checked_members} lượt đảng viên].",
        ),
    ),
    either(say("Số liệu từng đơn vị tại {annex_inspection}.")),
)
_COMMITTEES = (
    either(
        say(
            "[Cấp ủy, ban thường vụ cấp ủy đã kiểm tra |{committee_inspected_organisations} lượt tổ chức đảng"
            "|{committee_inspected_members} lượt đảng viên].",
        ),
    ),
    either(
        say(
            "[Giám sát chuyên đề |{committee_supervised_organisations} lượt tổ chức đảng"
            "|{committee_supervised_members} lượt đảng viên].",
        ),
    ),
)
_INSPECTORS = (
    either(
        say(
            "Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát, thi hành kỷ luật đối với "
            "{duties_inspected_organisations} lượt tổ chức đảng.",
            some="duties_inspected_organisations",
        ),
    ),
    either(
        say(
            "Kiểm tra tài chính đảng đối với {finance_inspected_organisations} lượt tổ chức đảng.",
            some="finance_inspected_organisations",
        ),
    ),
    either(
        say(
            "[Giám sát |{inspectors_supervised_organisations} lượt tổ chức đảng"
            "|{inspectors_supervised_members} lượt đảng viên].",
        ),
    ),
)
_CELLS = (
    either(
        say(
            "[Chi bộ đã |kiểm tra {cell_inspected_members} lượt đảng viên"
            "|giám sát {cell_supervised_members} lượt đảng viên].",
        ),
    ),
)
_SIGNS = (
    either(
        say(
            "[Ủy ban kiểm tra các cấp kiểm tra khi có dấu hiệu vi phạm |{signs_inspected_organisations} lượt tổ chức đảng"
            "|{signs_inspected_members} lượt đảng viên].",
        ),
    ),
)
_FOUND = (
    either(
        say(
            "[Qua kiểm tra, giám sát kết luận có vi phạm: |{violating_organisations} lượt tổ chức đảng"
            "|{violating_members} lượt đảng viên].",
        ),
    ),
    either(
        say(
            "[Vi phạm đến mức phải thi hành kỷ luật: |{to_be_disciplined_organisations} lượt tổ chức đảng"
            "|{to_be_disciplined_members} lượt đảng viên].",
        ),
    ),
)
_BY_CONTENT = (
    either(
        say(
            "[Theo nội dung vi phạm: |{disciplined_for_principles} đảng viên về nguyên tắc và quy định của Đảng"
            "|{disciplined_for_duty} đảng viên về trách nhiệm và công tác cán bộ"
            "|{disciplined_for_money} đảng viên về tài chính và đất đai hoặc tham nhũng"
            "|{disciplined_for_conduct} đảng viên về đạo đức và lối sống hoặc dân số"
            "|{disciplined_for_law} đảng viên về vi phạm pháp luật khác].",
        ),
    ),
    either(
        say(
            "Cấp ủy viên chiếm {disciplined_committee_members_share} số đảng viên bị kỷ luật.",
            some="disciplined_committee_members",
        ),
    ),
)
_SETTLED = (
    either(
        say(
            "Tố cáo, khiếu nại kỷ luật đảng đã giải quyết đạt {petitions_settled_share} số phải giải quyết.",
            some="petitions_settled_share",
        ),
    ),
)

_PARTS = (
    Part(2, "", (OPENING,), ("đặc điểm, tình hình của đảng bộ; tổ chức của ủy ban kiểm tra",)),
    Part(2, "Công tác kiểm tra, giám sát", (INSPECTION, _TOGETHER)),
    Part(
        3,
        "Kiểm tra, giám sát của cấp ủy",
        (_COMMITTEES,),
        ("lãnh đạo, chỉ đạo; kết quả thực hiện chương trình của cấp ủy",),
    ),
    Part(
        3,
        "Kiểm tra, giám sát của ủy ban kiểm tra",
        (_INSPECTORS,),
        ("kết quả thực hiện chương trình của ủy ban kiểm tra",),
    ),
    Part(3, "Kiểm tra, giám sát của chi bộ", (_CELLS,), ("việc kiểm tra, giám sát đảng viên ở các chi bộ",)),
    Part(
        2,
        "Kiểm tra khi có dấu hiệu vi phạm",
        (_SIGNS, _FOUND),
        ("nội dung vi phạm chủ yếu; việc khắc phục sau kiểm tra",),
    ),
    Part(
        2,
        "Thi hành kỷ luật trong Đảng",
        (DISCIPLINE, _BY_CONTENT),
        ("nhận xét về tình hình kỷ luật; việc chấp hành quyết định",),
    ),
    Part(
        2,
        "Đơn thư, khiếu nại, tố cáo",
        (PETITIONS, _SETTLED),
        ("nội dung chủ yếu của đơn thư; việc còn đang giải quyết",),
    ),
    Part(
        2,
        "Công tác phòng, chống tham nhũng, lãng phí, tiêu cực",
        (INTEGRITY,),
        ("công khai, minh bạch; vụ việc đã xử lý",),
    ),
    Part(2, "Đánh giá chung"),
    Part(3, "Ưu điểm", prose=("ưu điểm",)),
    Part(3, "Hạn chế, khuyết điểm và nguyên nhân", prose=("hạn chế, khuyết điểm; nguyên nhân",)),
    Part(2, "Nhiệm vụ trọng tâm {next_period}", prose=("nhiệm vụ, giải pháp; kiến nghị, đề xuất",)),
    Part(2, "Về số liệu của báo cáo", limits=True),
)

_TABLES = (
    UnitTable(
        "inspection",
        "Kiểm tra, giám sát, kỷ luật theo đơn vị",
        (
            Column("Kiểm tra tổ chức", "inspected_organisations", 13, shown_above=0),
            Column("Kiểm tra đảng viên", "inspected_members", 13, shown_above=0),
            Column("Giám sát tổ chức", "supervised_organisations", 13, shown_above=0),
            Column("Giám sát đảng viên", "supervised_members", 13, shown_above=0),
            Column("Kỷ luật tổ chức", "disciplined_organisations", 13, shown_above=0),
            Column("Kỷ luật đảng viên", "disciplined_members", 13, shown_above=0),
            Column("Đơn thư nhận", "petitions_received", 13, shown_above=0),
        ),
    ),
)

INSPECTION_REVIEW = Outline(
    "inspection-review",
    "BÁO CÁO",
    "BC",
    _PARTS,
    (),
    _TABLES,
    about="{kind} công tác kiểm tra, giám sát, kỷ luật đảng {period},\nnhiệm vụ trọng tâm {next_period}",
    needs=READ_INSPECTION,
)
