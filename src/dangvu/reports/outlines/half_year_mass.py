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
            "Đến cuối kỳ có {cells_recognised} chi bộ được công nhận “bốn tốt”, kiểu mẫu, chiếm {cells_recognised_share} số chi bộ"
            "[, gồm |{cells_four_goods} chi bộ “bốn tốt”|{cells_model} chi bộ kiểu mẫu].",
            some="cells_recognised",
            scope=WITH_UNITS,
        ),
        say(
            "Chi bộ đang được công nhận “bốn tốt”.",
            some="cells_four_goods",
        ),
        say("Chi bộ đang được công nhận kiểu mẫu.", some="cells_model"),
    ),
)

MOBILISATION = (
    either(
        say(
            "Có {skilful_mobilisation_models} mô hình “dân vận khéo” được công nhận trong kỳ.",
            some="skilful_mobilisation_models",
        ),
    ),
)
