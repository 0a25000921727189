"""What is asked for about documents, their way down and their study."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from dangvu.web.forms import ChoiceField, DayField, TextField, TicksField, WholeNumberField
from dangvu.web.gate import Place
from dangvu.work.documents import rules
from dangvu.work.documents.queries import Proposal
from dangvu.work.documents.rules import Body, Mode, SessionKind, bodies_of

_DAY = "Ví dụ: 05/07/2023"


def type_choices(proposals: Sequence[Proposal]) -> list[tuple[str, str]]:
    """Types with the number that each would be given."""
    return [("", "Chọn loại văn bản"), *((p.type, f"{p.title} (số tiếp theo {p.symbol})") for p in proposals)]


class _Numbered(forms.Form):
    """The part of a form that decides about a number."""

    type = ChoiceField("Loại văn bản", [])
    body = ChoiceField("Cơ quan ban hành", [])
    issued_on = DayField("Ngày ban hành", hint=_DAY)
    number = WholeNumberField(
        "Số", least=1, required=False,
        hint="Để trống: cấp số tiếp theo lúc ghi. Chỉ nhập khi sổ ở đây nối tiếp sổ giấy, ví dụ 119.",
    )  # fmt: skip

    def __init__(self, place: Place, proposals: Sequence[Proposal], data: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["type"].choices = type_choices(proposals)  # type: ignore[attr-defined]
        bodies = [(body.value, body.label) for body in bodies_of(place.node.is_cell)]
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]


class OutForm(_Numbered):
    title = TextField("Trích yếu", max_length=500, lines=2, hint="Không nhập văn bản mang dấu độ mật.")
    signer = TextField("Người ký", max_length=100, required=False)
    recipients = TextField(
        "Nơi nhận",
        max_length=500,
        required=False,
        hint="Ví dụ: Tỉnh ủy (để báo cáo), các chi, đảng bộ trực thuộc",
    )
    copies = WholeNumberField("Số bản", least=1, most=100_000, required=False)
    archive = TextField("Nơi lưu", max_length=100, required=False)
    effective_on = DayField("Có hiệu lực từ", required=False, hint="Để trống: từ ngày ban hành.")
    expires_on = DayField("Hết hiệu lực từ", required=False, hint="Chỉ khi văn bản có ghi.")
    note = TextField("Ghi chú", required=False)


class StubForm(_Numbered):
    """A number only."""


class TextForm(forms.Form):
    """What may be put right of a document issued here."""

    title = TextField("Trích yếu", max_length=500, lines=2)
    signer = TextField("Người ký", max_length=100, required=False)
    recipients = TextField("Nơi nhận", max_length=500, required=False)
    copies = WholeNumberField("Số bản", least=1, most=100_000, required=False)
    archive = TextField("Nơi lưu", max_length=100, required=False)
    effective_on = DayField("Có hiệu lực từ", required=False, hint=_DAY)
    expires_on = DayField("Hết hiệu lực từ", required=False, hint=_DAY)
    note = TextField("Ghi chú", required=False)
    reason = TextField("Lý do đính chính", hint="Ví dụ: trích yếu ghi thiếu chữ")


class InForm(forms.Form):
    symbol = TextField("Số, ký hiệu", max_length=60, hint="Ví dụ: 15-NQ/TU")
    issued_on = DayField("Ngày văn bản", hint="Ví dụ: 02/05/2023")
    issuer = TextField("Nơi ban hành", hint="Ví dụ: Tỉnh ủy")
    type = ChoiceField(
        "Loại văn bản",
        [(t.slug, t.title) for t in rules.TYPES.values()] + [(rules.OTHER.slug, rules.OTHER.title)],
    )
    title = TextField("Trích yếu", max_length=500, lines=2, hint="Không nhập văn bản mang dấu độ mật.")
    received_on = DayField("Ngày đến")
    in_charge = TextField("Người phụ trách", max_length=100, required=False)
    deadline = DayField("Hạn giải quyết", required=False)
    note = TextField("Ghi chú", required=False)


class ReplaceForm(forms.Form):
    replaced = ChoiceField("Văn bản bị thay thế, sửa đổi", [])
    whole = ChoiceField(
        "Cách thay", [("1", "Thay toàn bộ"), ("0", "Sửa đổi, bổ sung một phần (văn bản kia còn hiệu lực)")]
    )
    on = DayField("Từ ngày", hint=_DAY)

    def __init__(self, choices: Sequence[tuple[int, str]], data: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        listed = [("", "Chọn văn bản"), *((str(pk), label) for pk, label in choices)]
        self.fields["replaced"].choices = listed  # type: ignore[attr-defined]


class SendForm(forms.Form):
    to = TicksField("Gửi cho", [])
    on = DayField("Ngày gửi")
    study_by = DayField(
        "Chi bộ phải học xong trước", required=False,
        hint="Có ngày này thì mọi chi bộ bên dưới nơi nhận phải học; để trống nếu chỉ gửi để biết, để thực hiện.",
    )  # fmt: skip

    def __init__(self, units: Sequence[tuple[str, str]], data: Any, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["to"].choices = units  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    symbol = TextField("Số, ký hiệu của kế hoạch, chương trình", max_length=60, hint="Ví dụ: 03-KH/ĐU")
    on = DayField("Ngày ban hành", hint=_DAY)


class SessionForm(forms.Form):
    kind = ChoiceField("Loại", [(kind.value, kind.label) for kind in SessionKind])
    on = DayField("Ngày tổ chức", hint=_DAY)
    title = TextField("Nội dung", max_length=500, hint="Ví dụ: Hội nghị học tập Nghị quyết số 15 của Tỉnh ủy")
    mode = ChoiceField("Hình thức", [("", "Không ghi"), *((m.value, m.label) for m in Mode)], required=False)
    obliged = WholeNumberField("Đảng viên phải dự", least=0, most=1_000_000, required=False)
    present = WholeNumberField("Đảng viên có mặt", least=0, most=1_000_000, required=False)
    non_members = WholeNumberField("Quần chúng dự", least=0, most=1_000_000, required=False)
    documents = TicksField("Văn bản được học", [], required=False)
    cells = TicksField(
        "Chi bộ học tại lớp này", [], required=False, hint="Những chi bộ này được ghi là đã học."
    )
    note = TextField("Ghi chú", required=False)

    def __init__(
        self,
        documents: Sequence[tuple[str, str]],
        cells: Sequence[tuple[str, str]],
        data: Any,
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        for name, choices in (("documents", documents), ("cells", cells)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]


def first_body(place: Place) -> str:
    """The body that issues most documents of an organisation."""
    return Body.CELL.value if place.node.is_cell else Body.COMMITTEE.value
