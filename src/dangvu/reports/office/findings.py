"""What a check found in a template: the kind, how grave, where, what is wrong, how to mend it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Grade(StrEnum):
    """Whether the template can be used so."""

    ERROR = "phải sửa"
    ADVICE = "nên xem"


class Sort(StrEnum):
    """What was found. The values are what tests and JSON name; people read ``wrong`` and ``mend``."""

    # the file
    NOT_WORD = "not_word"
    OLD_WORD = "old_word"
    PASSWORD = "password"  # noqa: S105 - a kind of file
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    MACROS = "macros"
    OUTSIDE = "outside"
    OBJECT = "object"
    STRICT_FORMAT = "strict_format"
    WORD_TEMPLATE = "word_template"
    # the way a tag is written
    UNCLOSED = "unclosed"
    UNOPENED = "unopened"
    NESTED = "nested"
    SINGLE_BRACE = "single_brace"
    PROGRAM = "program"
    SPLIT = "split"
    SPLIT_JOINED = "split_joined"
    EMPTY = "empty"
    UNKNOWN_TAG = "unknown_tag"
    UNKNOWN_SECTION = "unknown_section"
    UNKNOWN_FIELD = "unknown_field"
    REPEATED_FIELD = "repeated_field"
    MISPLACED_FIELD = "misplaced_field"
    # what a tag means
    UNKNOWN_FIGURE = "unknown_figure"
    HIDDEN_FIGURE = "hidden_figure"
    WITHDRAWN_FIGURE = "withdrawn_figure"
    WRONG_PERIOD = "wrong_period"
    FIXED_PERIOD = "fixed_period"
    NO_DATA = "no_data"
    WRONG_LEVEL = "wrong_level"
    UNKNOWN_UNIT = "unknown_unit"
    UNCLEAR_UNIT = "unclear_unit"
    FOREIGN_UNIT = "foreign_unit"
    WRONG_ROUNDING = "wrong_rounding"
    WRONG_FORM = "wrong_form"
    NO_NAMES = "no_names"
    NOT_SHOWN = "not_shown"
    # where a tag stands
    IN_SENTENCE = "in_sentence"
    IN_CELL = "in_cell"
    IN_HEADER = "in_header"
    NOT_IN_ROW = "not_in_row"
    TWO_EACH = "two_each"
    TEXT_BOX = "text_box"
    COMMENT = "comment"
    DELETED = "deleted"
    INSERTED = "inserted"
    FIELD = "field"
    # the whole
    NO_TAGS = "no_tags"
    NOT_USED = "not_used"
    SECTION_NOT_USED = "section_not_used"
    NO_REPEATED_HEAD = "no_repeated_head"
    DUPLICATE = "duplicate"
    TRACKED = "tracked"
    COMMENTS = "comments"
    ATTACHED = "attached"
    OLD_NUMBER = "old_number"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file. ``page`` as LibreOffice lays it out; None: not known, the paragraph's number tells."""

    zone: str = ""  # '' in the text; 'đầu trang', 'chân trang', 'chú thích cuối trang', 'khung chữ' …
    paragraph: int = 0  # from 1, in its part; 0: the file as a whole
    table: int = 0
    row: int = 0
    column: int = 0
    page: int | None = None
    sentence: str = ""

    @property
    def words(self) -> str:
        """'Trang 2, bảng 1, dòng 3, cột 2'."""
        if not self.paragraph:
            return "Cả tệp"
        said = [] if self.page is None else [f"trang {self.page}"]
        if self.zone:
            said.append(self.zone)
        if self.table:
            said.append(f"bảng {self.table}, dòng {self.row}, cột {self.column}")
        elif self.page is None or self.zone:
            said.append(f"đoạn {self.paragraph}")
        text = ", ".join(said) or f"đoạn {self.paragraph}"
        return text[:1].upper() + text[1:]


WHOLE = Place()


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the check."""

    sort: Sort
    grade: Grade
    place: Place
    wrong: str
    mend: str
    tag: str = ""  # as it stands in the file

    def on_page(self, page: int | None) -> Finding:
        """The same with its page."""
        return replace(self, place=replace(self.place, page=page))


def error(sort: Sort, wrong: str, mend: str, place: Place = WHOLE, tag: str = "") -> Finding:
    """A finding that stands in the way of using the template."""
    return Finding(sort, Grade.ERROR, place, wrong, mend, tag)


def advice(sort: Sort, wrong: str, mend: str, place: Place = WHOLE, tag: str = "") -> Finding:
    """A finding to look at; the template can be used all the same."""
    return Finding(sort, Grade.ADVICE, place, wrong, mend, tag)


def errors(found: list[Finding]) -> list[Finding]:
    """Those that stand in the way."""
    return [one for one in found if one.grade is Grade.ERROR]
