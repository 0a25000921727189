"""The papers of a conference in Word, on the template of their day: the notice of conclusions, the invitation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.capabilities import READ_NAMES
from dangvu.organisations.access import require
from dangvu.organisations.tree import Node, Tree
from dangvu.proceedings.queries import notice_of, opinions_of
from dangvu.work.conferences import queries

from . import render
from .outlines import conference as outline
from .queries import head_of


def conference_paper(
    *, actor: Actor, organisation: Node, tree: Tree, conference: int, paper: str, delegate: int | None = None
) -> tuple[bytes, str]:
    """One paper and a file name that names nobody. LookupError for a paper or a delegate that there is not.

    The notice bears the number that the register gave it; before that it is a draft.
    """
    require(actor, READ_NAMES, organisation.id)
    asked = {"actor": actor, "organisation": organisation.id, "tree": tree, "conference": conference}
    view = queries.conference(**asked)  # type: ignore[arg-type]
    called = queries.roll(**asked)  # type: ignore[arg-type]
    holder = tree[view.holder]
    at = datetime.combine(clock.today(), datetime.min.time(), clock.HERE)
    if paper == outline.INVITATION:
        one = next((row for row in called.rows if row.id == delegate), None)
        if delegate is not None and one is None:
            raise LookupError(delegate)
        head = head_of(actor, tree, holder, "GM")
        issuer = head.issuer_name or holder.name
        return render.docx(outline.invitation(view, issuer, head, one, at)), "giay-moi.docx"
    if paper != outline.NOTICE or not view.is_own:
        raise LookupError(paper)
    head, issued = head_of(actor, tree, holder, "TB"), notice_of(**asked)  # type: ignore[arg-type]
    if issued is not None:
        number, _, symbol = issued.symbol.partition("-")
        # Who signed is what the register says: today's secretary may be another.
        head = replace(head, number=number, symbol=symbol, signer_name=issued.signer)
    held = outline.Held(
        view, head.issuer_name or holder.name, called,
        queries.points(**asked), opinions_of(**asked), frozenset(tree.children(holder.id)),  # type: ignore[arg-type]
    )  # fmt: skip
    day = issued.on if issued else clock.today()
    return render.docx(outline.notice(held, head, day, at, issued is None)), "thong-bao-ket-luan.docx"
