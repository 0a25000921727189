"""Correcting what is known about a person, or one of their movements: old beside new, and a reason."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import WRITE_MEMBERS
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.actions.correcting import MovementCorrection, correct, correct_movement
from dangvu.members.actions.profiles import Profile
from dangvu.members.masking import masked
from dangvu.members.queries.profile import PersonOnRecord, person_on_record, timeline_of
from dangvu.members.words import (
    EDUCATION,
    FIELDS,
    NUMBERS,
    OCCUPATION,
    SCHOOLING,
    THEORY,
    UNION,
    religion_told,
    said,
)
from dangvu.web.forms import ChoiceField, DayField, PartialDateField, TextField
from dangvu.web.gate import Place, at_organisation
from dangvu.web.members.profile import about
from dangvu.web.pages import page
from dangvu.web.posts import is_stale, submit
from dangvu.work.officers.actions import moving

_REASON = "Ví dụ: theo giấy khai sinh bản chính"


class CorrectionForm(forms.Form):
    """What is known, to be mended. A number left empty stays as it is: it is not shown here in full."""

    name = TextField("Họ và tên", max_length=200)
    birth = PartialDateField("Ngày sinh", required=False)
    sex = ChoiceField("Giới tính", [("", "Chưa rõ"), ("nam", "Nam"), ("nu", "Nữ")], required=False)
    ethnicity = TextField("Dân tộc", max_length=60, required=False, hint="Ví dụ: Tày")
    religion = TextField("Tôn giáo", max_length=60, required=False, hint="Bỏ trống nếu không theo tôn giáo")
    home = TextField("Quê quán", max_length=200, required=False)
    education = ChoiceField("Trình độ chuyên môn", [("", "Chưa rõ"), *EDUCATION], required=False)
    theory = ChoiceField("Lý luận chính trị", [("", "Chưa rõ"), *THEORY], required=False)
    schooling = ChoiceField("Trình độ học vấn", [("", "Chưa rõ"), *SCHOOLING], required=False)
    occupation = ChoiceField("Nghề nghiệp", [("", "Chưa rõ"), *OCCUPATION], required=False)
    position = TextField(
        "Chức vụ, công tác",
        max_length=200,
        required=False,
        hint="Ví dụ: Phó Trưởng phòng",
    )
    union = ChoiceField("Đoàn thể khi kết nạp", [("", "Chưa rõ"), *UNION], required=False)
    joined = PartialDateField("Ngày vào Đảng", required=False)
    official = PartialDateField("Ngày chính thức", required=False)
    decided = DayField("Ngày quyết định kết nạp", required=False)
    personal_number = TextField("Số định danh cá nhân mới", max_length=20, required=False)
    card_number = TextField("Số thẻ đảng viên mới", max_length=20, required=False)
    registry_number = TextField("Số lý lịch đảng viên mới", max_length=20, required=False)
    old_card_number = TextField("Số thẻ đảng viên cũ mới", max_length=20, required=False)
    old_personal_number = TextField("Số chứng minh nhân dân cũ mới", max_length=20, required=False)
    reason = TextField("Lý do đính chính", max_length=300, hint=_REASON)

    def __init__(self, data: Any, before: Profile) -> None:
        super().__init__(
            data, initial={name: getattr(before, name) for name in FIELDS if name not in NUMBERS}
        )
        for name in NUMBERS:
            number = getattr(before, name)
            self.fields[name].label = FIELDS[name]
            shown = (
                f"Đang ghi {masked(number)}; nhập số mới nếu cần sửa, bỏ trống thì giữ nguyên."
                if number
                else "Chưa ghi."
            )
            self.fields[name].help_text = shown

    def profile(self, before: Profile) -> Profile:
        """What is known once this form is written."""
        given = {name: self.cleaned_data[name] for name in FIELDS}
        given["religion"] = religion_told(given["religion"])
        for name in NUMBERS:
            plain = given[name].replace(".", "").replace("-", "")
            plain = plain if name == "registry_number" else plain.replace(" ", "")
            given[name] = plain or getattr(before, name)
        return replace(before, **given, source_row=None)


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def correct_member(request: HttpRequest, place: Place, person: int) -> HttpResponse:
    """Supersede what is known, with a reason; a form filled in over an older version shows both."""
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    before = Profile.on_record(found.profile)
    form = CorrectionForm(request.POST or None, before)
    context = {**about(place, found), "form": form, "seen": found.act}
    if request.method == "POST" and is_stale(request, found.act):
        return page(
            request,
            "members/correct.html",
            place,
            "members",
            **context,
            status=409,
            versions=_versions(before, form),
        )
    if request.method == "POST" and form.is_valid():
        after = form.profile(before)
        reason = form.cleaned_data["reason"]
        answer = submit(
            request, place, "members.correct",
            lambda: correct(actor=place.actor, organisation=place.node.id, person=found.person, profile=after, reason=reason),
            then=place.member_url(found.person), form=form, reason=reason,
            said=lambda changed: f"Đã đính chính: {', '.join(FIELDS[name].lower() for name in changed if name in FIELDS)}.",
        )  # fmt: skip
        if answer:
            return answer
        context["compared"] = _compared(before, after)
    return page(request, "members/correct.html", place, "members", **context)


def _shown(name: str, value: Any) -> str:
    if name in NUMBERS:
        return masked(str(value or ""))
    if isinstance(value, PartialDate):
        return str(value)
    if hasattr(value, "strftime"):
        return f"{value:%d/%m/%Y}"
    return said(name, str(value or ""))


def _compared(before: Profile, after: Profile) -> list[tuple[str, str, str]]:
    """[(field, old, new)] of what would change."""
    return [
        (FIELDS[f.name], _shown(f.name, getattr(before, f.name)), _shown(f.name, getattr(after, f.name)))
        for f in fields(Profile)
        if f.name in FIELDS and getattr(before, f.name) != getattr(after, f.name)
    ]


def _versions(before: Profile, form: CorrectionForm) -> list[tuple[str, str, str]]:
    """[(field, what was just written, what is being typed)]."""
    rows = []
    for name, label in FIELDS.items():
        theirs = _shown(name, getattr(before, name))
        typed = form.data.get(name, "")
        mine = masked(typed) if name in NUMBERS else said(name, typed)
        if name in NUMBERS and not typed:
            mine = theirs
        rows.append((label, theirs, mine))
    return [row for row in rows if row[1] != row[2]] or rows[:1]


class MovementForm(forms.Form):
    """What a movement should have said, or that it did not happen."""

    what = ChoiceField(
        "Sửa thế nào", [("sua", "Sửa ngày hoặc văn bản"), ("bo", "Việc này không xảy ra, bỏ khỏi quá trình")]
    )
    on = DayField("Ngày đúng", required=False)
    decision_number = TextField("Số văn bản", max_length=60, required=False, hint="Ví dụ: 812-QĐ/ĐU")
    decided_on = DayField("Ngày văn bản", required=False)
    reason = TextField("Lý do", max_length=300, hint="Ví dụ: ghi nhầm ngày")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("what") == "sua" and not given.get("on") and "on" not in self.errors:
            self.add_error("on", "Chưa nhập ngày đúng. Ví dụ: 05/03/2023.")
        return given


@at_organisation(WRITE_MEMBERS, post=WRITE_MEMBERS)
def correct_one_movement(request: HttpRequest, place: Place, person: int, movement: int) -> HttpResponse:
    """Supersede one line of a person's movements, or take it back."""
    found = person_on_record(actor=place.actor, organisation=place.node.id, person=person)
    event = _event(found, movement)
    if event is None:
        if request.method == "POST":  # corrected meanwhile: the page of the person shows how
            return page(request, "members/gone.html", place, "members", **about(place, found), status=409)
        raise LookupError(movement)
    form = MovementForm(request.POST or None, initial={"on": event.on})
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        wanted = (
            MovementCorrection(d["on"], d["decision_number"], d["decided_on"]) if d["what"] == "sua" else None
        )
        answer = submit(
            request, place, "members.correct_movement",
            lambda: moving(place.actor, lambda: correct_movement(
                actor=place.actor, organisation=place.node.id, movement=movement, correction=wanted, reason=d["reason"]
            )),
            then=place.member_url(found.person), said="Đã sửa quá trình.", form=form, reason=d["reason"],
        )  # fmt: skip
        if answer:
            return answer
    return page(
        request, "members/movement.html", place, "members", **about(place, found), form=form, event=event
    )


def _event(found: PersonOnRecord, movement: int) -> Any:
    return next((event for event in timeline_of(found) if event.movement == movement), None)
