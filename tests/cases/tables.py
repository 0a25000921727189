"""From records to the cells of a sheet: the many ways in which an office lays out one list."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dangvu.foundation.vietnamese import encode
from tests.cases.facts import Org, Record, World

Value = str | int | float | date | None


@dataclass
class SheetCells:
    """A sheet ready to be written."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False


@dataclass
class Style:
    """How one sender writes. Chosen once for a file, as people do."""

    titles: str = "plain"
    """plain, letterhead, joined (one cell with line breaks), bare (what and when only), none."""
    blanks: int = 0
    two_rows: bool = True
    numbering: str = ""
    merge: bool = True
    shift: int = 0
    order: str = "TT"
    sex: str = "column"
    """column, mark, marks, birth."""
    split_name: str = ""
    """'' one column, merged (two below one header), apart (two headers)."""
    dates: str = "text"
    encoding: str = ""
    cells: str = "column"
    """column, groups, merged: where the cell of a person stands."""
    footer: bool = True
    numbers: str = "text"
    shuffle: bool = False
    capitals: bool = False
    """Headers in capitals."""
    names: str = ""
    """'' as they are, upper, spaced."""
    period: str = ""
    as_at: str = ""
    tabs: str = "honest"
    """honest, numbered, lying, short."""
    pages: int = 0
    """After so many rows the header stands again, as on paper."""
    subtotals: bool = False
    """Groups end with a count and an empty row, and their headings tell the count as well."""
    breaks: bool = False
    """Line breaks inside headers."""


# -- words of columns: the ways in which offices head them

