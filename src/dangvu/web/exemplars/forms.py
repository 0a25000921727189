"""What is asked for about a recognition."""

from __future__ import annotations

from typing import Any

from django import forms

from dangvu.members.queries.search import Found, search
from dangvu.web.forms import ChoiceField, DayField, TextField, at_times
from dangvu.web.gate import Place
from dangvu.work.exemplars.actions import NewExemplar
from dangvu.work.exemplars.queries import KINDS, LEVELS, ExemplarView


class ExemplarForm(forms.Form):
    """One recognition. Whose deed it is, is looked for among the members; no name is kept as typed."""

    kind = ChoiceField("Loại", KINDS, widget=forms.RadioSelect)
    by = ChoiceField("Của tổ chức", [])
    title = at_times(
        TextField(
            "Tên mô hình, việc làm được nêu gương", required=False,
            hint="Ghi việc làm, không ghi họ tên. Ví dụ: Mỗi tuần một việc tốt vì dân. Chi bộ “bốn tốt”, kiểu mẫu thì để trống",
        )
    )  # fmt: skip
    member = at_times(
        TextField(
            "Là việc của đảng viên", required=False, max_length=100,
            hint="Chỉ với gương điển hình là một người: gõ tên, máy tìm trong danh sách. Của tập thể thì để trống",
        )
    )  # fmt: skip
    recognised_on = DayField("Ngày công nhận", hint="Ngày ký quyết định. Ví dụ: 19/05/2023")
    level = ChoiceField("Cấp công nhận", [("", "Chọn cấp"), *LEVELS])
    decision = TextField(
        "Quyết định công nhận",
        required=False,
        max_length=100,
        hint="Ví dụ: 45-QĐ/ĐUK; chưa có số thì để trống",
    )
    until = DayField(
        "Có giá trị đến hết ngày", required=False,
        hint="Để trống nếu không ghi thời hạn; riêng chi bộ “bốn tốt”, kiểu mẫu khi ấy tính đến 31/12 của năm công nhận",
    )  # fmt: skip

    def __init__(self, place: Place, data: Any, one: ExemplarView | None = None) -> None:
        initial: dict[str, Any] = {"by": str(place.node.id)}
        if one is not None:
            initial = {
                "kind": one.kind, "by": str(one.organisation), "title": one.title, "member": one.name,
                "recognised_on": one.recognised_on, "level": one.level, "decision": one.decision, "until": one.until,
            }  # fmt: skip
        super().__init__(data, initial=initial)
        self._place = place
        self._one = one
        tree, here = place.tree, place.node.id
        choices = [(str(o), tree.label(o) if o != here else place.node.name) for o in tree.descendants(here)]
        self.fields["by"].choices = choices  # type: ignore[attr-defined]
        self.person: int | None = None
        if data is not None and data.get("person"):
            self._ask_which(self._found(str(data.get("member", ""))))

    def _found(self, name: str) -> list[Found]:
        by = self.data.get("by", "")
        within = int(by) if by.isascii() and by.isdigit() and len(by) < 12 else self._place.node.id
        people = search(self._place.actor, name, within=within).people
        return [one for one in people if one.is_member]

    def _ask_which(self, found: list[Found]) -> None:
        tree = self._place.tree
        several = [
            (
                str(one.person),
                f"{one.name}, sinh năm {one.birth[:4] or 'chưa rõ'}, {tree.label(one.organisation)}",
            )
            for one in found
            if one.organisation is not None and one.organisation in tree
        ]
        self.fields["person"] = ChoiceField("Là người nào", several, required=False, widget=forms.RadioSelect)
        self.order_fields(["kind", "by", "title", "member", "person"])

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        name = told.get("member", "")
        if not name or "by" not in told:
            return told
        if self._one is not None and self._one.person is not None and name == self._one.name:
            self.person = self._one.person
            return told
        found = self._found(name)
        chosen = told.get("person", "")
        if chosen:
            self.person = int(chosen)
        elif len(found) == 1:
            self.person = found[0].person
        elif not found:
            self.add_error(
                "member",
                "Không có đảng viên nào tên như vậy ở tổ chức đã chọn. Kiểm tra chính tả, hoặc để trống.",
            )
        else:
            self._ask_which(found)
            self.add_error("person", f"Có {len(found)} người khớp với tên này; chọn một người.")
        return told

    def told(self) -> NewExemplar:
        d = self.cleaned_data
        return NewExemplar(
            int(d["by"]), d["kind"], d["recognised_on"], d["title"], d["level"], d["decision"], d["until"], self.person
        )  # fmt: skip


class CorrectionForm(ExemplarForm):
    reason = TextField("Lý do sửa", hint="Ví dụ: ghi nhầm ngày công nhận")
