"""What is asked for about a conference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from dangvu.web.forms import (
    ChoiceField,
    DayField,
    HourField,
    TextField,
    TicksField,
    WholeNumberField,
    at_times,
)
from dangvu.web.gate import Place
from dangvu.work.conferences.queries import ConferenceView, ItemView, PointView, Roll
from dangvu.work.conferences.rules import ConferenceKind, ItemKind, PointKind
from dangvu.work.officers.queries import posts_for

_PUBLIC = "Không ghi nội dung mang dấu độ mật."


def _kinds(kinds: Any) -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in kinds]


class CallForm(forms.Form):
    """What a conference is."""

    kind = ChoiceField("Loại hội nghị", _kinds(ConferenceKind))
    title = TextField("Tên hội nghị", hint=f"Ví dụ: Hội nghị sơ kết công tác 6 tháng đầu năm 2023. {_PUBLIC}")
    on = DayField("Ngày họp", hint="Ví dụ: 14/07/2023")
    starts_at = HourField("Giờ khai mạc", required=False)
    place = TextField("Địa điểm", max_length=200, required=False, hint="Ví dụ: Hội trường tầng 3")
    chair = TextField(
        "Chủ trì", max_length=200, required=False, hint="Ghi chức danh. Ví dụ: Bí thư Đảng ủy Khối"
    )


class NewForm(CallForm):
    usual = forms.BooleanField(
        label="Đặt sẵn chương trình thường lệ của hội nghị sơ kết (sửa được sau)",
        required=False,
        initial=True,
    )


class CorrectForm(CallForm):
    reason = TextField("Lý do sửa", hint="Ví dụ: lãnh đạo tỉnh bận, lùi ngày họp")


class ItemForm(forms.Form):
    """One line of the programme; without a title it is taken away."""

    number = WholeNumberField("Số mục", required=False, widget=forms.HiddenInput)
    order = WholeNumberField("Thứ tự", least=1, most=99, required=False)
    title = at_times(TextField("Nội dung", required=False))
    kind = ChoiceField("Loại mục", _kinds(ItemKind), required=False)
    minutes = WholeNumberField("Số phút", least=1, most=600, required=False)
    speaker = TextField("Người trình bày", max_length=200, required=False)


#: So many empty lines stand under the programme.
_SPARE = 3


def item_forms(items: Sequence[ItemView], data: Any) -> list[ItemForm]:
    """A form for each item and a few empty ones."""
    first = [
        {"number": i.number, "order": i.order, "title": i.title, "kind": i.kind, "minutes": i.minutes, "speaker": i.speaker}
        for i in items
    ]  # fmt: skip
    first += [{"kind": ItemKind.OTHER.value}] * _SPARE
    return [ItemForm(data, prefix=f"m{n}", initial=initial) for n, initial in enumerate(first)]


class InviteForm(forms.Form):
    """Whom to call: the committee, posts of units, guests."""

    committee = forms.BooleanField(
        label="Toàn bộ cấp ủy của đơn vị (theo “Cấp ủy và nhiệm kỳ”)", required=False
    )
    posts = TicksField("Chức danh triệu tập ở mỗi đơn vị", [], required=False)
    units = TicksField(
        "Đơn vị cử đại biểu",
        [],
        required=False,
        hint="Đã chọn sẵn mọi đơn vị trực thuộc; bỏ chọn nơi không triệu tập.",
    )
    guests = TextField(
        "Khách mời", lines=4, max_length=4000, required=False,
        hint="Mỗi dòng một khách, ghi chức danh và cơ quan, không ghi tên. Ví dụ: Phó Trưởng Ban Tổ chức Tỉnh ủy",
    )  # fmt: skip

    def __init__(self, place: Place, data: Any) -> None:
        children = place.tree.children(place.node.id)
        first = {"units": [str(id_) for id_ in children], "posts": ["bi_thu"]}
        super().__init__(data, initial=first)
        self.fields["units"].choices = [(str(id_), place.tree[id_].name) for id_ in children]  # type: ignore[attr-defined]
        kind = place.tree[children[0]].kind if children else "chi_bo_co_so"
        self.fields["posts"].choices = posts_for(kind)  # type: ignore[attr-defined]
        if not children:
            del self.fields["units"], self.fields["posts"]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not (
            told.get("committee") or told.get("guests") or (told.get("units") and told.get("posts"))
        ):
            raise forms.ValidationError(
                "Chưa chọn ai: chọn cấp ủy, hoặc chức danh ở các đơn vị, hoặc ghi khách mời."
            )
        return told


class AbsenceForm(forms.Form):
    """Somebody has told why they can't come."""

    delegate = ChoiceField("Người báo vắng", [])
    note = TextField("Lý do vắng", max_length=200, hint="Ví dụ: đi công tác. Không ghi tình trạng sức khỏe.")

    def __init__(self, called: Roll, data: Any) -> None:
        super().__init__(data, auto_id="vang-%s")
        self.fields["delegate"].choices = [("", "Chọn người"), *delegate_choices(called)]  # type: ignore[attr-defined]


def delegate_choices(called: Roll) -> list[tuple[str, str]]:
    return [(str(row.id), ", ".join(filter(None, (row.label, row.under)))) for row in called.rows]