HEADS: dict[str, tuple[str, ...]] = {
    "name": ("Họ và tên", "Họ tên", "Họ và tên đảng viên", "Họ, chữ đệm và tên", "Họ và tên khai sinh", "Tên đảng viên", "Họ và tên đ/c"),
    "sex": ("Giới tính", "Nam/nữ", "Giới"),
    "birth": ("Ngày, tháng, năm sinh", "Ngày sinh", "Năm sinh", "Ngày tháng năm sinh", "Sinh ngày", "Ngày/tháng/năm sinh", "Ngày, tháng,\nnăm sinh"),
    "number": ("Số CCCD", "CCCD", "Số định danh cá nhân", "Số CMND/CCCD", "Căn cước công dân", "Số căn cước"),
    "card": ("Số thẻ đảng viên", "Số thẻ Đảng", "Số thẻ ĐV", "Thẻ đảng viên"),
    "ethnicity": ("Dân tộc", "Dân tộc", "DT"),
    "religion": ("Tôn giáo", "Tôn giáo", "TG"),
    "home": ("Quê quán", "Nguyên quán", "Quê quán (xã, huyện, tỉnh)"),
    "education": ("Trình độ chuyên môn", "Chuyên môn", "Trình độ học vấn", "Trình độ"),
    "theory": ("Lý luận chính trị", "LLCT", "Trình độ LLCT", "Trình độ lý luận chính trị"),
    "cell": ("Chi bộ", "Chi bộ sinh hoạt", "Sinh hoạt tại chi bộ", "Đơn vị", "Tên chi bộ", "Chi bộ đang sinh hoạt", "Nơi sinh hoạt"),
    "joined": ("Ngày vào Đảng", "Ngày kết nạp", "Ngày, tháng, năm vào Đảng", "Ngày vào đảng", "Ngày tháng năm vào Đảng", "Ngày kết nạp Đảng", "Vào Đảng ngày"),
    "official": ("Ngày chính thức", "Ngày vào Đảng chính thức", "Ngày công nhận chính thức", "Chính thức", "Ngày, tháng, năm chính thức", "Ngày chuyển chính thức"),
    "decision": ("Số quyết định", "Số QĐ", "Quyết định số"),
    "decided": ("Ngày quyết định", "Ngày QĐ", "Ngày ký quyết định"),
    "note": ("Ghi chú", "Chú thích"),
    "kind": ("Hình thức", "Loại biến động", "Biến động", "Lý do", "Nội dung biến động", "Lý do tăng, giảm", "Diễn biến"),
    "on": ("Ngày", "Ngày biến động", "Thời gian", "Ngày, tháng, năm", "Thời điểm", "Ngày, tháng, năm biến động"),
    "counterpart": ("Nơi đi/Nơi đến", "Nơi chuyển đi, chuyển đến", "Nơi đến", "Nơi đi, nơi đến"),
    "meeting_on": ("Ngày sinh hoạt", "Thời gian sinh hoạt", "Ngày tổ chức", "Thời gian tổ chức", "Ngày họp", "Ngày, tháng"),
    "topic": ("Chuyên đề", "Tên chuyên đề", "Nội dung chuyên đề", "Chủ đề sinh hoạt", "Nội dung sinh hoạt", "Nội dung"),
    "attended": ("Số đảng viên dự", "Số ĐV tham dự", "Số lượng đảng viên tham dự", "Số đảng viên tham gia", "Tham dự"),
    "check_kind": ("Loại", "Loại cuộc", "Hình thức", "Kiểm tra/Giám sát", "Cuộc kiểm tra, giám sát"),
    "subject_kind": ("Tổ chức đảng/đảng viên", "Loại đối tượng", "Tổ chức/Đảng viên", "Đối tượng"),
    "subject": ("Tên", "Tên đối tượng", "Họ tên/Tên tổ chức", "Tên tổ chức đảng, đảng viên", "Đối tượng được kiểm tra, giám sát"),
    "concluded": ("Ngày kết luận", "Ngày ban hành kết luận", "Ngày thông báo kết luận", "Thời gian kết luận", "Ngày ra thông báo kết luận"),
    "result": ("Kết quả", "Kết luận", "Kết quả kiểm tra, giám sát"),
    "label": ("Nội dung", "Chỉ tiêu", "Chỉ tiêu báo cáo", "Nội dung báo cáo", "Tên chỉ tiêu"),
    "measure": ("Đơn vị tính", "ĐVT"),
    "value": ("Số lượng", "Số liệu", "Kết quả", "Kết quả thực hiện", "Thực hiện"),
    "org": ("Tên tổ chức đảng", "Tổ chức đảng", "Tên đơn vị", "Tên chi bộ, đảng bộ", "Đơn vị", "Chi bộ, đảng bộ"),
    "org_kind": ("Loại hình", "Loại hình tổ chức", "Loại tổ chức", "Loại"),
    "parent": ("Trực thuộc", "Cấp trên trực tiếp", "Tổ chức đảng cấp trên", "Thuộc đảng bộ", "Đảng bộ cấp trên trực tiếp"),
    "founded": ("Ngày thành lập", "Năm thành lập", "Thành lập ngày"),
    "unit": ("Tổ chức đảng", "Tên tổ chức đảng", "Tên đơn vị", "Đảng bộ, chi bộ cơ sở", "Tổ chức cơ sở đảng", "Đơn vị"),
    "target": ("Chỉ tiêu kết nạp đảng viên năm", "Chỉ tiêu kết nạp", "Chỉ tiêu giao", "Chỉ tiêu", "Số lượng giao"),
    "held": ("Ngày tổ chức hội nghị sơ kết giữa nhiệm kỳ", "Ngày tổ chức", "Ngày sơ kết", "Thời gian tổ chức hội nghị", "Ngày hoàn thành"),
    "form": ("Hình thức", "Hình thức tổ chức"),
    "sender": ("Tổ chức đảng giới thiệu", "Đơn vị giới thiệu", "Đơn vị công tác", "Chi bộ, đảng bộ giới thiệu", "Đơn vị"),
    "grade": ("Kết quả", "Xếp loại", "Kết quả học tập", "Kết quả xếp loại"),
}  # fmt: skip

