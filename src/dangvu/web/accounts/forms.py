"""The forms of whoever manages accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from dangvu.accounts.queries import roles_given_at
from dangvu.accounts.roles import ROLES
from dangvu.foundation import clock
from dangvu.web.forms import AddressField, ChoiceField, DayField, TextField
from dangvu.web.gate import Place

_LAST_DAY = "Để trống nếu chưa biết. Ví dụ: 31/12/2026"


def places(place: Place) -> list[tuple[str, str]]:
    """The organisation and everything below it, as choices."""
    below = place.tree.descendants(place.node.id)
    depth = len(place.tree.path(place.node.id))
    return [
        (place.tree[id_].code, f"{'– ' * (len(place.tree.path(id_)) - depth)}{place.tree[id_].name}")
        for id_ in below
    ]


class RoleForm(forms.Form):
    """A role at an organisation, from a day to another."""

    organisation = ChoiceField(
        "Ở tổ chức", (), hint="Vai trò có hiệu lực ở tổ chức này và mọi tổ chức bên dưới"
    )
    role = ChoiceField("Vai trò", (), hint="Chỉ có các vai trò giao được ở tổ chức đã chọn")
    on = DayField("Từ ngày", hint="Ví dụ: 01/12/2026")
    last_day = DayField("Đến hết ngày", required=False, hint=_LAST_DAY)

    def __init__(self, place: Place, *args: Any, at: str = "", **kwargs: Any) -> None:
        """``at``: the code of the organisation whose roles are asked for, before anything is sent."""
        start = at or place.node.code
        kwargs.setdefault("initial", {}).update({"on": clock.today(), "organisation": start})
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = places(place)  # type: ignore[attr-defined]
        # The roles follow the organisation that is chosen, without sending the form; without JavaScript all that can
        # be given below stand there, and what does not fit is told beside the field.
        self.fields["organisation"].widget.attrs |= {
            "hx-get": place.url("account_new"), "hx-trigger": "change" if self.is_bound or at else "load, change",
            "hx-target": "#id_role", "hx-select": "#id_role", "hx-swap": "outerHTML",
        }  # fmt: skip
        chosen = self.data.get("organisation", "") if self.is_bound else start
        self.node = next((node for node in place.tree if node.code == chosen), place.node)
        if self.is_bound or at:
            given = roles_given_at(self.node)
        else:
            below = (place.tree[id_] for id_ in place.tree.descendants(place.node.id))
            given = frozenset[str]().union(*(roles_given_at(node) for node in below))
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", "Chọn vai trò"),
            *((slug, role.title) for slug, role in ROLES.items() if slug in given),
        ]
        sent = ROLES.get(self.data.get("role", "")) if self.is_bound else None
        if sent is not None:
            self.fields["role"].error_messages["invalid_choice"] = (
                f"Vai trò “{sent.title}” không giao ở {self.node.kind_label.lower()}. Chọn lại: danh sách này nay chỉ còn "
                f"các vai trò giao được ở {self.node.name}."
            )

    def asked(self) -> dict[str, Any]:
        """What the action is asked for."""
        last = self.cleaned_data["last_day"]
        return {
            "organisation": self.node.id, "role": self.cleaned_data["role"], "on": self.cleaned_data["on"],
            "until": last + timedelta(days=1) if last else None,
        }  # fmt: skip


class AccountForm(RoleForm):
    """A new account with its first role."""

    full_name = TextField("Họ và tên", max_length=150, hint="Ví dụ: Nguyễn Thị Hoa")
    username = TextField(
        "Tên đăng nhập", max_length=40, hint="Chữ thường không dấu, ví dụ: hoa.nt. Không đổi được về sau"
    )
    email = AddressField()
    field_order = ("full_name", "username", "organisation", "role", "on", "last_day", "email")


class EndForm(forms.Form):
    """The last day of a role."""

    last_day = DayField(
        "Ngày cuối cùng giữ vai trò", hint="Ví dụ: 30/06/2026. Ngày hôm qua hoặc trước đó: hết quyền ngay"
    )


class ReasonForm(forms.Form):
    """Why an account is closed, or a password set anew."""

    reason = TextField(
        "Lý do", max_length=300, hint="Ví dụ: mất điện thoại, đã đối chiếu giấy tờ tại văn phòng"
    )
