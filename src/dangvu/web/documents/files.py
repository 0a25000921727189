"""The file of a document: handed in through the gate, and taken away again."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.web.documents.one import view_of
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.work.documents import actions, queries
from dangvu.work.documents.actions import Attached
from dangvu.work.documents.actions.files import KINDS


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


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def attach(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """Hand in the text of a document; one with a mark of secrecy is refused before it is stored."""
    view, back = view_of(place, document), place.url_of("document", document=document)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        done: list[Attached] = []

        def do() -> Attached:
            done.append(
                actions.attach(
                    actor=place.actor,
                    organisation=place.node.id,
                    document=document,
                    name=sent.name,
                    data=sent.read(),
                )
            )
            return done[0]

        answer = submit(request, place, "documents.attach", do, then=back, said=_said, form=form)
        if answer:
            if done and done[0].refused:
                list(messages.get_messages(request))  # what was said as a success is no success
                messages.error(request, _said(done[0]))
            return answer
    return page(request, "documents/attach.html", place, "documents", form=form, view=view, back=back)


@at_organisation(READ_DOCUMENTS)
def file(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """The document's file, to keep."""
    name, data = queries.file_of(
        actor=place.actor, organisation=place.node.id, tree=place.tree, document=document, on=clock.today()
    )
    return attachment(data, name, "application/octet-stream")