TITLES: dict[str, tuple[str, ...]] = {
    "roster": ("DANH SÁCH ĐẢNG VIÊN", "DANH SÁCH TRÍCH NGANG ĐẢNG VIÊN", "DANH SÁCH ĐẢNG VIÊN ĐANG SINH HOẠT", "DANH SÁCH ĐẢNG VIÊN TOÀN ĐẢNG BỘ", "Danh sách đảng viên"),
    "admissions": ("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP", "DANH SÁCH KẾT NẠP ĐẢNG VIÊN", "Danh sách đảng viên mới", "DANH SÁCH QUẦN CHÚNG ĐƯỢC KẾT NẠP VÀO ĐẢNG", "KẾT QUẢ KẾT NẠP ĐẢNG VIÊN MỚI"),
    "recognitions": ("DANH SÁCH CHUYỂN ĐẢNG CHÍNH THỨC", "DANH SÁCH ĐẢNG VIÊN ĐƯỢC CÔNG NHẬN CHÍNH THỨC", "Danh sách công nhận đảng viên chính thức", "DANH SÁCH ĐẢNG VIÊN DỰ BỊ CHUYỂN CHÍNH THỨC"),
    "movements": ("TÌNH HÌNH BIẾN ĐỘNG ĐẢNG VIÊN", "DANH SÁCH BIẾN ĐỘNG ĐẢNG VIÊN", "BÁO CÁO TĂNG, GIẢM ĐẢNG VIÊN", "Tình hình tăng giảm đảng viên", "BIỂU THEO DÕI BIẾN ĐỘNG ĐẢNG VIÊN"),
    "meetings": ("KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ", "BÁO CÁO KẾT QUẢ SINH HOẠT CHUYÊN ĐỀ", "THEO DÕI SINH HOẠT CHI BỘ THEO CHUYÊN ĐỀ", "Sinh hoạt chuyên đề"),
    "inspections": ("KẾT QUẢ KIỂM TRA, GIÁM SÁT", "KẾT QUẢ CÔNG TÁC KIỂM TRA, GIÁM SÁT", "Tổng hợp kết quả kiểm tra, giám sát", "BIỂU TỔNG HỢP CÁC CUỘC KIỂM TRA, GIÁM SÁT"),
    "declared": ("BIỂU TỔNG HỢP SỐ LIỆU", "BÁO CÁO SỐ LIỆU", "BIỂU SỐ LIỆU", "TỔNG HỢP SỐ LIỆU CÔNG TÁC XÂY DỰNG ĐẢNG"),
    "tree": ("DANH SÁCH TỔ CHỨC ĐẢNG TRỰC THUỘC", "DANH SÁCH TỔ CHỨC ĐẢNG", "DANH SÁCH CÁC CHI BỘ, ĐẢNG BỘ TRỰC THUỘC", "HỆ THỐNG TỔ CHỨC ĐẢNG"),
    "targets": ("GIAO CHỈ TIÊU KẾT NẠP ĐẢNG VIÊN", "PHÂN BỔ CHỈ TIÊU KẾT NẠP ĐẢNG VIÊN", "CHỈ TIÊU KẾT NẠP ĐẢNG VIÊN"),
    "reviews": ("TIẾN ĐỘ SƠ KẾT GIỮA NHIỆM KỲ THỰC HIỆN NGHỊ QUYẾT ĐẠI HỘI", "TIẾN ĐỘ TỔ CHỨC HỘI NGHỊ SƠ KẾT GIỮA NHIỆM KỲ", "Tổng hợp tiến độ sơ kết giữa nhiệm kỳ"),
    "learners": ("DANH SÁCH HỌC VIÊN LỚP BỒI DƯỠNG NHẬN THỨC VỀ ĐẢNG", "DANH SÁCH HỌC VIÊN LỚP ĐỐI TƯỢNG KẾT NẠP ĐẢNG", "Danh sách học viên lớp nhận thức về Đảng"),
}  # fmt: skip

TABS: dict[str, tuple[str, ...]] = {
    "roster": ("DSDV", "DS đảng viên", "Danh sach DV", "Đảng viên", "1. Danh sách"),
    "admissions": ("Kết nạp", "DV moi", "Ket nap", "ĐV mới", "2. Kết nạp"),
    "recognitions": ("Chuyển CT", "CNCT", "Chuyen chinh thuc", "ĐV chính thức"),
    "movements": ("Biến động", "Tang giam", "Bien dong", "Tăng-giảm"),
    "meetings": ("SHCD", "SH chuyên đề", "Chuyen de", "Sinh hoạt CĐ"),
    "inspections": ("KT-GS", "KTGS", "Kiem tra", "Kiểm tra, GS"),
    "declared": ("TH", "Biểu số liệu", "Bieu so lieu", "Tổng hợp"),
    "tree": ("Tổ chức đảng", "TCĐ", "Sheet1"), "targets": ("Chỉ tiêu", "CT", "Sheet1"),
    "reviews": ("Tiến độ", "Sơ kết", "Sheet1"), "learners": ("Học viên", "DS lớp", "Sheet1"),
}  # fmt: skip

KINDS = {"root": "Đảng bộ cấp trên trực tiếp cơ sở", "committee": "Đảng bộ cơ sở", "cell": "Chi bộ cơ sở",
         "sectional": "Đảng bộ bộ phận", "attached": "Chi bộ trực thuộc"}  # fmt: skip
