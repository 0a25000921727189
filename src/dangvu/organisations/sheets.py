"""The list of organisations: the tree as a committee writes it down."""

from __future__ import annotations

from dangvu.foundation.tables.columns import Choice, Column, text_column
from dangvu.foundation.tables.dates import date_column
from dangvu.foundation.tables.kinds import SheetKind

ORGANISATION_KIND = Choice(
    {
        "dang_bo_cap_tren": (
            "Đảng bộ cấp trên trực tiếp cơ sở", "Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng",
            "Đảng bộ cấp trên cơ sở", "Đảng bộ cấp trên", "Đảng bộ cấp trên trực tiếp", "Đảng bộ huyện",
            "Đảng bộ khối", "Đảng bộ tỉnh", "Đảng bộ thành phố", "Đảng bộ thị xã",
        ),
        "dang_bo_co_so": ("Đảng bộ cơ sở", "ĐBCS", "Đảng bộ CS"),
        "chi_bo_co_so": ("Chi bộ cơ sở", "CBCS", "Chi bộ CS"),
        "dang_bo_bo_phan": ("Đảng bộ bộ phận", "ĐBBP"),
        "chi_bo_truc_thuoc": (
            "Chi bộ trực thuộc", "Chi bộ trực thuộc đảng ủy cơ sở", "Chi bộ trực thuộc đảng bộ cơ sở", "CBTT",
            "Chi bộ trực thuộc đảng bộ bộ phận", "Chi bộ trực thuộc đảng ủy",
        ),
        "to_dang": ("Tổ đảng",),
    }
)  # fmt: skip

SECTORS = Choice(
    {
        "co_quan": ("Cơ quan hành chính", "Cơ quan", "Cơ quan nhà nước", "Hành chính", "Cơ quan đảng", "Cơ quan Đảng, đoàn thể"),
        "su_nghiep": ("Đơn vị sự nghiệp", "Sự nghiệp", "Đơn vị sự nghiệp công lập", "ĐVSN", "Sự nghiệp công lập"),
        "dnnn": ("Doanh nghiệp nhà nước", "DNNN", "Công ty TNHH một thành viên nhà nước", "Doanh nghiệp có vốn nhà nước"),
        "co_phan": ("Công ty cổ phần", "Cổ phần", "CTCP", "Công ty CP"),
        "tnhh": ("Công ty trách nhiệm hữu hạn", "TNHH", "Công ty TNHH", "Trách nhiệm hữu hạn"),
        "tu_nhan": ("Doanh nghiệp tư nhân", "DNTN", "Tư nhân"),
        "fdi": (
            "Doanh nghiệp có vốn đầu tư nước ngoài", "FDI", "Có vốn đầu tư nước ngoài", "Vốn đầu tư nước ngoài",
            "Doanh nghiệp FDI", "Liên doanh", "Doanh nghiệp liên doanh nước ngoài",
        ),
        "vu_trang": ("Lực lượng vũ trang", "LLVT", "Quân đội", "Công an"),
        "xa_phuong": ("Xã, phường, thị trấn", "Xã", "Phường", "Thị trấn", "Xã, phường"),
        "khac": ("Loại hình khác", "Khác"),
    }
)  # fmt: skip

ORGANISATION = text_column(
    "organisation",
    "Tên tổ chức đảng",
    "Tổ chức đảng", "Tên tổ chức", "Tên chi bộ, đảng bộ", "Đơn vị", "Tên đơn vị", "Chi bộ, đảng bộ",
    "Tổ chức cơ sở đảng", "Đảng bộ, chi bộ", "Tên đảng bộ, chi bộ", "Chi bộ", "Tên chi bộ", "Tên TCCSĐ", "TCCSĐ",
    "Tên tổ chức cơ sở đảng", "Đảng bộ, chi bộ cơ sở", "Đảng bộ/Chi bộ", "Chi bộ/Đảng bộ", "Cơ sở đảng", "Tên cơ sở đảng", "Tên TCĐ",
    "Tên chi, đảng bộ", "Chi, đảng bộ", "Tên gọi", "Danh sách tổ chức đảng",
    required=True,
)  # fmt: skip
KIND = Column(
    "kind",
    "Loại hình",
    (
        "Loại hình", "Loại hình tổ chức", "Loại", "Loại hình tổ chức đảng", "Loại tổ chức", "Loại tổ chức đảng",
        "Cấp", "Phân loại", "Hình thức tổ chức", "Loại hình TCĐ", "Loại TCĐ", "Mô hình tổ chức", "Cấp tổ chức", "Hình thức",
        "Loại hình đơn vị",  # where its cells say "Đảng bộ cơ sở"; else it is the sector's
    ),
    parse=ORGANISATION_KIND,
)  # fmt: skip
SECTOR = Column(
    "sector",
    "Loại hình đơn vị",
    (
        "Loại hình đơn vị", "Loại hình cơ quan, đơn vị", "Loại hình doanh nghiệp", "Loại hình cơ quan",
        "Loại hình cơ quan, đơn vị, doanh nghiệp", "Loại hình cơ sở", "Khối loại hình", "Thành phần kinh tế",
    ),
    parse=SECTORS,
    typical=False,
    strict=False,
)  # fmt: skip
PARENT = text_column(
    "parent",
    "Trực thuộc",
    "Cấp trên trực tiếp", "Tổ chức cấp trên", "Thuộc", "Tổ chức đảng cấp trên", "Cấp trên", "Đảng bộ cấp trên",
    "Thuộc đảng bộ", "Trực thuộc đảng bộ", "Đơn vị cấp trên", "Cấp ủy cấp trên", "Tổ chức đảng cấp trên trực tiếp",
    "Đảng bộ cấp trên trực tiếp", "Đảng ủy cấp trên", "Đảng ủy cấp trên trực tiếp", "Thuộc tổ chức đảng", "Trực thuộc tổ chức",
    "Trực thuộc đảng ủy", "Thuộc đảng ủy", "Cấp ủy cấp trên trực tiếp", "Trực thuộc tổ chức đảng",
    refers_to="organisation",
)  # fmt: skip
FOUNDED = date_column(
    "founded",
    "Ngày thành lập",
    "Ngày, tháng, năm thành lập", "Thành lập", "Thời gian thành lập", "Thành lập ngày", "Năm thành lập",
)  # fmt: skip
CODE = text_column("code", "Mã tổ chức", "Mã", "Mã đơn vị", "Mã số", "Mã tổ chức đảng", typical=False)
NOTE = text_column("note", "Ghi chú", typical=False)

ORGANISATIONS = SheetKind(
    slug="organisations",
    title="Danh sách tổ chức đảng trực thuộc",
    columns=(ORGANISATION, SECTOR, KIND, PARENT, FOUNDED, CODE, NOTE),
    needs=("organisation",),
    either=("kind", "parent"),
    titles=("danh sách tổ chức đảng", "tổ chức đảng trực thuộc", "danh sách tổ chức cơ sở đảng", "hệ thống tổ chức",
            "danh sách chi bộ, đảng bộ", "danh sách đảng bộ, chi bộ", "danh sách các chi bộ",
            "danh sách các tổ chức đảng", "tổ chức cơ sở đảng trực thuộc"),
    tab_names=("Tổ chức đảng", "Tổ chức", "TCCSĐ", "TCĐ", "Danh sách tổ chức"),
    natural=("organisation", "parent"),
    as_of="as_at",
    about="organisations",
)  # fmt: skip

SHEETS: tuple[SheetKind, ...] = (ORGANISATIONS,)