class GroupsForm(forms.Form):
    count = WholeNumberField(
        "Số tổ thảo luận", least=0, most=20, hint="0: không chia tổ. Người cùng một đơn vị ngồi cùng tổ."
    )


class GroupForm(forms.Form):
    place = TextField("Địa điểm", max_length=200, required=False)
    leader = TextField("Tổ trưởng", max_length=200, required=False, hint="Ghi chức danh")
    secretary = TextField("Thư ký", max_length=200, required=False, hint="Ghi chức danh")


class PapersForm(forms.Form):
    """Which units are asked for a paper."""

    title = TextField(
        "Nội dung tham luận", hint=f"Ví dụ: Kinh nghiệm nâng cao chất lượng sinh hoạt chuyên đề. {_PUBLIC}"
    )
    units = TicksField("Đơn vị tham luận", [])
    due = DayField("Hạn gửi", required=False, hint="Ví dụ: 10/07/2023")

    def __init__(self, units: Sequence[tuple[str, str]], data: Any) -> None:
        super().__init__(data)
        self.fields["units"].choices = list(units)  # type: ignore[attr-defined]


class SpeakerForm(forms.Form):
    delegate = ChoiceField("Người đăng ký phát biểu", [], hint="Người đã có mặt đứng trước.")

    def __init__(self, called: Roll, data: Any) -> None:
        super().__init__(data)
        there = Roll(sorted(called.rows, key=lambda row: not row.is_there), called.on)
        self.fields["delegate"].choices = [("", "Chọn người"), *delegate_choices(there)]  # type: ignore[attr-defined]


class OpinionForm(forms.Form):
    """What a unit said, and who is to answer."""

    unit = ChoiceField("Đơn vị nêu", [])
    kind = ChoiceField(
        "Loại",
        [
            ("kien_nghi", "Kiến nghị, đề xuất (chờ trả lời)"),
            ("y_kien", "Ý kiến phát biểu (không chờ trả lời)"),
        ],
    )
    text = TextField("Nội dung", lines=4, max_length=4000, hint=_PUBLIC)
    to = at_times(ChoiceField("Nơi trả lời", [], required=False))
    body = at_times(
        TextField(
            "Nơi khác",
            max_length=300,
            required=False,
            hint="Khi không có trong danh sách trên. Ví dụ: Ban Tổ chức Đảng ủy",
        )
    )
    due = DayField("Hạn trả lời", required=False, hint="Ví dụ: 31/07/2023")

    def __init__(self, place: Place, data: Any, unit: int | None) -> None:
        super().__init__(data, initial={"unit": str(unit or "")})
        tree, here = place.tree, place.node.id
        units = [(str(id_), tree[id_].name) for id_ in (*tree.children(here), here)]
        self.fields["unit"].choices = [("", "Chọn đơn vị"), *units]  # type: ignore[attr-defined]
        near = [*reversed(tree.path(here)), *tree.children(here)]
        self.fields["to"].choices = [("", "Chưa chuyển"), *((str(id_), tree.label(id_)) for id_ in near)]  # type: ignore[attr-defined]


class PointForm(forms.Form):
    """A point of the conclusions: who does what until when."""

    kind = ChoiceField("Nguồn", _kinds(PointKind))
    text = TextField(
        "Nhiệm vụ",
        lines=2,
        hint=f"Một việc một điểm, bắt đầu bằng động từ. Ví dụ: Rà soát nguồn kết nạp đảng viên. {_PUBLIC}",
    )
    every = forms.BooleanField(label="Giao mọi đơn vị trực thuộc", required=False)
    owners = at_times(TicksField("Đơn vị thực hiện", [], required=False))
    due = DayField("Hạn hoàn thành", required=False, hint="Ví dụ: 31/08/2023")
    product = TextField("Sản phẩm", max_length=200, required=False, hint="Ví dụ: Danh sách nguồn kết nạp")

    def __init__(self, place: Place, data: Any, point: PointView | None = None) -> None:
        children, here = place.tree.children(place.node.id), place.node.id
        first: dict[str, Any] = {}
        if point is not None:
            owners = [str(id_) for id_, _ in point.owners]
            first = {
                "kind": point.kind,
                "text": point.text,
                "due": point.due,
                "product": point.product,
                "owners": owners,
            }
        super().__init__(data, initial=first)
        choices = [
            (str(here), f"{place.node.name} (cơ quan giúp việc)"),
            *((str(id_), place.tree[id_].name) for id_ in children),
        ]
        self.fields["owners"].choices = choices  # type: ignore[attr-defined]
        self.children = children
        if not children:
            del self.fields["every"]

    def chosen(self) -> tuple[int, ...]:
        """Who carries it out."""
        told = self.cleaned_data
        chosen = [int(id_) for id_ in told["owners"]]
        return tuple(dict.fromkeys([*(self.children if told.get("every") else ()), *chosen]))


class NoticeForm(forms.Form):
    on = DayField("Ngày thông báo", hint="Ví dụ: 17/07/2023")
    signer = TextField("Người ký", max_length=100, required=False)
    number = WholeNumberField(
        "Số", least=1, required=False, hint="Để trống: lấy số tiếp theo của sổ văn bản đi."
    )


def call_data(view: ConferenceView) -> dict[str, Any]:
    """What a conference is now, for its form."""
    return {name: getattr(view, name) for name in ("kind", "title", "on", "starts_at", "place", "chair")}