MOVES = {
    "transferred_in": (
        "Chuyển đến",
        "Chuyển sinh hoạt đến",
        "Tiếp nhận",
        "chuyển đến",
        "Chuyển sinh hoạt đảng đến",
    ),
    "transferred_out": ("Chuyển đi", "Chuyển sinh hoạt đi", "chuyển đi", "Chuyển sinh hoạt đảng đi"),
    "died": ("Từ trần", "từ trần", "Chết", "Qua đời"),
    "struck_off": ("Xóa tên", "Xoá tên", "Xóa tên đảng viên"),
    "expelled": ("Khai trừ", "Khai trừ khỏi Đảng"),
    "resigned": ("Xin ra khỏi Đảng", "Cho ra khỏi Đảng", "Xin ra Đảng"),
}
CHECKS = {"inspection": ("Kiểm tra", "kiểm tra", "KT"), "supervision": ("Giám sát", "giám sát", "GS")}
SUBJECTS = {"organisation": ("Tổ chức đảng", "Tổ chức"), "member": ("Đảng viên", "đảng viên")}
LABELS = {
    "members_start": ("Tổng số đảng viên đầu kỳ", "Số đảng viên đầu kỳ", "Đảng viên đầu kỳ"),
    "members_end": ("Tổng số đảng viên cuối kỳ", "Số đảng viên cuối kỳ", "Đảng viên có đến cuối kỳ"),
    "admitted": ("Số đảng viên kết nạp mới", "Số đảng viên mới kết nạp", "Kết nạp đảng viên", "Số đảng viên được kết nạp trong kỳ"),
    "admitted_female": ("Số đảng viên nữ kết nạp mới", "Số đảng viên kết nạp mới là nữ", "Số đảng viên mới kết nạp là nữ"),
    "made_official": ("Số đảng viên chuyển chính thức", "Số đảng viên được công nhận chính thức", "Chuyển đảng chính thức"),
    "transferred_in": ("Số đảng viên chuyển đến", "Đảng viên chuyển đến", "Tiếp nhận đảng viên"),
    "transferred_out": ("Số đảng viên chuyển đi", "Đảng viên chuyển đi"),
    "died": ("Số đảng viên từ trần", "Đảng viên từ trần"),
    "struck_off": ("Số đảng viên bị xóa tên", "Xóa tên"),
    "expelled": ("Số đảng viên bị khai trừ", "Khai trừ"),
    "resigned": ("Số đảng viên xin ra khỏi Đảng", "Xin ra khỏi Đảng"),
    "thematic_meetings": ("Số buổi sinh hoạt chuyên đề", "Số cuộc sinh hoạt chuyên đề", "Sinh hoạt chuyên đề"),
    "inspections": ("Số cuộc kiểm tra", "Kiểm tra"),
    "supervisions": ("Số cuộc giám sát", "Giám sát"),
}  # fmt: skip
MEASURES = {"thematic_meetings": "buổi", "inspections": "cuộc", "supervisions": "cuộc"}


def day_text(rng: random.Random, day: date, style: str) -> Value:
    """A day in the sender's manner."""
    if style == "mixed":
        style = rng.choice(("date", "text", "short", "dots", "dashes", "iso"))
    if style == "date":
        return day
    if style == "short":
        return f"{day.day}/{day.month}/{day.year}"
    if style == "dots":
        return f"{day:%d.%m.%Y}"
    if style == "dashes":
        return f"{day:%d-%m-%Y}"
    if style == "iso":
        return day.isoformat()
    if style == "words":
        return f"ngày {day:%d} tháng {day:%m} năm {day.year}"
    if style == "stamp":
        return f"{day.isoformat()} 00:00:00"
    if style == "serial":
        return (day - date(1899, 12, 30)).days
    return f"{day:%d/%m/%Y}"


@dataclass
class Head:
    """A column: its header texts from top to bottom, and what stands below."""

    texts: tuple[str, ...]
    cell: Callable[[Record], Value]
    key: str = ""


