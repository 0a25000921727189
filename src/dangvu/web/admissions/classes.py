"""Classes: the list, one class with its learners and results, a new class, people put into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_FIGURES, READ_NAMES, WRITE_WORK
from dangvu.web import lists
from dangvu.web.admissions.addresses import address
from dangvu.web.errors import WrongRequest
from dangvu.web.forms import ChoiceField, DayField, TextField, TicksField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.posts import is_stale, submit
from dangvu.work.admissions import queries as admissions
from dangvu.work.training import actions, queries
from dangvu.work.training.queries import ClassView, LearnerLine

#: So many results are entered on one page.
GRID = 50


@at_organisation(READ_FIGURES)
def classes(request: HttpRequest, place: Place) -> HttpResponse:
    """The classes held here and below, the latest first, by kind."""
    kinds, asked = dict(queries.KINDS), request.GET.get("loai", "")
    if asked and asked not in kinds:
        raise WrongRequest(f"Không có loại lớp “{asked[:30]}”.")
    every = queries.classes(actor=place.actor, organisation=place.node.id)
    shown = [line for line in every if not asked or line.kind == asked]
    here = address(place, "classes")
    chips = [("Tất cả", here, len(every), not asked)]
    chips += [
        (str(label), f"{here}&loai={slug}", sum(line.kind == slug for line in every), slug == asked)
        for slug, label in queries.KINDS
    ]
    part = leaf(request, shown)
    return page(
        request, "admissions/classes.html", place, "classes",
        leaf=part, chips=chips, rows=[(line, address(place, "training_class", pk=line.id)) for line in part.items],
        learners=sum(line.learners for line in shown), new=address(place, "class_new") if place.may(WRITE_WORK) else "",
    )  # fmt: skip


class ClassForm(forms.Form):
    kind = ChoiceField("Loại lớp", queries.KINDS)
    title = TextField("Tên lớp", hint="Ví dụ: Lớp bồi dưỡng nhận thức về Đảng số 1 năm 2023")
    opened_on = DayField("Khai giảng", required=False, hint="Ví dụ: 15/05/2023")
    closed_on = DayField("Bế giảng", hint="Ngày bế giảng là ngày cấp giấy chứng nhận.")


@at_organisation(READ_FIGURES, post=WRITE_WORK)
def new(request: HttpRequest, place: Place) -> HttpResponse:
    """A class of this organisation is entered."""
    form = ClassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        answer = submit(
            request, place, "training.new",
            lambda: actions.enter_class(
                actor=place.actor, organisation=place.node.id, kind=told["kind"], title=told["title"],
                closed_on=told["closed_on"], opened_on=told["opened_on"],
            ),
            then=address(place, "classes"), said="Đã ghi lớp. Mở lớp để thêm học viên.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "admissions/class_new.html", place, "classes", form=form, back=address(place, "classes")
    )


_COLUMNS = (
    lists.Shown[LearnerLine]("ho_ten", "Họ và tên", lambda line: line.name, 28),
    lists.Shown[LearnerLine]("ngay_sinh", "Ngày sinh", lambda line: birth(line.birth), 14),
    lists.Shown[LearnerLine]("to_chuc", "Tổ chức giới thiệu", lambda line: line.place, 44),
    lists.Shown[LearnerLine]("ket_qua", "Kết quả", lambda line: line.grade_label or "Chưa có", 18),
    lists.Shown[LearnerLine](
        "chung_nhan", "Giấy chứng nhận", lambda line: "Có" if line.certified else "Chưa", 18
    ),
)


def birth(text: str) -> str:
    """1975-02-03 → 03/02/1975; what is known only in part stays so."""
    return "/".join(reversed(text.split("-")))


class GradesForm(forms.Form):
    """One result for each learner shown."""

    def __init__(self, data: Any = None, *, learners: Sequence[LearnerLine]) -> None:
        super().__init__(data)
        for line in learners:
            self.fields[f"ket_qua_{line.person}"] = ChoiceField(
                f"Kết quả của {line.name}",
                [("", "Chưa có"), *queries.GRADES],
                required=False,
                initial=line.grade,
            )


def _versions(shown: Sequence[LearnerLine], form: GradesForm) -> list[tuple[str, str, str]]:
    """Each learner whose result is not what was chosen: as it stands now, and as chosen."""
    labels = {"": "Chưa có"} | dict(queries.GRADES)
    mine = [(line, str(form.data.get(f"ket_qua_{line.person}", line.grade))) for line in shown[:GRID]]
    found = [
        (line.name, labels[line.grade], labels.get(told, told)) for line, told in mine if told != line.grade
    ]
    return found or [("Kết quả của học viên", "như đồng chí chọn", "không khác")]


@at_organisation(READ_FIGURES, post=WRITE_WORK)
def training_class(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """One class: its learners with their results, entered in a grid where the class is one's own."""
    view = queries.training_class(actor=place.actor, organisation=place.node.id, pk=pk)
    grade = request.GET.get("kq", "")
    if grade and grade not in {*dict(queries.GRADES), "chua"}:
        raise WrongRequest(f"Không có kết quả “{grade[:30]}”.")
    shown = queries.learners_of(view, grade)
    if request.GET.get("tep") == "xlsx":
        said = ["DANH SÁCH HỌC VIÊN", view.line.title, f"Bế giảng ngày {view.line.closed_on:%d/%m/%Y}"]
        return lists.workbook("Hoc vien", said, _COLUMNS, shown)
    own = view.line.organisation == place.node.id and place.may(WRITE_WORK) and not view.names_hidden
    form, back = (
        GradesForm(request.POST or None, learners=shown[:GRID]),
        address(place, "training_class", pk=pk),
    )
    stale = own and request.method == "POST" and is_stale(request, view.act)
    if own and request.method == "POST" and not stale and form.is_valid():
        results = [
            actions.Graded(line.person, form.cleaned_data[f"ket_qua_{line.person}"])
            for line in shown[:GRID]
            if f"ket_qua_{line.person}" in form.data
        ]
        answer = submit(
            request, place, "training.grade",
            lambda: actions.grade(actor=place.actor, organisation=place.node.id, training_class=pk, results=results),
            then=back + (f"&kq={grade}" if grade else ""), form=form,
            said=lambda changed: f"Đã ghi kết quả của {changed} học viên." if changed else "Không có kết quả nào thay đổi.",
        )  # fmt: skip
        if answer:
            return answer
    part = leaf(request, shown)
    return page(
        request, "admissions/class.html", place, "classes",
        view=view, line=view.line, leaf=part, own=own, form=form, grade=grade,
        versions=_versions(shown, form) if stale else None, back=address(place, "classes"),
        rows=[
            (line, birth(line.birth), form[f"ket_qua_{line.person}"] if own and line in shown[:GRID] else None)
            for line in part.items
        ],
        chips=_chips(view, back, grade),
        enrol=address(place, "class_enrol", pk=pk) if own else "", drop=address(place, "class_drop", pk=pk) if own else "",
        workbook=f"{back}&tep=xlsx" + (f"&kq={grade}" if grade else ""), status=409 if stale else 200,
    )  # fmt: skip


