"""What the half-year review says of examples and of mass work; nothing where nothing is on record."""

from __future__ import annotations

from .pieces import WITH_UNITS, either, say

LEARNING = (
    either(
        say(
            "[Việc học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh có |{learning_models} mô hình"
            "|{learning_examples} gương điển hình| được công nhận trong kỳ].",
        ),
    ),
)

EXEMPLARY_CELLS = (
    either(
        say(
            "Đến cuối kỳ có {cells_recognised} chi bộ được công nhận “bốn tốt”, kiểu mẫu, chiếm {cells_recognised_share} số chi bộ.",
            some="cells_recognised",
            scope=WITH_UNITS,
        ),
    ),
)

MASS_ORGANISATIONS = (
    either(
        say(
            "Đến cuối kỳ có {mass_units} cơ sở đoàn thể[; danh sách có tên gồm {mass_organisation_people} người với "
            "{mass_organisation_memberships} lượt đoàn viên, hội viên].",
            some="mass_units",
        ),
    ),
    either(
        say(
            "Theo báo cáo của các đơn vị có {mass_memberships_reported} lượt đoàn viên, hội viên[, là {mass_people_reported} người]"
            "[; tỷ lệ tập hợp đạt {mass_gathering_share}][; {mass_joined_reported} lượt mới vào].",
            some="mass_memberships_reported",
        ),
    ),
    either(
        say(
            "Đoàn thể giới thiệu {mass_introduced} đoàn viên ưu tú cho Đảng, đã kết nạp {mass_introduced_admitted} người, đạt "
            "{mass_introduced_admitted_share}.",
            some="mass_introduced",
        ),
    ),
    either(
        say("Có {members_in_youth_age} đảng viên trong tuổi đoàn.", some="members_in_youth_age mass_units")
    ),
)

MOBILISATION = (
    either(
        say(
            "Tổ chức {dialogues} hội nghị đối thoại.",
            some="dialogues",
        ),
    ),
    either(
        say(
            "Có {units_with_democracy} tổ chức cơ sở đảng thực hiện các việc theo quy chế dân chủ ở cơ sở, đạt "
            "{units_with_democracy_share}.",
            some="units_with_democracy",
            scope=WITH_UNITS,
        ),
    ),
    either(
        say(
            "Có {skilful_mobilisation_models} mô hình “dân vận khéo” được công nhận trong kỳ.",
            some="skilful_mobilisation_models",
        ),
    ),
)
