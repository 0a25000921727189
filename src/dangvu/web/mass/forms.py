"""What is asked for about mass organisations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from dangvu.foundation import clock
from dangvu.web.forms import ChoiceField, DayField, TextField, WholeNumberField, at_times
from dangvu.web.gate import Place
from dangvu.web.mass.tabs import places
from dangvu.work.mass import queries
from dangvu.work.mass.actions import KindCount, NewActivity, NewCounts, NewMember, NewUnit
from dangvu.work.mass.queries import UnitView
from dangvu.work.mass.rules import ActivityKind, Post

_DIGITS = re.compile(r"^\d{12}$")


class UnitForm(forms.Form):
    """A unit of a mass organisation."""

    kind = ChoiceField("Đoàn thể", [], widget=forms.RadioSelect)
    by = ChoiceField("Tổ chức đảng lãnh đạo", [])
    name = TextField("Tên cơ sở", max_length=200, hint="Ví dụ: Công đoàn cơ sở Sở Tài chính")
    founded_on = DayField("Ngày thành lập", required=False, hint="Không rõ thì để trống")

    def __init__(self, place: Place, data: Any, one: UnitView | None = None) -> None:
        initial: dict[str, Any] = {"by": str(place.node.id)}
        if one is not None:
            initial = {
                "kind": one.kind, "by": str(one.organisation), "name": one.name, "founded_on": one.founded_on,
                "ended_on": one.ended_on,
            }  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["by"].choices = places(place)  # type: ignore[attr-defined]
        kinds = queries.kinds(clock.today())
        if one is not None and one.kind not in dict(kinds):
            kinds.append((one.kind, one.kind_title))
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def told(self) -> NewUnit:
        d = self.cleaned_data
        return NewUnit(int(d["by"]), d["kind"], d["name"], d["founded_on"], d.get("ended_on"))


class UnitCorrectionForm(UnitForm):
    ended_on = DayField(
        "Không còn từ ngày",
        required=False,
        hint="Chỉ ghi khi cơ sở đã giải thể, sáp nhập; danh sách cũ vẫn giữ",
    )
    reason = TextField("Lý do sửa", hint="Ví dụ: sáp nhập theo đơn vị")


class MemberForm(forms.Form):
    """One person in a unit. The least that tells people apart, and no more."""

    name = TextField("Họ và tên", max_length=100)
    birth_year = WholeNumberField("Năm sinh", required=False, least=1900, most=2100, hint="Ví dụ: 1990")
    number = TextField(
        "Số định danh cá nhân", required=False, max_length=20,
        hint="Nếu có: 12 chữ số, chỉ để không đếm một người hai lần; được mã hóa, không hiện lại đủ số",
    )  # fmt: skip
    since = DayField("Tham gia từ ngày")
    post = ChoiceField("Chức vụ", [(p.value, p.label) for p in Post], required=False)

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).replace(" ", "")
        if number and not _DIGITS.match(number):
            raise forms.ValidationError("Số định danh cá nhân có 12 chữ số; kiểm tra lại, hoặc để trống.")
        return number

    def told(self) -> NewMember:
        d = self.cleaned_data
        return NewMember(d["name"], d["since"], d["birth_year"], d["number"], d["post"])


class LeaveForm(forms.Form):
    on = DayField(
        "Thôi tham gia từ ngày", hint="Ngày đầu tiên không còn là đoàn viên, hội viên. Ví dụ: 01/06/2023"
    )


def _counted(label: str) -> forms.Field:
    return at_times(WholeNumberField(label, required=False, least=0, most=9_999_999))


class CountForm(forms.Form):
    """One report: three numbers of each kind, and people of all kinds."""

    by = ChoiceField("Số của tổ chức", [])
    on = DayField("Tính đến ngày", hint="Ngày của báo cáo. Ví dụ: 30/06/2023")

    def __init__(self, place: Place, data: Any) -> None:
        super().__init__(data, initial={"by": str(place.node.id), "on": min(place.period.end, clock.today())})
        self.fields["by"].choices = places(place)  # type: ignore[attr-defined]
        self.kinds: Sequence[tuple[str, str]] = queries.kinds(clock.today())
        for slug, title in self.kinds:
            self.fields[f"{slug}-memberships"] = _counted(f"{title}: số đoàn viên, hội viên")
            self.fields[f"{slug}-eligible"] = _counted(f"{title}: số thuộc diện tập hợp")
            self.fields[f"{slug}-joined"] = _counted(f"{title}: mới vào từ đầu kỳ")
        people = _counted("Số người, mỗi người một lần")
        people.help_text = (
            "Người tham gia nhiều đoàn thể chỉ đếm một; không biết thì để trống, máy không tự tính"
        )
        self.fields["people"] = people

    def table(self) -> list[tuple[str, list[forms.BoundField]]]:
        """[(kind, its three fields)]."""
        parts = ("memberships", "eligible", "joined")
        return [(title, [self[f"{slug}-{part}"] for part in parts]) for slug, title in self.kinds]

    def told(self) -> NewCounts:
        d = self.cleaned_data
        kinds = tuple(
            KindCount(slug, d[f"{slug}-memberships"], d[f"{slug}-eligible"], d[f"{slug}-joined"])
            for slug, _ in self.kinds
        )
        return NewCounts(int(d["by"]), d["on"], tuple(k for k in kinds if not k.says_nothing), d["people"])


class ActivityForm(forms.Form):
    """A dialogue, or a step of grassroots democracy."""

    kind = ChoiceField("Loại việc", [(k.value, k.label) for k in ActivityKind], widget=forms.RadioSelect)
    by = ChoiceField("Tổ chức đảng", [])
    on = DayField("Ngày")
    title = TextField(
        "Nội dung",
        hint="Ví dụ: Đối thoại giữa lãnh đạo sở với đoàn viên, thanh niên; Hội nghị cán bộ, công chức năm 2023",
    )
    attended = _counted("Số người dự")

    def __init__(self, place: Place, data: Any) -> None:
        super().__init__(data, initial={"by": str(place.node.id)})
        self.fields["by"].choices = places(place)  # type: ignore[attr-defined]

    def told(self) -> NewActivity:
        d = self.cleaned_data
        return NewActivity(int(d["by"]), d["kind"], d["on"], d["title"], d["attended"])
