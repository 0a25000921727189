"""What an issued report carries: its manifest and the page that opens anywhere, tied to the Word file and the paper."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import Any

import pytest
from tests.support import HALF_YEAR, SmallBloc, small_bloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.refusals import Impossible
from dangvu.indicators.actions import Declared, adjust, let_declare, say
from dangvu.indicators.models import FrozenFigure
from dangvu.organisations.actions import rename
from dangvu.reports.actions import Written, write_half_year_review
from dangvu.reports.evidence.binding import OUTSIDE_SEAL, bind
from dangvu.reports.evidence.canonical import canonical, spaced
from dangvu.reports.evidence.queries import belonging, proven
from dangvu.reports.kept import as_document
from dangvu.reports.models import IssuedReport
from dangvu.reports.tests.reading import part, styled, text
from dangvu.review import actions as review


@pytest.fixture(autouse=True)
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")


@pytest.fixture
def bloc(db: None) -> SmallBloc:
    return small_bloc()


def issued(bloc: SmallBloc, place: int | None = None) -> Written:
    return write_half_year_review(
        actor=OPERATOR, organisation=bloc.node(place or bloc.root), period=HALF_YEAR, issue=True
    )


def manifest_of(written: Written) -> dict[str, Any]:
    assert written.manifest is not None
    found: dict[str, Any] = json.loads(written.manifest)
    return found


def figure_of(written: Written, name: str) -> dict[str, Any]:
    return next(one for one in manifest_of(written)["figures"] if one["name"] == name)


def read(written: Written) -> str:
    """What a person reads of the page, tags gone."""
    assert written.page is not None
    page = re.sub(r"<(style|script)\b.*?</\1>", "", written.page.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page)))


def opened(bloc: SmallBloc) -> None:
    days = {"cut_off": date(2023, 7, 3), "confirm_by": date(2023, 7, 12)}
    review.open_period(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, **days)


def test_the_sixty_per_cent_leads_to_its_definition_and_to_the_units_that_make_it(bloc: SmallBloc) -> None:
    share = figure_of(issued(bloc), "admission_target_share")
    assert (share["value"], share["numerator"], share["denominator"]) == ("60", "3", "5")
    assert share["printed"] == ["60%", "60,00%"]
    assert share["definition"]["version"] == 1 and share["definition"]["basis"]
    assert {part["unit"]: (part.get("numerator"), part.get("denominator")) for part in share["parts"]} == {
        bloc.code(bloc.first_unit): ("2", "2"),
        bloc.code(bloc.second_unit): (None, "2"),
        bloc.code(bloc.lone_cell): ("1", "1"),
    }
    assert share["outside"] is None
    assert share["numerator_list"]["rows"] == 3


def test_a_draft_carries_no_evidence_and_its_paper_no_code(bloc: SmallBloc) -> None:
    draft = write_half_year_review(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR)
    assert (draft.page, draft.manifest) == (None, None)
    assert not any("Mã đối chiếu" in note for note in styled(draft.docx, "DvNote"))


def test_the_paper_and_the_page_show_one_code_which_is_that_of_the_content(bloc: SmallBloc) -> None:
    written = issued(bloc)
    manifest = manifest_of(written)
    code = spaced(manifest["seal"])
    assert any(code in note for note in styled(written.docx, "DvNote"))
    assert code in read(written)
    changed = {key: value for key, value in manifest.items() if key not in OUTSIDE_SEAL}
    changed["figures"][0]["value"] = "99"
    row = IssuedReport.objects.get(pk=written.issued)
    assert code not in bind(as_document(row.document or {}), changed).page.decode()


def test_the_page_has_the_whole_text_of_the_word_file(bloc: SmallBloc) -> None:
    written = issued(bloc)
    shown = read(written)
    body = re.sub(r"\s+", "", shown)
    for style in ("DvBody", "Heading1", "Heading2", "Heading3", "DvPlaceholder", "DvAnnexTitle"):
        for said in styled(written.docx, style):
            assert re.sub(r"\s+", "", said) in body, said


def test_names_of_people_stand_in_no_part_of_the_evidence(bloc: SmallBloc) -> None:
    written = issued(bloc)
    for name in bloc.people:
        assert name not in (written.page or b"").decode()
        assert name not in (written.manifest or b"").decode()


def test_the_same_content_gives_the_same_bytes(bloc: SmallBloc) -> None:
    written = issued(bloc)
    row = IssuedReport.objects.get(pk=written.issued)
    body = {key: value for key, value in manifest_of(written).items() if key not in OUTSIDE_SEAL}
    del body["page"]
    again = bind(as_document(row.document or {}), body)
    assert (again.docx, again.page, again.manifest) == (written.docx, written.page, written.manifest)


def test_what_was_issued_proves_itself_and_what_was_tampered_with_does_not(bloc: SmallBloc) -> None:
    written = issued(bloc)
    report = written.issued or 0
    assert proven(actor=OPERATOR, report=report) == []
    FrozenFigure.objects.filter(name="admitted", organisation_id=bloc.root).update(value=9)
    assert any("KN-01" in line for line in proven(actor=OPERATOR, report=report))
    IssuedReport.objects.filter(pk=report).update(content=written.docx + b" ")
    assert any(line.startswith("Word") for line in proven(actor=OPERATOR, report=report))


def test_a_file_is_known_again_by_its_bytes(bloc: SmallBloc) -> None:
    written = issued(bloc)
    for content in (written.docx, written.page or b"", written.manifest or b""):
        assert belonging(actor=OPERATOR, content=content) == written.number
        assert belonging(actor=OPERATOR, content=content + b"\n") is None


def test_a_hostile_name_of_a_unit_is_text_and_nothing_else(bloc: SmallBloc) -> None:
    name = '</script><script>alert(1)</script>&amp;"\'<!-- \u202etxt {{ m }} data-slot="seal">'
    rename(actor=OPERATOR, organisation=bloc.second_unit, name=name, on=date(2023, 1, 2))
    written = issued(bloc)
    assert written.page is not None and written.manifest is not None
    page = written.page.decode()
    assert page.count("<script") == page.count("</script>") == 1
    assert b"<" not in written.manifest and "\u202e" not in page
    assert 'alert(1)</script>&amp;"\'<!-- txt {{ m }} data-slot="seal">' in read(written)
    assert proven(actor=OPERATOR, report=written.issued or 0) == []


def test_units_that_sent_late_or_not_at_all_or_were_let_off_are_told(bloc: SmallBloc) -> None:
    opened(bloc)
    review.send(actor=OPERATOR, organisation=bloc.first_unit, period=HALF_YEAR)
    review.accept(actor=OPERATOR, receiver=bloc.root, units=[bloc.first_unit], period=HALF_YEAR)
    review.lock(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, without="bão, mất điện")
    review.let_change(
        actor=OPERATOR, organisation=bloc.root, unit=bloc.second_unit, period=HALF_YEAR, reason="mất điện",
        until=date(2023, 7, 10),
    )  # fmt: skip
    written = issued(bloc)
    told = manifest_of(written)["sending"]
    units = {one["code"]: one for one in told["units"]}
    assert told["lock_reason"] == "bão, mất điện"
    first, second = units[bloc.code(bloc.first_unit)], units[bloc.code(bloc.second_unit)]
    assert (first["state"], first["late_days"], first["sent"]) == ("da_khoa", 2, True)
    assert (second["sent"], second["excepted_until"], second["excepted_why"]) == (
        False,
        "2023-07-10",
        "mất điện",
    )
    shown = read(written)
    assert "3 đơn vị phải gửi: 1 đã gửi (1 chậm), 2 chưa gửi" in shown
    assert "được sửa sau khóa đến 10/07/2023: mất điện" in shown


def test_what_is_declared_or_put_right_by_hand_is_told_unit_by_unit(bloc: SmallBloc) -> None:
    let_declare(
        actor=OPERATOR,
        organisation=bloc.root,
        units=[bloc.second_unit],
        on=date(2020, 1, 1),
        reason="chưa có máy",
    )
    say(
        actor=OPERATOR,
        organisation=bloc.second_unit,
        period=HALF_YEAR,
        figures=[Declared("admitted", "Kết nạp", 4)],
    )
    adjust(
        actor=OPERATOR,
        organisation=bloc.first_unit,
        period=HALF_YEAR,
        name="admitted",
        value=1,
        reason="giấy muộn",
    )
    written = issued(bloc)
    admitted, share = figure_of(written, "admitted"), figure_of(written, "admission_target_share")
    whole = {"counted": "3", "declared": "4", "adjusted": "1", "silent": 0}
    assert (admitted["value"], admitted["numerator_composition"]) == ("8", whole)
    assert (share["numerator"], share["numerator_composition"], share["numerator_figure"]) == (
        "8",
        whole,
        "KN-01",
    )
    kinds = {one["unit"]: one.get("kind") for one in admitted["parts"]}
    assert kinds[bloc.code(bloc.first_unit)] == ["counted", "adjusted"]
    assert kinds[bloc.code(bloc.second_unit)] == ["declared"]
    assert manifest_of(written)["adjustments"] == [
        {"figure": "KN-01", "unit": bloc.code(bloc.first_unit), "value": "1", "reason": "giấy muộn"}
    ]
    assert "Tử số gồm 3 theo hồ sơ, 4 đơn vị tự khai, 1 điều chỉnh có lý do" in read(written)


def test_a_report_whose_figures_can_no_longer_be_reckoned_as_locked_is_not_issued(bloc: SmallBloc) -> None:
    opened(bloc)
    review.lock(actor=OPERATOR, organisation=bloc.root, period=HALF_YEAR, without="thử")
    FrozenFigure.objects.filter(name="admitted", organisation_id=bloc.root).update(value=4)
    with pytest.raises(Impossible, match="số đã chốt là 4, tính lại ra 3"):
        issued(bloc)
    assert not IssuedReport.objects.exists()


def test_the_smallest_report_of_a_cell_without_units_is_whole_too(bloc: SmallBloc) -> None:
    written = issued(bloc, bloc.lone_cell)
    assert proven(actor=OPERATOR, report=written.issued or 0) == []
    assert all(one["parts"] is None for one in manifest_of(written)["figures"])


def test_a_manifest_is_written_in_one_way_only(bloc: SmallBloc) -> None:
    written = issued(bloc)
    assert canonical(manifest_of(written)) == written.manifest
    assert text(part(written.docx))
