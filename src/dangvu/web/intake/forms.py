"""The forms of bringing data in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from dangvu.foundation.periods import Period
from dangvu.intake.mended import CONFIRMED
from dangvu.intake.upload.prepared import kinds
from dangvu.intake.upload.proposals import Proposal
from dangvu.web.forms import ChoiceField, DayField, TextField, at_times

GATE = (
    "Tôi đã kiểm tra: các tệp này không chứa bí mật nhà nước, nội dung vụ việc chưa công bố, đơn thư hay kết luận tiêu "
    "chuẩn chính trị."
)


class ManyFiles(forms.ClearableFileInput):
    """One field, any number of files."""

    allow_multiple_selected = True


class UploadForm(forms.Form):
    """Files to read. The files themselves are taken from the request, one by one."""

    tep = forms.Field(
        label="Các tệp của đơn vị", error_messages={"required": "Chưa chọn tệp nào."},
        widget=ManyFiles(attrs={
            "multiple": True, "accept": ".xlsx,.xls,.xlsm,.ods,.csv,.tsv", "data-choose": "Chọn tệp", "data-none": "Chưa chọn tệp nào",
        }),
        help_text="Chọn được nhiều tệp một lần: Excel (.xlsx, .xls), LibreOffice (.ods) hoặc .csv; mỗi tệp không quá 20 MB. "
                  "Không cần đổi tên tệp hay sắp lại cột.",
    )  # fmt: skip
    declared = forms.BooleanField(
        label=GATE,
        error_messages={"required": "Chưa đánh dấu ô cam kết không có bí mật nhà nước."},
    )


class PasteForm(forms.Form):
    """A block of cells copied in Excel."""

    kind = ChoiceField("Loại biểu", kinds())
    on = DayField("Tính đến ngày", hint="Cho danh sách tính đến một ngày. Ví dụ: 30/06/2023")
    text = forms.CharField(  # as it was pasted: tabs and line ends part the cells
        label="Các ô dán từ Excel", strip=False, max_length=2_000_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Bôi đen các ô trong Excel (nên kèm dòng tiêu đề cột), Ctrl+C, rồi Ctrl+V vào đây.",
        error_messages={"required": "Chưa nhập các ô dán từ Excel.",
                        "max_length": "Khối dán quá lớn; hãy lưu thành tệp Excel rồi nạp tệp."},
    )  # fmt: skip
    declared = forms.BooleanField(
        label=GATE,
        error_messages={"required": "Chưa đánh dấu ô cam kết không có bí mật nhà nước."},
    )


class RowForm(forms.Form):
    """One field for each fault that can be mended; filled in with the proposal."""

    def __init__(self, proposals: Sequence[Proposal], cells: dict[str, str], data: Any = None) -> None:
        super().__init__(data)
        self.proposals = proposals
        self._cells = cells
        for proposal in proposals:
            if not proposal.is_form or proposal.column in self.fields:
                continue
            if proposal.options:
                field: forms.Field = ChoiceField(
                    proposal.label, [("", "Để nguyên"), *proposal.options], hint=proposal.why, required=False
                )
            else:
                lines = 2 if proposal.column == CONFIRMED else 1
                field = TextField(proposal.label, hint=proposal.why, required=False, lines=lines)
            field.initial = proposal.value
            self.fields[proposal.column] = at_times(field)

    @property
    def proposes(self) -> bool:
        """Whether any field begins with something other than what the sender wrote."""
        return any(p.value and p.value != self._cells.get(p.column, "") for p in self.proposals if p.is_form)

    @property
    def values(self) -> dict[str, str]:
        """What was changed: an answer that says what stood there before changes nothing."""
        return {
            column: value
            for column, value in self.cleaned_data.items()
            if value and value != self._cells.get(column, "")
        }


class SheetForm(forms.Form):
    """Whose a sheet is and of which day or period."""

    def __init__(
        self, senders: Sequence[tuple[str, str]], periods: Sequence[tuple[str, str]], data: Any = None
    ) -> None:
        super().__init__(data)
        self.fields["sender"] = ChoiceField(
            "Biểu này của tổ chức nào", [("", "Như trong tệp"), *senders], required=False
        )
        self.fields["as_at"] = DayField(
            "Danh sách tính đến ngày",
            required=False,
            hint="Chỉ cho danh sách đảng viên, danh sách tổ chức. Ví dụ: 31/12/2022",
        )
        self.fields["period"] = ChoiceField("Kỳ của biểu", [("", "Như trong tệp"), *periods], required=False)

    @property
    def values(self) -> dict[str, str]:
        said = self.cleaned_data
        day = said.get("as_at")
        told = {"#sender": said.get("sender"), "#as_at": day.isoformat() if isinstance(day, date) else "",
                "#period": said.get("period")}  # fmt: skip
        return {column: value for column, value in told.items() if value}


def period_choices(latest: Period) -> list[tuple[str, str]]:
    """The periods that a sheet may be of: halves, quarters and years around the latest one."""
    found = []
    for year in range(latest.start.year + 1, latest.start.year - 4, -1):
        for code in (
            f"{year}-H2",
            f"{year}-H1",
            f"{year}",
            f"{year}-9M",
            *(f"{year}-Q{q}" for q in (4, 3, 2, 1)),
        ):
            found.append((code, Period.parse(code).label))
    return found
