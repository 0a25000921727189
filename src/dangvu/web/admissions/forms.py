"""The forms of the way into the Party: each step asks only what it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from dangvu.members.words import OCCUPATION, UNION
from dangvu.web.forms import ChoiceField, DayField, PartialDateField, TextField, TicksField, WholeNumberField
from dangvu.work.admissions.actions import NewStep
from dangvu.work.admissions.queries.board import Choice
from dangvu.work.admissions.rules.gates import BELOW_LOWER_SECONDARY, SCHOOLING, voters
from dangvu.work.admissions.rules.steps import CELL, INTRODUCERS, Step
from dangvu.work.admissions.rules.votes import Vote

_NOBODY = ("", "Chưa chọn")
#: Steps after which a term runs from the day on which the paper arrives, and who receives it.
_RECEIVED = {
    "nghi_quyet_chi_bo": "Ngày cấp trên nhận nghị quyết", "nghi_quyet_dang_uy": "Ngày cấp trên nhận nghị quyết",
    "quyet_dinh": "Ngày chi bộ nhận quyết định", "nghi_quyet_chi_bo_ct": "Ngày cấp trên nhận nghị quyết",
    "nghi_quyet_dang_uy_ct": "Ngày cấp trên nhận nghị quyết",
}  # fmt: skip
_DAYS = {
    "don": "Ngày viết đơn", "ly_lich": "Ngày khai lý lịch", "tham_tra": "Ngày chứng nhận lý lịch",
    "quyet_dinh": "Ngày quyết định", "le_ket_nap": "Ngày tổ chức lễ kết nạp", "quyet_dinh_ct": "Ngày quyết định",
    "nghi_quyet_chi_bo": "Ngày họp chi bộ", "nghi_quyet_chi_bo_ct": "Ngày họp chi bộ",
    "nghi_quyet_dang_uy": "Ngày họp cấp ủy", "nghi_quyet_dang_uy_ct": "Ngày họp cấp ủy",
}  # fmt: skip


class StepForm(forms.Form):
    """One step, of one person or of several; ``people`` and the columns of each are added for several."""

    def __init__(
        self, data: Any = None, *, step: Step, listed: int | None = None, ask_ground: bool = False,
        correcting: bool = False, people: Sequence[tuple[int, str]] = (),
        lists: Mapping[int, int | None] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        self.step, self.several = step, bool(people)
        if people:
            self.fields["people"] = TicksField("người", [(str(person), name) for person, name in people])
        self.fields["on"] = DayField(_DAYS.get(step.slug, "Ngày"), hint="Ví dụ: 05/07/2023")
        if not people:
            self._add_number("number")
        if step.slug in _RECEIVED:
            self.fields["received_on"] = DayField(
                _RECEIVED[step.slug], required=False, hint="Để trống thì thời hạn tính từ ngày của văn bản."
            )
        if step.votes:
            self._add_votes(listed, bool(people))
        self._add_rest(ask_ground)
        for person, name in people:
            self._add_columns(person, name, (lists or {}).get(person))
        if correcting:
            self.fields["reason"] = TextField(
                "Lý do đính chính", hint="Ví dụ: ghi nhầm ngày trên nghị quyết."
            )

    def _add_number(self, name: str) -> None:
        step = self.step
        if step.numbered or step.votes or step.slug in ("tham_tra", "gia_han"):
            label = "Số quyết định" if step.numbered else "Số văn bản"
            example = "Ví dụ: 812-QĐ/ĐUK" if step.numbered else "Ví dụ: 15-NQ/CB"
            self.fields[name] = TextField(label, required=step.numbered, max_length=60, hint=example)

    def _add_votes(self, listed: int | None, several: bool) -> None:
        who = voters(self.step)
        if not several or self.step.votes != CELL:
            self.fields["listed"] = WholeNumberField(
                f"Tổng số {who}", least=1, most=10_000, initial=listed or None
            )
        if self.step.votes == CELL and not several:
            self.fields["away"] = WholeNumberField(
                "Đang sinh hoạt tạm thời nơi khác",
                least=0,
                required=False,
                hint="Không tính vào tổng số biểu quyết.",
            )
            self.fields["exempt_absent"] = WholeNumberField(
                "Được miễn sinh hoạt và vắng mặt",
                least=0,
                required=False,
                hint="Không tính vào tổng số biểu quyết.",
            )
        if not several:
            self.fields["votes_for"] = WholeNumberField("Số tán thành", least=0)

    def _add_rest(self, ask_ground: bool) -> None:
        slug = self.step.slug
        if slug == "nghi_quyet_chi_bo":
            self.fields["consent"] = TextField(
                "Số văn bản đồng ý (nếu quá 60 tuổi)", required=False, max_length=60,
                hint="Của ban thường vụ cấp ủy trực thuộc Trung ương.",
            )  # fmt: skip
            if ask_ground:
                self.fields["ground"] = TextField(
                    "Lý do được xét khi chưa học hết trung học cơ sở", required=False
                )
        if slug == "le_ket_nap":
            self.fields["consent"] = TextField(
                "Số văn bản đồng ý (nếu tổ chức sau thời hạn)", required=False, max_length=60,
                hint="Quá 30 ngày làm việc kể từ ngày nhận quyết định thì phải báo cáo và được đồng ý.",
            )  # fmt: skip
        if slug == "ly_lich":
            self.fields["abroad"] = forms.BooleanField(
                label="Có người phải thẩm tra ở ngoài nước", required=False,
                help_text="Thời hạn thẩm tra khi đó dài hơn.",
            )  # fmt: skip
        if slug == "gia_han":
            self.fields["extra_days"] = WholeNumberField("Gia hạn thêm (ngày làm việc)", least=1)
        required = slug == "gia_han"
        self.fields["note"] = TextField("Lý do gia hạn" if required else "Ghi chú", required=required)

    def _add_columns(self, person: int, name: str, listed: int | None) -> None:
        if self.step.numbered:
            self.fields[f"number_{person}"] = TextField(
                f"Số quyết định của {name}", required=False, max_length=60
            )
        if self.step.votes == CELL:
            self.fields[f"listed_{person}"] = WholeNumberField(
                f"Số đảng viên chính thức của chi bộ {name}", least=1, required=False, initial=listed
            )
        if self.step.votes:
            self.fields[f"votes_{person}"] = WholeNumberField(f"Số tán thành {name}", least=0, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.several:
            return data
        for person in data.get("people", ()):
            if self.step.numbered and not data.get(f"number_{person}"):
                self.add_error(
                    f"number_{person}", "Chưa ghi số quyết định của người đã chọn, ví dụ 812-QĐ/ĐUK."
                )
            if (
                self.step.votes
                and data.get(f"votes_{person}") is None
                and f"votes_{person}" not in self.errors
            ):
                self.add_error(f"votes_{person}", "Chưa ghi số tán thành của người đã chọn.")
        return data

    def entry(self, person: int) -> NewStep:
        """What was entered of one person, for the action."""
        told = self.cleaned_data
        number = told.get(f"number_{person}") if self.several else told.get("number")
        votes = told.get(f"votes_{person}") if self.several else told.get("votes_for")
        vote = None
        if self.step.votes:
            listed = told.get(f"listed_{person}") or told.get("listed") or 0
            vote = Vote(listed, votes or 0, told.get("away") or 0, told.get("exempt_absent") or 0)
        return NewStep(
            person, told["on"], number=number or "", received_on=told.get("received_on"), vote=vote,
            consent=told.get("consent") or "", ground=told.get("ground") or "", note=told.get("note") or "",
            extra_days=told.get("extra_days") or 0, abroad=bool(told.get("abroad")),
        )  # fmt: skip


def choices(members: Sequence[Choice]) -> list[tuple[str, str]]:
    return [_NOBODY, *((str(member.person), member.label) for member in members)]


class OutstandingForm(forms.Form):
    """A person whom the cell put on its list."""

    def __init__(
        self, data: Any = None, *, cells: Sequence[tuple[int, str]], members: Sequence[Choice], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        if len(cells) > 1:
            self.fields["cell"] = ChoiceField(
                "Chi bộ", [("", "Chọn chi bộ"), *((str(i), n) for i, n in cells)]
            )
        self.fields["name"] = TextField(
            "Họ và tên", max_length=200, hint="Ghi đủ họ, chữ đệm và tên, có dấu."
        )
        self.fields["birth"] = PartialDateField("Ngày sinh")
        self.fields["sex"] = ChoiceField(
            "Giới tính", [("", "Chưa chọn"), ("nam", "Nam"), ("nu", "Nữ")], required=False
        )
        self.fields["ethnicity"] = TextField("Dân tộc", max_length=60, required=False)
        self.fields["schooling"] = ChoiceField("Trình độ học vấn", [_NOBODY, *SCHOOLING.items()])
        self.fields["occupation"] = ChoiceField("Nghề nghiệp", [_NOBODY, *OCCUPATION], required=False)
        self.fields["position"] = TextField(
            "Chức vụ, công tác",
            max_length=200,
            required=False,
            hint="Ví dụ: Tổ trưởng; không giữ thì bỏ trống.",
        )
        self.fields["union"] = ChoiceField("Đoàn thể", [_NOBODY, *UNION], required=False)
        self.fields["listed_on"] = DayField("Ngày chi bộ đưa vào danh sách", hint="Ví dụ: 05/09/2022")
        self.fields["document_number"] = TextField(
            "Số nghị quyết", required=False, max_length=60, hint="Ví dụ: 12-NQ/CB"
        )
        if members:
            self.fields["helper"] = ChoiceField(
                "Đảng viên giúp đỡ", choices(members), required=False,
                hint="Đảng viên chính thức được chi bộ phân công theo dõi, giúp đỡ.",
            )  # fmt: skip


class AmendForm(forms.Form):
    """Who helps, what schooling."""

    def __init__(self, data: Any = None, *, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["schooling"] = ChoiceField(
            "Trình độ học vấn", [_NOBODY, *SCHOOLING.items()], required=False
        )
        self.fields["helper"] = ChoiceField("Đảng viên giúp đỡ", choices(members), required=False)


class IntroductionForm(forms.Form):
    """A paper of introduction."""

    def __init__(self, data: Any = None, *, members: Sequence[Choice], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["kind"] = ChoiceField("Ai giới thiệu", list(INTRODUCERS.items()))
        self.fields["by"] = ChoiceField(
            "Đảng viên giới thiệu", choices(members), required=False,
            hint="Bỏ trống nếu là nghị quyết của đoàn thanh niên hoặc công đoàn.",
        )  # fmt: skip
        self.fields["on"] = DayField("Ngày ghi trên giấy giới thiệu", hint="Ví dụ: 03/05/2023")
        self.fields["together_from"] = DayField(
            "Cùng đơn vị với người được giới thiệu từ ngày", required=False,
            hint="Phải đủ 12 tháng đến ngày giới thiệu. Để trống nếu đã lâu năm.",
        )  # fmt: skip
        self.fields["document_number"] = TextField(
            "Số nghị quyết của đoàn thể", required=False, max_length=60
        )


class EndForm(forms.Form):
    """Why a way ends before its goal."""

    def __init__(self, data: Any = None, *, probationer: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        outcomes = (
            [("de_nghi_xoa_ten", "Không đủ tư cách đảng viên dự bị, đề nghị xóa tên")]
            if probationer
            else [
                ("thoi_xet", "Thôi xét kết nạp"), ("khong_du_phieu", "Không đủ phiếu, không xét tiếp"),
                ("chuyen_noi_khac", "Chuyển nơi công tác, cư trú"),
            ]
        )  # fmt: skip
        self.fields["outcome"] = ChoiceField("Kết quả", outcomes)
        self.fields["on"] = DayField("Ngày chi bộ kết luận", hint="Ví dụ: 05/07/2023")
        self.fields["reason"] = TextField("Lý do", hint="Ví dụ: chuyển công tác ra ngoài tỉnh từ 01/6/2023.")


def asks_ground(schooling: str) -> bool:
    return schooling == BELOW_LOWER_SECONDARY