class Columns:
    """The columns of one kind of sheet in one sender's style."""

    def __init__(self, rng: random.Random, style: Style, world: World) -> None:
        self.rng, self.style, self.world = rng, style, world

    def head(self, key: str) -> str:
        text = self.rng.choice(HEADS[key])
        if self.style.breaks and text.count(" ") >= 2:
            words = text.split(" ")
            text = " ".join(words[:2]) + "\n" + " ".join(words[2:])
        return text.upper() if self.style.capitals else text

    def plain(self, key: str, column: str, head: str = "") -> Head:
        def cell(record: Record) -> Value:
            return self.value(record, column)

        return Head((self.head(head or key),), cell, column)

    def value(self, record: Record, column: str) -> Value:
        if column in record.written:
            return record.written[column]  # type: ignore[return-value]
        return self.shown(record.values.get(column), column)

    def shown(self, value: object, column: str) -> Value:
        if isinstance(value, date):
            return day_text(self.rng, value, self.style.dates)
        if isinstance(value, Org):
            return value.name
        if column == "kind" and isinstance(value, str):
            return self.rng.choice((MOVES | CHECKS)[value])
        if column == "subject_kind" and isinstance(value, str):
            return self.rng.choice(SUBJECTS[value])
        if column == "label" and isinstance(value, str):
            return self.rng.choice(LABELS[value])
        return value if isinstance(value, str | int | float) else None

    # -- people

    def person(self, key: str, head: str = "") -> Head:
        def cell(record: Record) -> Value:
            person = record.person
            if person is None:
                return None
            if key == "number" and self.style.numbers == "number":
                return int(person.number)
            if key == "number" and self.style.numbers == "mixed":
                return int(person.number) if self.rng.random() < 0.5 else person.number
            if key == "religion":
                return person.religion or self.rng.choice(("Không", "Không", "", "không"))
            return str(getattr(person, key))

        return Head((self.head(head or key),), cell, key)

    def names(self) -> list[Head]:
        def shown(text: str) -> str:
            if self.style.names == "upper":
                return text.upper()
            return text.replace(" ", "  ", 1) + " " if self.style.names == "spaced" else text

        def whole(record: Record) -> Value:
            return shown(record.person.name) if record.person else None

        def family(record: Record) -> Value:
            return shown(record.person.family) if record.person else None

        def given(record: Record) -> Value:
            return shown(record.person.given) if record.person else None

        if self.style.split_name == "merged":
            top = "Họ và tên"
            return [Head((top, ""), family, "name"), Head((top, ""), given, "name")]
        if self.style.split_name == "apart":
            return [
                Head((self.rng.choice(("Họ và tên đệm", "Họ đệm", "Họ, chữ đệm")),), family, "name"),
                Head(("Tên",), given, "name"),
            ]
        return [Head((self.head("name"),), whole, "name")]

    def birth(self) -> list[Head]:
        def day(record: Record) -> Value:
            if "birth" in record.written:
                return record.written["birth"]  # type: ignore[return-value]
            person = record.person
            if person is None:
                return None
            if person.birth_precision == "year":
                return person.birth.year if self.style.dates == "date" else str(person.birth.year)
            if person.birth_precision == "month":
                return f"{person.birth.month:02d}/{person.birth.year}"
            return day_text(self.rng, person.birth, self.style.dates)

        def mark(female: bool) -> Callable[[Record], Value]:
            return lambda record: "x" if record.person and record.person.female == female else None

        def of(female: bool) -> Callable[[Record], Value]:
            return lambda record: day(record) if record.person and record.person.female == female else None

        birth = self.head("birth")
        if self.style.sex == "birth":
            return [Head((birth, "Nam"), of(False), "birth"), Head((birth, "Nữ"), of(True), "birth")]
        if self.style.sex == "mark":
            return [Head(("Nữ",), mark(True), "sex"), Head((birth,), day, "birth")]
        if self.style.sex == "marks":
            sex = "Giới tính"
            return [
                Head((sex, "Nam"), mark(False), "sex"),
                Head((sex, "Nữ"), mark(True), "sex"),
                Head((birth,), day, "birth"),
            ]
        return [
            Head(
                (self.head("sex"),),
                lambda r: ("Nữ" if r.person.female else "Nam") if r.person else None,
                "sex",
            ),
            Head((birth,), day, "birth"),
        ]

    def learning(self) -> list[Head]:
        if self.style.two_rows:
            return [
                Head(("Trình độ", "Chuyên môn"), self.person("education").cell),
                Head(("Trình độ", "LLCT"), self.person("theory").cell),
            ]
        return [self.person("education"), self.person("theory")]

    def cell_column(self) -> list[Head]:
        return [] if self.style.cells in ("groups", "sheets") else [self.plain("cell", "cell")]

    # -- kinds

    def of(self, kind: str) -> list[Head]:
        return getattr(self, f"_{kind}")()

    def _roster(self) -> list[Head]:
        heads = [*self.names(), *self.birth()]
        if self.style.numbers != "none":
            heads.append(self.person("number"))
        heads += [self.person("ethnicity"), self.person("religion"), self.person("home"), *self.cell_column()]
        if self.style.two_rows and self.rng.random() < 0.3:
            top = self.rng.choice(("Ngày vào Đảng", "Vào Đảng", "Ngày, tháng, năm vào Đảng"))
            joined, official = self.plain("joined", "joined"), self.plain("official", "official")
            heads += [
                Head((top, "Dự bị"), joined.cell, "joined"),
                Head((top, "Chính thức"), official.cell, "official"),
            ]
        else:
            heads += [self.plain("joined", "joined"), self.plain("official", "official")]
        if self.style.numbers != "none":
            heads.append(self.person("card"))
        return [*heads, *self.learning(), self.plain("note", "note")]

    def _admissions(self) -> list[Head]:
        heads = [*self.names(), *self.birth(), self.person("ethnicity"), self.person("religion"), self.person("home"),
                 *self.learning(), *self.cell_column(), self.plain("joined", "joined")]  # fmt: skip
        number, day = self.plain("decision", "decision"), self.plain("decided", "decided")
        if self.style.two_rows:
            top = self.rng.choice(("Quyết định kết nạp", "Quyết định", "QĐ kết nạp"))
            return [
                *heads,
                Head((top, "Số"), number.cell),
                Head((top, "Ngày"), day.cell),
                self.plain("note", "note"),
            ]
        return [*heads, number, day, self.plain("note", "note")]

    def _recognitions(self) -> list[Head]:
        return [*self.names(), *self.birth(), *self.cell_column(), self.plain("joined", "joined"),
                self.plain("official", "official"), self.plain("note", "note")]  # fmt: skip

    def _movements(self) -> list[Head]:
        heads = [*self.names(), *self.birth(), *self.cell_column(), self.plain("joined", "joined")]
        if self.style.numbers != "none" and self.rng.random() < 0.3:
            heads.insert(len(self.names()), self.person("number"))
        heads += [self.plain("kind", "kind"), self.plain("on", "on")]
        if self.rng.random() < 0.5:
            heads.append(self.plain("counterpart", "counterpart"))
        return [*heads, self.plain("note", "note")]

    def _meetings(self) -> list[Head]:
        cell = self.plain("cell", "cell")
        if self.style.cells in ("groups", "sheets"):
            heads = []
        else:
            heads = [cell]
        return [
            *heads,
            self.plain("meeting_on", "on"),
            self._topic(),
            self.plain("attended", "attended"),
        ]

    def _topic(self) -> Head:
        """Where no title says what is listed, the header does."""
        head = self.plain("topic", "topic")
        return Head(("Tên chuyên đề",), head.cell) if self.style.titles == "none" else head

    def _inspections(self) -> list[Head]:
        kind, subject_kind, subject = (
            self.plain("check_kind", "kind"),
            self.plain("subject_kind", "subject_kind"),
            self.plain("subject", "subject"),
        )
        if self.style.two_rows:
            top = self.rng.choice(("Đối tượng", "Đối tượng kiểm tra, giám sát"))
            pair = [
                Head((top, "Tổ chức đảng/đảng viên"), subject_kind.cell),
                Head((top, "Tên"), subject.cell),
            ]
        else:
            pair = [subject_kind, subject]
            if subject_kind.texts[0] == "Đối tượng":
                pair = [Head(("Loại đối tượng",), subject_kind.cell), subject]
        return [kind, *pair, self.plain("concluded", "on"), self.plain("result", "result")]

    def _declared(self) -> list[Head]:
        heads = [self.plain("label", "label")]
        if self.rng.random() < 0.7:
            heads.append(
                Head((self.head("measure"),), lambda r: MEASURES.get(str(r.values["label"]), "đảng viên"))
            )
        return [*heads, self.plain("value", "value")]

    def _tree(self) -> list[Head]:
        def kind(record: Record) -> Value:
            return KINDS[record.org.kind] if record.org else None

        def parent(record: Record) -> Value:
            return record.org.parent.name if record.org and record.org.parent else None

        def founded(record: Record) -> Value:
            return day_text(self.rng, record.org.founded, self.style.dates) if record.org else None

        name, above = self.plain("org", "org"), Head((self.head("parent"),), parent)
        kinds = Head((self.head("org_kind"),), kind, "org_kind")
        heads = [name, kinds, above, Head((self.head("founded"),), founded)]
        sectional = any(org.kind == "sectional" for org in self.world.orgs)
        if self.style.numbers == "none":
            heads.remove(kinds)
        elif self.style.numbers == "number" and not sectional:
            heads.remove(above)
        return heads

    def _targets(self) -> list[Head]:
        return [self.plain("unit", "unit"), self.plain("target", "target"), self.plain("note", "note")]

    def _reviews(self) -> list[Head]:
        return [self.plain("unit", "unit"), self.plain("held", "on"), self.plain("form", "form")]

    def _learners(self) -> list[Head]:
        return [*self.names(), *self.birth(), self.person("ethnicity"), self.person("education"),
                self.plain("sender", "unit"), self.plain("grade", "grade")]  # fmt: skip


