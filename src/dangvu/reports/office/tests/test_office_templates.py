"""An office keeps its own template: from draft into use, by date, shared downwards; what is issued in it stays."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from tests.support import HALF_YEAR, SmallBloc, person, small_bloc

from dangvu.accounts.queries import actor_of
from dangvu.foundation.actor import OPERATOR, Actor
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.refusals import Impossible
from dangvu.members.actions import NewMovement, record_movements
from dangvu.members.models import MovementKind
from dangvu.organisations.tree import Node
from dangvu.reports.actions import write_half_year_review
from dangvu.reports.evidence.verify import verify
from dangvu.reports.models import IssuedReport, OfficeTemplate
from dangvu.reports.office.actions import keep_template, use_template, withdraw_template
from dangvu.reports.office.queries import (
    CURRENT,
    DRAFT,
    OLDER,
    WAITING,
    WITHDRAWN,
    office_template,
    office_template_file,
    office_templates,
    pick,
)
from dangvu.reports.office.tags import Kind, Tag
from dangvu.reports.office.tests.papers import Paper
from dangvu.reports.queries import half_year_review, rendered_again
from dangvu.reports.reading.compare import Verdict
from dangvu.reports.reading.queries import read_back
from dangvu.reports.tests.reading import W, part, text
from dangvu.review.actions import NewRemark, give_back, open_period, send
from dangvu.review.narrative.actions import write
from dangvu.review.sections import SECTIONS

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 5)


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def kept(node: Node, *words: str, actor: Actor = OPERATOR, title: str = "Mẫu riêng") -> int:
    return keep_template(
        actor=actor, organisation=node, title=title, name="mau.docx", content=Paper(*words).bytes
    )


def used(node: Node, *words: str, on: date = TODAY, shared: bool = False) -> int:
    template = kept(node, *words)
    use_template(
        actor=OPERATOR, organisation=node, template=template, valid_from=on, shared=shared, period=HALF_YEAR
    )
    return template


def draft(node: Node) -> str:
    content, _ = half_year_review(actor=OPERATOR, organisation=node, period=HALF_YEAR)
    said = "\n".join(text(p) for p in part(content).iter(f"{W}p"))
    return re.sub(
        r"đến \d\d giờ \d\d ngày \S+ \(lượt ghi số \d+\)", "", said
    )  # keeping a template is an act as well


def states(node: Node) -> list[str]:
    return [one.state for one in office_templates(actor=OPERATOR, organisation=node)]


def test_a_draft_is_kept_and_changes_nothing_until_it_is_used_and_again_when_it_is_withdrawn(
    bloc: SmallBloc,
) -> None:
    root = bloc.node(bloc.root)
    standard = draft(root)
    template = kept(root, "Lời của cơ quan: {{KN-01}}.")
    assert (states(root), draft(root)) == ([DRAFT], standard)
    use_template(
        actor=OPERATOR, organisation=root, template=template, valid_from=TODAY, shared=False, period=HALF_YEAR
    )
    assert (states(root), draft(root)) == ([CURRENT], "Lời của cơ quan: 3.")
    withdraw_template(actor=OPERATOR, organisation=root, template=template)
    assert (states(root), draft(root)) == ([WITHDRAWN], standard)
    with pytest.raises(Impossible, match="không cần ngừng"):
        withdraw_template(actor=OPERATOR, organisation=root, template=template)


def test_the_newest_of_those_whose_day_has_come_is_taken(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    used(root, "cũ {{KN-01}}", on=date(2023, 1, 1))
    used(root, "mới {{KN-01}}", on=date(2023, 7, 1))
    used(root, "sang năm {{KN-01}}", on=date(2024, 1, 1))
    assert (draft(root), states(root)) == ("mới 3", [WAITING, CURRENT, OLDER])


def test_the_same_file_is_kept_once(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    content = Paper("{{KN-01}}").bytes
    first = keep_template(actor=OPERATOR, organisation=root, title="a", name="a.docx", content=content)
    assert (
        keep_template(actor=OPERATOR, organisation=root, title="b", name="b.docx", content=content) == first
    )
    assert office_template_file(actor=OPERATOR, organisation=root, template=first) == (content, "a.docx")


def test_a_template_with_faults_is_kept_and_not_used(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    template = kept(root, "{{KN-99}} {{KN-01}}")
    with pytest.raises(Impossible, match="còn 1 chỗ phải sửa"):
        use_template(
            actor=OPERATOR,
            organisation=root,
            template=template,
            valid_from=TODAY,
            shared=False,
            period=HALF_YEAR,
        )
    assert states(root) == [DRAFT]


def test_a_file_that_is_not_opened_or_bears_a_mark_of_secrecy_is_not_kept(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    with pytest.raises(Impossible, match="không phải"):
        keep_template(actor=OPERATOR, organisation=root, title="a", name="a.docx", content=b"%PDF-1.7")
    with pytest.raises(Impossible, match="dấu độ mật"):
        kept(root, "TỐI MẬT", "{{KN-01}}")
    assert not OfficeTemplate.objects.exists()


def test_units_below_write_in_a_shared_template_unless_they_have_their_own(bloc: SmallBloc) -> None:
    root, unit = bloc.node(bloc.root), bloc.node(bloc.first_unit)
    standard = draft(unit)
    template = used(root, "Chung: {{đơn vị}}")
    assert draft(unit) == standard
    use_template(
        actor=OPERATOR, organisation=root, template=template, valid_from=TODAY, shared=True, period=HALF_YEAR
    )
    assert draft(unit) == "Chung: Đảng bộ Sở Thứ Nhất"
    (view,) = office_templates(actor=OPERATOR, organisation=unit)
    assert (view.state, view.is_own) == (CURRENT, False)
    used(unit, "Riêng: {{đơn vị}}")
    assert draft(unit) == "Riêng: Đảng bộ Sở Thứ Nhất"


def test_a_shared_template_that_does_not_fit_a_unit_is_passed_over(bloc: SmallBloc) -> None:
    root, cell = bloc.node(bloc.root), bloc.node(bloc.lone_cell)
    standard = draft(cell)
    used(root, "{{KN-01; đơn vị: Đảng bộ Sở Thứ Nhất}}", shared=True)
    assert draft(cell) == standard


def test_an_issued_report_keeps_its_words_and_is_written_again_to_the_byte(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    template = used(root, "Số {{số}}: kết nạp {{KN-01}}{{dự thảo}}.", "{{danh sách: KN-01}}", "{{phụ lục}}")
    written = write_half_year_review(actor=OPERATOR, organisation=root, period=HALF_YEAR, issue=True)
    row = IssuedReport.objects.get(pk=written.issued)
    assert row.office_template_id == template
    assert next(text(p) for p in part(written.docx).iter(f"{W}p")) == "Số 01: kết nạp 3."
    withdraw_template(actor=OPERATOR, organisation=root, template=template)
    dead = NewMovement(bloc.people["Trà Thị Mẫn"], bloc.root, MovementKind.DIED, date(2023, 6, 1))
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[dead])
    again = rendered_again(actor=OPERATOR, report=row.pk)
    assert again is not None
    assert (again.is_same, again.content) == (True, written.docx)


def test_the_evidence_of_a_report_says_what_the_office_wrote_and_lists_nobody(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    used(
        root, "Toàn Đảng bộ kết nạp {{KN-01}} đảng viên, đạt {{KN-02}}.", "{{danh sách: KN-01}}",
        "Sở Thứ Nhất: {{KN-01; đơn vị: Đảng bộ Sở Thứ Nhất}}; quý I: {{KN-01; kỳ: quý I}}.",
    )  # fmt: skip
    written = write_half_year_review(actor=OPERATOR, organisation=root, period=HALF_YEAR, issue=True)
    assert written.page is not None and written.manifest is not None
    page = unescape(re.sub(r"<[^>]+>", "", written.page.decode()))
    assert "Toàn Đảng bộ kết nạp 3 đảng viên, đạt 60%." in page
    assert "Danh sách 3 dòng có tên người" in page
    everyone = [name for name in bloc.people if name in page]
    assert everyone == []
    assert any(name in "\n".join(text(p) for p in part(written.docx).iter(f"{W}p")) for name in bloc.people)
    manifest = json.loads(written.manifest)
    assert manifest["template"]["document"] == "Mẫu riêng"
    told = {one["code"]: one["printed"] for one in manifest["figures"]}
    assert (told["KN-01"], told["KN-02"]) == (["3"], ["60%"])
    last = [text(p) for p in part(written.docx).iter(f"{W}p")][-1]
    assert last.startswith("Mã đối chiếu:"), "the signed paper names the page, also without an annex"
    row = IssuedReport.objects.get(pk=written.issued)
    again = rendered_again(actor=OPERATOR, report=row.pk)
    assert again is not None and again.is_same
    checked = verify([("a.docx", written.docx), ("a.html", written.page), ("a.json", written.manifest)])
    assert checked.is_whole


def test_what_units_wrote_stays_in_an_issued_report_and_stands_in_its_evidence(bloc: SmallBloc) -> None:
    unit = bloc.node(bloc.first_unit)
    asked: dict[str, Any] = {"actor": OPERATOR, "period": HALF_YEAR}
    open_period(
        organisation=bloc.root, cut_off=date(2023, 7, 7), confirm_by=date(2023, 7, 12), levels=2, lead_days=1, **asked
    )  # fmt: skip
    write(organisation=unit.id, texts={"han_che": "Còn chậm.\nCòn thiếu."}, **asked)
    used(unit, "Trong {{kỳ}}:", "{{đoạn: hạn chế}}", "{{đoạn: nguyên nhân}}")
    send(organisation=unit.id, without="thử", **asked)
    written = write_half_year_review(organisation=unit, issue=True, **asked)
    said = [text(p) for p in part(written.docx).iter(f"{W}p")]
    assert said[:3] == ["Trong 6 tháng đầu năm 2023:", "Còn chậm.", "Còn thiếu."]
    assert said[3] == "[Phần này do văn phòng viết: nguyên nhân]", "as in the standard report"
    assert written.page is not None and written.issued is not None
    page = unescape(re.sub(r"<[^>]+>", "", written.page.decode()))
    assert "Còn chậm." in page and "Còn thiếu." in page
    give_back(receiver=bloc.root, unit=unit.id, remarks=[NewRemark("admitted", "Xem lại")], **asked)
    write(organisation=unit.id, texts={"han_che": "Lời khác.", "nguyen_nhan": "Vì thế."}, **asked)
    assert "Lời khác.\nVì thế." in draft(unit)
    again = rendered_again(actor=OPERATOR, report=written.issued)
    assert again is not None
    assert (again.is_same, again.content) == (True, written.docx)


def test_the_evidence_lists_nobody_of_a_repeated_row_either(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    content = Paper("Có:").table(("Đơn vị", "Ai"), ("{{từng đơn vị}}", "{{danh sách: KN-01}}")).bytes
    template = keep_template(actor=OPERATOR, organisation=root, title="a", name="a.docx", content=content)
    use_template(
        actor=OPERATOR, organisation=root, template=template, valid_from=TODAY, shared=False, period=HALF_YEAR
    )
    written = write_half_year_review(actor=OPERATOR, organisation=root, period=HALF_YEAR, issue=True)
    assert written.page is not None
    assert any(name in "".join(text(p) for p in part(written.docx).iter(f"{W}p")) for name in bloc.people)
    page = unescape(re.sub(r"<[^>]+>", "", written.page.decode()))
    assert [name for name in bloc.people if name in page] == []


def test_a_number_of_an_offices_own_words_is_known_again_when_the_file_comes_back(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    used(
        root, "Kết nạp {{KN-01}}, trong đó Sở Thứ Nhất {{KN-01; đơn vị: Đảng bộ Sở Thứ Nhất}}.",
        "Quý I kết nạp {{KN-01; kỳ: quý I}}.",
    )  # fmt: skip
    content, _ = half_year_review(actor=OPERATOR, organisation=root, period=HALF_YEAR)
    dead = NewMovement(bloc.people["Trà Thị Mẫn"], bloc.root, MovementKind.DIED, date(2023, 6, 1))
    record_movements(actor=OPERATOR, organisation=bloc.root, movements=[dead])
    read = read_back(actor=OPERATOR, organisation=root, period=HALF_YEAR, data=content)
    assert [(line.printed.code, line.printed.unit[:1], line.verdict) for line in read.lines] == [
        ("KN-01", "", Verdict.SAME), ("KN-01", bloc.code(bloc.first_unit)[:1], Verdict.SAME), ("KN-01", "~", Verdict.UNTOLD),
    ]  # fmt: skip
    assert read.lines[0].sentence.startswith("Kết nạp 3, trong đó")


def test_a_report_is_not_issued_in_a_template_of_ones_own_that_no_longer_fits(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    template = used(root, "{{KN-01}}")
    OfficeTemplate.objects.filter(pk=template).update(
        content=Paper("{{KN-01}} {{KN-01; đơn vị: Sở Đã Giải thể}}").bytes
    )
    with pytest.raises(
        Impossible, match=r"1 chỗ phải sửa cho kỳ này\. Đoạn 1: không có đơn vị “Sở Đã Giải thể”"
    ):
        write_half_year_review(actor=OPERATOR, organisation=root, period=HALF_YEAR, issue=True)
    assert not IssuedReport.objects.exists()
    assert "{{KN-01; đơn vị: Sở Đã Giải thể}}" in draft(root), "a draft shows it in red"


def test_who_may(bloc: SmallBloc) -> None:
    root, unit = bloc.node(bloc.root), bloc.node(bloc.first_unit)
    reader = actor_of(person(bloc.root, "bi_thu").pk)
    with pytest.raises(Refused):
        kept(root, "{{KN-01}}", actor=reader)
    template = kept(root, "{{KN-01}}", actor=actor_of(person(bloc.root, "cap_tren_to_chuc").pk))
    assert office_template(actor=reader, organisation=root, template=template).state == DRAFT
    clerk = actor_of(person(bloc.first_unit, "co_so_to_chuc").pk)
    with pytest.raises(Refused):
        use_template(
            actor=clerk,
            organisation=root,
            template=template,
            valid_from=TODAY,
            shared=False,
            period=HALF_YEAR,
        )
    with pytest.raises(LookupError):
        use_template(
            actor=clerk,
            organisation=unit,
            template=template,
            valid_from=TODAY,
            shared=False,
            period=HALF_YEAR,
        )
    with pytest.raises(LookupError):
        office_template(actor=clerk, organisation=unit, template=template)


def test_names_are_listed_only_for_whoever_may_read_them(bloc: SmallBloc) -> None:
    root = bloc.node(bloc.root)
    used(root, "{{danh sách: KN-01}}")
    watcher = actor_of(person(bloc.root, "theo_doi").pk)
    content, _ = half_year_review(actor=watcher, organisation=root, period=HALF_YEAR)
    said = "".join(text(p) for p in part(content).iter(f"{W}p"))
    assert said == "{{danh sách: KN-01}}"


def test_the_picker_finds_by_words_without_marks_and_shows_what_each_tag_prints(bloc: SmallBloc) -> None:
    asked = {"actor": OPERATOR, "organisation": bloc.node(bloc.root), "period": HALF_YEAR}
    choice = pick(**asked, asked="ket nap", pattern=Tag(Kind.FIGURE, "XX-00"))
    assert 0 < len(choice.figures) < choice.every
    first = next(one for one in choice.figures if one.indicator.code == "KN-01")
    assert (first.tag, first.example, first.refusal) == ("{{KN-01}}", "3", "")
    assert ("{{kỳ}}", "6 tháng đầu năm 2023") in choice.others
    assert ("{{đoạn: hạn chế, khuyết điểm}}", "chưa có đoạn nào") in choice.sections
    assert len(choice.sections) == len(SECTIONS)
    finer = pick(**asked, asked="KN-0", pattern=Tag(Kind.FIGURE, "XX-00", decimals=1))
    by_code = {one.indicator.code: one for one in finer.figures}
    assert by_code["KN-02"].example == "60,0%"
    assert "là số nguyên" in by_code["KN-01"].refusal