def _chips(view: ClassView, back: str, grade: str) -> list[tuple[str, str, int, bool]]:
    slugs = {str(label): slug for slug, label in queries.GRADES} | {"Chưa có kết quả": "chua"}
    chips = [("Tất cả", back, view.line.learners, not grade)]
    chips += [
        (label, f"{back}&kq={slugs[label]}", count, slugs[label] == grade) for label, count in view.by_grade
    ]
    return chips


class PeopleForm(forms.Form):
    def __init__(self, data: Any = None, *, people: Sequence[tuple[str, str]], reason: bool = False) -> None:
        super().__init__(data)
        self.fields["people"] = TicksField("học viên", people)
        if reason:
            self.fields["reason"] = TextField("Lý do", hint="Ví dụ: không dự lớp.")


@at_organisation(READ_NAMES, post=WRITE_WORK)
def enrol(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """People who wait for this kind of class are put into it."""
    view = queries.training_class(actor=place.actor, organisation=place.node.id, pk=pk)
    there = {line.person for line in view.learners}
    found = admissions.board(
        actor=place.actor, organisation=place.node.id, today=clock.today(), tree=place.tree
    )
    wanted = [
        line for line in found.lines if line.person not in there and _waits_for(line.stage, view.line.kind)
    ]
    people = [(str(line.person), f"{line.name}, {line.place}") for line in wanted]
    places = {line.person: line.organisation for line in wanted}
    form, back = PeopleForm(request.POST or None, people=people), address(place, "training_class", pk=pk)
    if request.method == "POST" and form.is_valid():
        learners = [actions.NewLearner(int(one), places[int(one)]) for one in form.cleaned_data["people"]]
        answer = submit(
            request, place, "training.enrol",
            lambda: actions.enrol_people(actor=place.actor, organisation=place.node.id, training_class=pk, learners=learners),
            then=back, said=lambda count: f"Đã thêm {count} học viên.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "admissions/class_people.html", place, "classes", form=form, view=view, back=back,
        title="Thêm học viên", button="Thêm vào lớp", nobody="Không còn ai đang chờ học lớp này ở tổ chức và các chi bộ bên dưới.",
        lead="Những người đang chờ lớp này. Người chưa có hồ sơ thì nhập ở trang Kết nạp, hoặc nạp danh sách học viên từ tệp Excel.",
        empty=not people,
    )  # fmt: skip


def _waits_for(stage: str, kind: str) -> bool:
    wanted = {"nhan_thuc": ("lop_nhan_thuc",), "dang_vien_moi": ("lop_dang_vien_moi", "du_bi")}
    return stage in wanted.get(kind, ())


@at_organisation(READ_NAMES, post=WRITE_WORK)
def drop(request: HttpRequest, place: Place, pk: int) -> HttpResponse:
    """Whoever did not attend leaves the list, with the reason."""
    view = queries.training_class(actor=place.actor, organisation=place.node.id, pk=pk)
    people = [(str(line.person), f"{line.name}, {line.place}") for line in view.learners]
    form, back = (
        PeopleForm(request.POST or None, people=people, reason=True),
        address(place, "training_class", pk=pk),
    )
    if request.method == "POST" and form.is_valid():
        gone = [int(one) for one in form.cleaned_data["people"]]
        answer = submit(
            request, place, "training.drop",
            lambda: actions.drop(
                actor=place.actor, organisation=place.node.id, training_class=pk, people=gone,
                reason=form.cleaned_data["reason"],
            ),
            then=back, said=lambda count: f"Đã bỏ {count} người khỏi danh sách học viên.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "admissions/class_people.html", place, "classes", form=form, view=view, back=back,
        title="Bỏ khỏi danh sách học viên", button="Bỏ khỏi lớp", nobody="Lớp chưa có học viên nào.", empty=not people,
        lead="Giấy chứng nhận của lớp này (nếu có) cũng không còn tính. Danh sách cũ vẫn giữ trong lịch sử.",
    )  # fmt: skip