class Table:
    """One list written into the cells of one sheet."""

    def __init__(
        self, rng: random.Random, style: Style, world: World, kind: str, records: Sequence[Record]
    ) -> None:
        self.rng, self.style, self.kind = rng, style, kind
        self.heads = Columns(rng, style, world).of(kind)
        if style.shuffle and kind not in ("declared",):
            self._shuffle()
        self.records = list(records)
        self.sheet = SheetCells("")
        self.rows_of: list[tuple[Record, int]] = []

    def _shuffle(self) -> None:
        """Another order of columns; the parts of one header stay together."""
        blocks: list[list[Head]] = []
        for head in self.heads:
            if blocks and (blocks[-1][-1].texts[0] == head.texts[0] or head.key == "name"):
                blocks[-1].append(head)
            else:
                blocks.append([head])
        first, rest = blocks[0], blocks[1:]
        self.rng.shuffle(rest)
        self.heads = [head for block in (first, *rest) for head in block]

    def write(self, titles: Sequence[Sequence[Value]], total: bool = True) -> SheetCells:
        rows = self.sheet.rows
        for line in titles:
            rows.append([None] * self.style.shift + list(line))
        if titles:
            rows.extend([] for _ in range(self.style.blanks))
        self._header()
        self._body()
        if self.style.footer:
            self._footer(total)
        if self.style.encoding:
            self._encode()
        return self.sheet

    def _at(self, column: int) -> int:
        return self.style.shift + (1 if self.style.order else 0) + column

    def _header(self) -> None:
        style, rows = self.style, self.sheet.rows
        depth = 2 if any(len(head.texts) > 1 for head in self.heads) else 1
        top = len(rows)
        width = self._at(len(self.heads))
        lines: list[list[Value]] = [[None] * width for _ in range(depth)]
        if style.order:
            lines[0][style.shift] = style.order
            if depth == 2 and style.merge:
                self.sheet.merges.append((top, style.shift, top + 1, style.shift))
        at = 0
        while at < len(self.heads):
            head = self.heads[at]
            span = 1
            if len(head.texts) > 1:
                while (
                    at + span < len(self.heads)
                    and self.heads[at + span].texts[0] == head.texts[0]
                    and len(self.heads[at + span].texts) > 1
                ):
                    span += 1
            lines[0][self._at(at)] = head.texts[0]
            for n in range(span):
                if len(head.texts) > 1:
                    lines[1][self._at(at + n)] = self.heads[at + n].texts[1] or None
            if style.merge or head.texts[1:] == ("",):
                if span > 1:
                    bottom = top + (1 if head.texts[1] == "" and depth == 2 else 0)
                    self.sheet.merges.append((top, self._at(at), bottom, self._at(at + span - 1)))
                elif depth == 2:
                    self.sheet.merges.append((top, self._at(at), top + 1, self._at(at)))
            at += span
        if depth == 2 and not any(lines[1]):
            lines = lines[:1]
            self.sheet.merges = [(a, b, min(c, top), d) for a, b, c, d in self.sheet.merges]
        rows.extend(lines)
        self._header_rows = lines
        if style.numbering:
            marks: list[Value] = [None] * style.shift
            for n in range(width - style.shift):
                marks.append(
                    {
                        "brackets": f"({n + 1})",
                        "digits": str(n + 1),
                        "letters": "A" if n == 0 else "B" if n == 1 else str(n - 1),
                    }[style.numbering]
                )
            rows.append(marks)

    def _body(self) -> None:
        style, rows = self.style, self.sheet.rows
        records = self.records
        grouped = style.cells in ("groups", "merged") and self.kind in (
            "roster",
            "admissions",
            "recognitions",
            "movements",
            "meetings",
        )
        if grouped:
            if (
                style.cells == "groups"
            ):  # a heading is the name itself: what is written otherwise has no place
                for record in records:
                    if record.written.pop("cell", None) is not None:
                        record.problems = [p for p in record.problems if p["kind"] != "name_variant_resolved"]
            order = {id(org): n for n, org in enumerate(dict.fromkeys(r.values["cell"] for r in records))}
            records = sorted(records, key=lambda r: order[id(r.values["cell"])])
        last: object = None
        number = 0
        for record in records:
            if grouped and style.cells == "groups" and record.values["cell"] is not last:
                if style.subtotals and last is not None:
                    rows.append([None] * style.shift + [None, f"Cộng: {number}"])
                    rows.append([])
                self._heading(record, sum(r.values["cell"] is record.values["cell"] for r in records))
                number = 0 if self.rng.random() < 0.5 else number
            last = record.values.get("cell")
            number += 1
            line: list[Value] = [None] * style.shift + (
                [number if style.order != "Số TT" else str(number)] if style.order else []
            )
            line += [head.cell(record) for head in self.heads]
            self.rows_of.append((record, len(rows) + 1))
            rows.append(line)
            if style.pages and len(self.rows_of) % style.pages == 0 and style.cells != "merged":
                rows.extend(list(row) for row in self._header_rows)
        if grouped and style.cells == "merged":
            self._merge_cells()
        self.records = records

    def _heading(self, record: Record, count: int) -> None:
        cell = record.values["cell"]
        name = cell.name if isinstance(cell, Org) else ""
        if self.style.subtotals:
            name += self.rng.choice((f" ({count} đồng chí)", f" ({count} đ/c)", ":", ""))
        row = len(self.sheet.rows)
        if self.style.order and self.rng.random() < 0.5:
            number = self.rng.choice(("I", "II", "III", "IV", "A", "B"))
            self.sheet.rows.append([None] * self.style.shift + [number, name])
        else:
            self.sheet.rows.append([None] * self.style.shift + [name])
            if self.style.merge:
                self.sheet.merges.append((row, self.style.shift, row, self._at(len(self.heads)) - 1))

    def _merge_cells(self) -> None:
        place = next((n for n, head in enumerate(self.heads) if head.key == "cell"), None)
        if place is None:
            return
        column = self._at(place)
        run: list[int] = []
        before: object = None
        for record, row in [*self.rows_of, (None, 0)]:
            now = record and (record.values["cell"], record.written.get("cell"))
            if run and now != before:
                if len(run) > 1:
                    self.sheet.merges.append((run[0] - 1, column, run[-1] - 1, column))
                    for other in run[1:]:
                        self.sheet.rows[other - 1][column] = None
                run = []
            if record is not None:
                run.append(row)
            before = now

    def _footer(self, total: bool) -> None:
        rows, shift = self.sheet.rows, [None] * self.style.shift
        count = len(self.records)
        words = self.rng.choice(
            ("Tổng cộng: {}", "Danh sách gồm {} đồng chí", "Cộng: {} người", "Tổng số: {}", "Tổng cộng")
        )
        if self.kind in ("meetings", "inspections", "targets", "declared", "tree", "reviews"):
            words = self.rng.choice(("Tổng cộng: {}", "Tổng số: {}", "Cộng: {}"))
        if total and self.kind != "declared":
            rows.append([*shift, None, words.format(count)])
        rows.append([])
        place = self.rng.choice(("Ngày 05 tháng 7 năm 2023", "…, ngày … tháng … năm …", ""))
        if place:
            rows.append([*shift, None, None, None, None, place])
        rows.append(
            [
                *shift,
                None,
                "NGƯỜI LẬP BIỂU",
                None,
                None,
                self.rng.choice(("T/M CẤP ỦY", "T/M CHI BỘ\nBÍ THƯ", "TM. ĐẢNG ỦY")),
            ]
        )
        if self.rng.random() < 0.4:
            rows.append([*shift, None, "(Ký, ghi rõ họ tên)", None, None, "(Ký tên, đóng dấu)"])
            rows.append([])
            rows.append([*shift, None, "Lường Văn Ước", None, None, "Chử Thị Ánh"])

    def _encode(self) -> None:
        encoding = self.style.encoding
        for row in self.sheet.rows:
            for n, cell in enumerate(row):
                if isinstance(cell, str):
                    row[n] = encode(cell, encoding)  # type: ignore[arg-type]
