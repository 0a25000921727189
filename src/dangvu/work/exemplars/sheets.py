"""What units report as recognised: models, deeds, cells of a year."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind

KIND = Column(
    "kind",
    "Loại điển hình",
    ("Loại điển hình", "Loại mô hình, điển hình", "Loại", "Danh hiệu", "Loại hình", "Hình thức công nhận", "Loại mô hình"),
    parse=Choice({
        "mo_hinh_hoc_bac": ("Mô hình học tập và làm theo Bác", "Mô hình học tập Bác", "Mô hình học Bác", "Mô hình",
                            "Mô hình làm theo Bác"),
        "guong_hoc_bac": ("Gương điển hình học tập và làm theo Bác", "Gương điển hình", "Gương học tập Bác", "Gương",
                          "Cá nhân điển hình", "Tập thể điển hình"),
        "dan_van_kheo": ("Mô hình dân vận khéo", "Mô hình “dân vận khéo”", "Dân vận khéo"),
        "chi_bo_bon_tot": ("Chi bộ bốn tốt", "Chi bộ “bốn tốt”", "Chi bộ 4 tốt", "Chi bộ “4 tốt”", "Bốn tốt", "4 tốt"),
        "chi_bo_kieu_mau": ("Chi bộ kiểu mẫu", "Kiểu mẫu"),
    }),
    required=True,
)  # fmt: skip
ORGANISATION = text_column(
    "organisation",
    "Tổ chức đảng",
    "Đơn vị", "Chi bộ, đảng bộ", "Tên đơn vị", "Tổ chức", "Chi bộ", "Đơn vị thực hiện", "Nơi thực hiện", "Đơn vị được công nhận",
)  # fmt: skip
TITLE = text_column(
    "title",
    "Tên mô hình, việc làm",
    "Tên mô hình", "Tên mô hình, điển hình", "Mô hình", "Việc làm được nêu gương", "Nội dung mô hình", "Tên điển hình",
    "Tên mô hình dân vận khéo",
)  # fmt: skip
RECOGNISED = date_column(
    "on",
    "Ngày công nhận",
    "Ngày quyết định", "Thời gian công nhận", "Ngày, tháng công nhận", "Ngày được công nhận", "Quyết định|Ngày",
    required=True,
)  # fmt: skip
LEVEL = Column(
    "level",
    "Cấp công nhận",
    ("Cấp công nhận", "Cơ quan công nhận", "Nơi công nhận", "Cấp khen thưởng, công nhận"),
    parse=Choice({
        "co_so": ("Cấp ủy cơ sở", "Cơ sở", "Đảng ủy cơ sở", "Cấp cơ sở", "Chi ủy"),
        "cap_tren": ("Cấp ủy cấp trên trực tiếp cơ sở", "Cấp trên", "Đảng ủy Khối", "Đảng ủy cấp trên", "Huyện ủy", "Khối"),
        "tinh": ("Cấp tỉnh", "Tỉnh ủy", "Tỉnh", "Thành ủy"),
        "trung_uong": ("Trung ương", "Cấp Trung ương"),
    }),
)  # fmt: skip
DECISION = text_column(
    "decision", "Quyết định công nhận", "Số quyết định", "Quyết định", "Quyết định số", "Quyết định|Số"
)
UNTIL = date_column(
    "until", "Có giá trị đến", "Hết giá trị", "Thời hạn", "Công nhận đến", "Có giá trị đến hết ngày"
)
NOTE = text_column("note", "Ghi chú", typical=False)

EXEMPLARS = SheetKind(
    slug="exemplars",
    title="Mô hình, điển hình được công nhận",
    columns=(ORGANISATION, KIND, TITLE, RECOGNISED, LEVEL, DECISION, UNTIL, NOTE),
    needs=("kind", "on"),
    either=("title", "organisation"),
    titles=("mô hình, điển hình", "điển hình", "mô hình học tập", "dân vận khéo", "chi bộ bốn tốt", "chi bộ kiểu mẫu",
            "chi bộ 4 tốt"),
    tells=("điển hình", "mô hình", "dân vận khéo", "bốn tốt", "4 tốt", "kiểu mẫu"),
    excludes=("kế hoạch", "dự kiến", "đăng ký"),
    tab_names=("Điển hình", "Mô hình", "Dân vận khéo", "Dien hinh", "Mo hinh"),
    natural=("organisation", "kind", "on", "title"),
    about="organisations",
    groups=("chi bộ", "đảng bộ"),
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (EXEMPLARS,)
