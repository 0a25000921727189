"""Which figure a number in free prose speaks of, by the words around it. Pure data and one question.

Few phrases, those that real reports use (domain §9); a number that no phrase fits has no figure, and nothing is
claimed of it. Where a phrase may mean one of several figures, all are named: it differs only where it is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from re import Pattern

from .numbers import Stated


@dataclass(frozen=True)
class Phrase:
    """``names`` of the figures; what ends right before the number, what begins right after it, what the sentence has."""

    names: tuple[str, ...]
    before: Pattern[str] | None
    after: Pattern[str] | None
    within: Pattern[str] | None
    without: Pattern[str] | None
    percent: bool | None  # None: either
    part: str  # '', 'top', 'bottom': of 'a/b'


def _phrase(
    names: str, *, before: str = "", after: str = "", within: str = "", without: str = "",
    percent: bool | None = False, part: str = "",
) -> Phrase:  # fmt: skip
    def compiled(pattern: str, end: str = "") -> Pattern[str] | None:
        return re.compile(f"(?:{pattern}){end}", re.IGNORECASE) if pattern else None

    return Phrase(
        tuple(names.split()), compiled(before, r"\s*$"), compiled(after), compiled(within), compiled(without), percent, part
    )  # fmt: skip


_PERSON = r"\s+(?:đảng viên|quần chúng|đồng chí|người)"
_UNITS = r"\s+(?:tổ chức cơ sở đảng|tổ chức đảng|tổ chức|đơn vị|chi, đảng bộ|chi bộ, đảng bộ|đảng bộ, chi bộ|tccsđ)(?: cơ sở| trực thuộc)*"
_ADMIT = r"kết nạp(?: đảng)?(?: được| mới| thêm| tổng số| đảng viên mới| vào đảng)*(?: là| cho|:)?"
_MIDTERM = r"sơ kết giữa nhiệm kỳ"
_CLASS = r"nhận thức về đảng|cảm tình đảng"
_THEMATIC = r"(?:buổi |cuộc |kỳ |lần )?(?:họp |sinh hoạt )?(?:chi bộ )?(?:theo )?chuyên đề"
_AMONG_ADMITTED = r"kết nạp"
_TARGET = r"\s*(?:so với )?(?:chỉ tiêu|kế hoạch|nghị quyết)"

PHRASES: tuple[Phrase, ...] = (
    # admissions
    _phrase("admission_target_share", after=_TARGET, within=_AMONG_ADMITTED, without=r"sơ kết|bồi dưỡng \d|thu", percent=True),
    _phrase("mass_introduced_admitted", before=r"ưu tú[^.;]{0,30}kết nạp(?: được)?", after=_PERSON),
    _phrase("admitted", before=rf"{_ADMIT}", after=_PERSON),
    _phrase("admitted", before=_ADMIT, part="top"),
    _phrase("admission_target", before=rf"{_ADMIT} [\d.]+\s*/", part="bottom"),
    _phrase("admitted", before=r"(?:chỉ tiêu|kế hoạch)[^()]{0,25}\(", within=_AMONG_ADMITTED, part="top"),
    _phrase("admission_target", before=r"(?:chỉ tiêu|kế hoạch)[^()]{0,25}\([\d.]+\s*/", within=_AMONG_ADMITTED, part="bottom"),
    _phrase("admission_target", before=r"chỉ tiêu kết nạp[^,;.\d]{0,30}(?:là|giao)", after=_PERSON),
    _phrase("units_without_admissions", after=rf"{_UNITS}[^.;,]{{0,20}}chưa kết nạp"),
    _phrase("units_reaching_target", after=rf"{_UNITS}[^.;,]{{0,12}}(?:đạt|hoàn thành)[^.;,]{{0,8}}chỉ tiêu", within=_AMONG_ADMITTED),
    _phrase("units_with_admissions", after=rf"{_UNITS}[^.;,]{{0,14}}kết nạp", part="top"),
    _phrase("units_with_admissions", after=rf"{_UNITS}[^.;,]{{0,14}}kết nạp"),
    _phrase("admitted_mean_age", before=r"tuổi bình quân (?:khi|của đảng viên mới) kết nạp[^,;.\d]{0,12}"),
    # recognition, stock
    _phrase("made_official", before=r"(?:công nhận|chuyển(?: đảng chính thức cho)?)(?: được| cho)?", after=rf"{_PERSON}", within=r"chính thức"),
    _phrase("outstanding_people", after=r"\s+quần chúng ưu tú trong (?:danh sách|nguồn)"),
    _phrase("vetting_answered", before=r"trả lời thẩm tra(?:, xác minh)?(?: lý lịch)?(?: cho)?", after=r"\s+(?:hồ sơ|trường hợp)"),
    _phrase("vetting_asked vetting_answered", before=r"thẩm tra(?:, xác minh)? lý lịch(?: cho| đối với)?", after=r"\s+(?:hồ sơ|trường hợp)"),
    _phrase("political_standard_conclusions", before=r"kết luận (?:về )?tiêu chuẩn chính trị(?: cho| đối với)?", after=r"\s+(?:trường hợp|đồng chí|cán bộ|người)"),
    _phrase("members_probationary", after=r"\s+đảng viên dự bị", without=r"công nhận|chuyển|hết thời hạn|đủ điều kiện|lớp"),
    _phrase("members_official", after=r"\s+đảng viên chính thức", without=r"công nhận|chuyển|biểu quyết|dự họp|tán thành"),
    _phrase("members_start", before=r"đầu kỳ(?: có| là|:)?(?: tổng số)?", after=_PERSON),
    _phrase("members_end", before=r"(?<!trong )tổng số đảng viên(?: của [^,;.\d]{0,40})?(?: hiện nay| hiện có| cuối kỳ)?(?: là| có|:)?", after=r"(?!\s+(?:\w+ )?(?:nữ|người|đảng viên nữ|dự bị))"),
    _phrase("members_end", before=r"(?:cuối kỳ|hiện nay|hiện|đến nay|toàn (?:khối|đảng bộ))[^,;.\d]{0,40}(?:có|là)", after=r"\s+đảng viên(?! dự bị| chính thức| mới| nữ| là| được| đã| từ| chuyển| đang sinh hoạt| nơi khác)"),
    _phrase("members_end", before=r"(?:chi bộ|tổ chức cơ sở đảng|đảng bộ)[^.;\d]{0,20}(?:với|và|,|có)", after=r"\s+đảng viên(?! dự bị| chính thức| mới| nữ| được| đã| từ| chuyển| tham)"),
    _phrase("members_upper_secondary", after=r"\s+(?:người|đảng viên) tốt nghiệp trung học phổ thông", without=r"kết nạp"),
    _phrase("members_college_up", after=r"\s+(?:người|đảng viên)(?: có trình độ)? từ cao đẳng trở lên", without=r"kết nạp|học viên"),
    _phrase("members_postgraduate", after=r"\s+(?:người|đảng viên)(?: có trình độ)? sau đại học", without=r"kết nạp|học viên"),
    _phrase("members_mean_age", before=r"tuổi bình quân của đảng viên(?: là)?"),
    # organisations
    _phrase("grassroots_organisations", before=r"(?:có|gồm|quản lý|với|lãnh đạo)", after=r"\s+(?:tổ chức cơ sở đảng|chi, đảng bộ(?: cơ sở| trực thuộc)|chi bộ, đảng bộ cơ sở|đảng bộ, chi bộ cơ sở)(?! (?:đã|chưa|kết nạp|được|tổ chức|hoàn thành|sơ kết|thực hiện|đạt|sinh hoạt|có quá nửa))"),
    _phrase("grassroots_committees", after=r"\s+đảng bộ cơ sở(?! (?:đã|chưa|kết nạp|được|tổ chức|hoàn thành|sơ kết))"),
    _phrase("grassroots_cells", after=r"\s+chi bộ cơ sở(?! (?:đã|chưa|kết nạp|được|tổ chức|hoàn thành|sơ kết))"),
    _phrase("attached_cells", after=r"\s+chi bộ trực thuộc(?! (?:đã|chưa|kết nạp|được|tổ chức|hoàn thành|sơ kết))"),
    # classes
    _phrase("awareness_classes", after=rf"\s+lớp (?:bồi dưỡng |học |tập huấn )*(?:{_CLASS})"),
    _phrase("new_member_classes", after=r"\s+lớp (?:bồi dưỡng |học )*(?:lý luận chính trị )?(?:cho |dành cho )?đảng viên mới"),
    _phrase("awareness_learners", before=r"(?:cho|với|cử)(?: tổng số)?", after=r"\s+(?:quần chúng|học viên|người|đồng chí)", within=_CLASS),
    # mid-term reviews
    _phrase("midterm_reviews_share", within=_MIDTERM, percent=True),
    _phrase("midterm_reviews_done", after=rf"{_UNITS}|\s+(?:chi bộ|đảng bộ)", within=_MIDTERM, part="top"),
    _phrase("midterm_reviews_required", after=rf"{_UNITS}|\s+(?:chi bộ|đảng bộ)", within=_MIDTERM, part="bottom"),
    _phrase("midterm_reviews_done", after=rf"{_UNITS}[^.;,]{{0,30}}(?:đã|hoàn thành|tổ chức|tiến hành)", within=_MIDTERM, without=r"chưa"),
    # movements
    _phrase("transferred_in_external transferred_in", before=r"tiếp nhận", after=r"\s+(?:đảng viên|đồng chí)", within=r"chuyển|sinh hoạt"),
    _phrase("transferred_out_external transferred_out", before=r"(?:làm thủ tục|giới thiệu|chuyển sinh hoạt)(?: chuyển sinh hoạt)?(?: đảng)?(?: đi)? cho", after=r"\s+(?:đảng viên|đồng chí)"),
    _phrase("died", before=r"từ trần(?: là|:)?"),
    _phrase("died", after=r"\s+(?:đảng viên|đồng chí) từ trần"),
    _phrase("struck_off", before=r"(?:xóa|xoá) tên(?: trong danh sách)?(?: đảng viên)?(?: là|:|,)?"),
    _phrase("struck_off", after=r"\s+(?:đảng viên|đồng chí)(?: bị)? (?:xóa|xoá) tên"),
    _phrase("expelled disciplined_expelled", before=r"khai trừ(?: khỏi đảng)?(?: là|:)?"),
    _phrase("expelled disciplined_expelled", after=r"\s+(?:đảng viên|đồng chí)(?: bị)? khai trừ"),
    _phrase("resigned", before=r"xin ra(?: khỏi)? đảng(?: là|:)?"),
    _phrase("resigned", after=r"\s+(?:đảng viên|đồng chí) xin ra"),
    # meetings, inspection
    _phrase("cells_thematic_every_quarter_share", within=r"chuyên đề.*(?:mỗi|hằng|hàng|từng) quý|(?:mỗi|hằng|hàng|từng) quý.*chuyên đề", percent=True),
    _phrase("cells_thematic_every_quarter", after=r"\s+chi bộ", within=r"chuyên đề.*(?:mỗi|hằng|hàng|từng) quý", part="top"),
    _phrase("cells", after=r"\s+chi bộ", within=r"chuyên đề.*(?:mỗi|hằng|hàng|từng) quý", part="bottom"),
    _phrase("cells_without_thematic", after=r"\s+chi bộ chưa (?:sinh hoạt|tổ chức)[^.;,]{0,20}chuyên đề"),
    _phrase("thematic_meetings", after=rf"\s+{_THEMATIC}"),
    _phrase("integrity_checks", after=r"\s+cuộc kiểm tra về phòng, chống tham nhũng"),
    _phrase("inspections", after=r"\s+(?:cuộc|lượt) kiểm tra(?! dấu hiệu| chuyên đề| tài chính| về phòng)"),
    _phrase("supervisions", after=r"\s+(?:cuộc|lượt) giám sát(?! chuyên đề)"),
    *(
        _phrase(f"{name}_{what}", before=before, after=rf"\s+(?:lượt )?{noun}")
        for name, before, nouns in (
            ("committee_inspected", r"cấp (?:ủy|uỷ) kiểm tra(?: được)?", ("organisations", "members")),
            ("signs_inspected", r"dấu hiệu vi phạm(?: đối với)?", ("organisations", "members")),
            ("finance_inspected", r"kiểm tra tài chính đảng(?: đối với)?", ("organisations",)),
            ("inspectors_supervised", r"(?:ủy|uỷ) ban kiểm tra giám sát", ("organisations",)),
            ("cell_inspected", r"chi bộ kiểm tra", ("members",)),
            ("cell_supervised", r"chi bộ giám sát", ("members",)),
        )
        for what, noun in (("organisations", "tổ chức"), ("members", "đảng viên")) if what in nouns
    ),
    _phrase("inspected_organisations", before=r"kiểm tra(?: được| đối với|, gồm)?", after=r"\s+(?:lượt )?tổ chức"),
    _phrase("inspected_members", before=r"kiểm tra(?: được| đối với|, gồm(?: [\d.]+ lượt tổ chức đảng,)?)?", after=r"\s+(?:lượt )?đảng viên"),
    _phrase("supervised_organisations", before=r"giám sát(?: được| đối với|, gồm)?", after=r"\s+(?:lượt )?tổ chức"),
    _phrase("supervised_members", before=r"giám sát(?: được| đối với|, gồm(?: [\d.]+ lượt tổ chức đảng,)?)?", after=r"\s+(?:lượt )?đảng viên"),
)  # fmt: skip

#: 'trong đó có 42 nữ' speaks of whoever was named last: (what names them, {what follows the number: figure}).
_AMONG: tuple[tuple[Pattern[str], Sequence[tuple[Pattern[str], str]]], ...] = tuple(
    (re.compile(subject, re.IGNORECASE), [(re.compile(after, re.IGNORECASE), name) for after, name in parts])
    for subject, parts in (
        (r"kết nạp", (
            (r"\s+(?:đảng viên |đồng chí |là )?nữ(?!\w)", "admitted_female"),
            (r"\s+(?:đảng viên |người )?(?:là )?(?:người )?dân tộc thiểu số", "admitted_ethnic_minority"),
            (r"\s+(?:đảng viên |người )?(?:có đạo|theo đạo|có tôn giáo)", "admitted_religious"),
            (r"\s+người từ 18 đến 30 tuổi", "admitted_aged_18_30"),
            (r"\s+(?:người là |là )?(?:đoàn viên thanh niên|đoàn viên Đoàn)", "admitted_youth_union"),
            (r"\s+(?:người là |là )?(?:công đoàn viên|đoàn viên công đoàn)", "admitted_trade_union"),
            (r"\s+(?:người là |là )?học sinh, sinh viên", "admitted_students"),
            (r"\s+người (?:có )?trình độ (?:từ )?đại học trở lên", "admitted_university_up"),
            (r"\s+người ở doanh nghiệp tư nhân", "admitted_in_private_enterprises"),
            (r"\s+người ở doanh nghiệp có vốn đầu tư nước ngoài", "admitted_in_foreign_enterprises"),
        )),
        (r"nhận thức về đảng|học viên", (
            (r"\s+(?:học viên |đồng chí |quần chúng |là )?nữ(?!\w)", "awareness_learners_female"),
            (r"\s+(?:học viên |người )?(?:là )?(?:người )?dân tộc thiểu số", "awareness_learners_ethnic_minority"),
            (r"\s+(?:học viên |người |đồng chí )?(?:đạt )?(?:xếp )?loại giỏi", "awareness_graded_excellent"),
            (r"\s+(?:học viên |người |đồng chí )?(?:đạt )?(?:xếp )?loại khá", "awareness_graded_good"),
        )),
        (r"tổng số đảng viên", (
            (r"\s+(?:đảng viên |đồng chí |là )?nữ(?!\w)", "members_female"),
            (r"\s+(?:đảng viên |người )?(?:là )?(?:người )?dân tộc thiểu số", "members_ethnic_minority"),
            (r"\s+(?:đảng viên |người )?(?:có đạo|theo đạo)", "members_religious"),
        )),
    )
)  # fmt: skip


_HEDGE = re.compile(
    r"(?:khoảng|chừng|xấp xỉ|gần|ngót|hơn|trên|dưới|ít nhất|tối thiểu|không quá|được|đạt|tổng số|tất cả)\s*$",
    re.IGNORECASE,
)


def clause_at(sentence: str, at: int) -> str:
    """The part between semicolons in which a number stands."""
    start = sentence.rfind(";", 0, at) + 1
    end = sentence.find(";", at)
    return sentence[start : len(sentence) if end < 0 else end]


def figures_of(stated: Stated, sentence: str, start: int) -> tuple[str, ...]:
    """The machine names of the figures that the number at ``start`` of its sentence may be; none: nobody can tell."""
    before, after = _HEDGE.sub("", sentence[:start]), sentence[start + len(stated.text) :]
    clause = clause_at(sentence, start)
    if stated.over is not None:  # '88/147 đảng viên': the words after the pair belong to both
        after = re.sub(r"^\s*/\s*[\d.,]+", "", after)
    percent = stated.unit == "%"
    for phrase in PHRASES:
        if _fits(phrase, stated, percent, before, after, clause):
            return phrase.names
    if percent or stated.under is not None:
        return ()
    last = max(
        ((m.start(), parts) for subject, parts in _AMONG for m in subject.finditer(before)),
        key=lambda one: one[0], default=(0, ()),
    )  # fmt: skip
    return tuple(name for pattern, name in last[1] if pattern.match(after))[:1]


def _fits(phrase: Phrase, stated: Stated, percent: bool, before: str, after: str, clause: str) -> bool:
    part = "top" if stated.over is not None else "bottom" if stated.under is not None else ""
    if phrase.part != part or (phrase.percent is not None and phrase.percent != percent):
        return False
    return not (
        (phrase.before and not phrase.before.search(before))
        or (phrase.after and not phrase.after.match(after))
        or (phrase.within and not phrase.within.search(clause))
        or (phrase.without and phrase.without.search(clause))
    )
