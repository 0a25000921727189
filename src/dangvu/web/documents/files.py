"""The file of a document: handed in through the gate, and taken away again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_DOCUMENTS, WRITE_WORK
from dangvu.web.documents.one import view_of
from dangvu.web.files import hand_in
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.work.documents import actions, queries


@at_organisation(WRITE_WORK, post=WRITE_WORK)
def attach(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """Hand in the text of a document; one with a mark of secrecy is refused before it is stored."""
    view, back = view_of(place, document), place.url_of("document", document=document)
    form, answer = hand_in(
        request, place, "documents.attach",
        lambda name, data: actions.attach(
            actor=place.actor, organisation=place.node.id, document=document, name=name, data=data
        ),
        then=back,
    )  # fmt: skip
    if answer:
        return answer
    return page(request, "documents/attach.html", place, "documents", form=form, view=view, back=back)


@at_organisation(READ_DOCUMENTS)
def file(request: HttpRequest, place: Place, document: int) -> HttpResponse:
    """The document's file, to keep."""
    name, data = queries.file_of(
        actor=place.actor, organisation=place.node.id, tree=place.tree, document=document, on=clock.today()
    )
    return attachment(data, name, "application/octet-stream")
