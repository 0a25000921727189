"""Handing a file in, wherever a page asks for one to keep: the form, the gate's answer, what is said."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from dangvu.foundation.handed_in import KINDS, Attached
from dangvu.web.gate import Place
from dangvu.web.posts import submit


class FileForm(forms.Form):
    """The file, and the word of whoever hands it in."""

    file = forms.FileField(
        label="Tệp văn bản", error_messages={"required": "Chưa chọn tệp nào.", "empty": "Tệp này rỗng; chọn tệp khác."},
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS), "data-choose": "Chọn tệp", "data-none": "Chưa chọn tệp nào"}),
        help_text="Word (.docx), PDF, Excel (.xlsx) hoặc .txt, không quá 20 MB.",
    )  # fmt: skip
    declared = forms.BooleanField(
        label="Tôi cam kết tệp này không chứa bí mật nhà nước, không mang dấu độ mật",
        error_messages={"required": "Chưa đánh dấu ô cam kết không có bí mật nhà nước."},
    )


def _said(done: Attached) -> str:
    if done.refused:
        return (
            f"Tệp mang dấu độ mật ({done.refused}) nên không được giữ. Dừng lại, lấy tệp ra khỏi máy nối mạng, báo ngay văn"
            " phòng cấp ủy và cơ yếu."
        )
    if not done.read:
        return "Đã đính kèm. Máy không đọc được chữ trong tệp (bản chụp), chỉ dựa vào cam kết của đồng chí."
    return "Đã đính kèm tệp."


def hand_in(
    request: HttpRequest, place: Place, kind: str, keep: Callable[[str, bytes], Attached], *, then: str
) -> tuple[FileForm, HttpResponse | None]:  # fmt: skip
    """The form, and, once a file was sent, the answer to ``keep(name, bytes)``; None: the page shows the form."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return form, None
    sent, done = form.cleaned_data["file"], list[Attached]()

    def do() -> Attached:
        done.append(keep(sent.name, sent.read()))
        return done[0]

    answer = submit(request, place, kind, do, then=then, said=_said, form=form)
    if answer and done and done[0].refused:
        list(messages.get_messages(request))  # what was said as a success is no success
        messages.error(request, _said(done[0]))
    return form, answer
