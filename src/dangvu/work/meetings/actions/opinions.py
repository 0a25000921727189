"""The book of proposals and opinions: an entry, to whom it is sent, what was answered. Each step is a row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import WRITE_WORK
from dangvu.foundation.refusals import Impossible
from dangvu.organisations.access import require
from dangvu.organisations.actions import outside_body
from dangvu.organisations.queries import tree_on
from dangvu.work.meetings.models import Opinion, OpinionAnswer, OpinionKind, OpinionRouting, OpinionVoice


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, in which words; ``via``: through whose report, where it did not come directly."""

    organisation: int
    words: str
    via: int | None = None


@dataclass(frozen=True, slots=True)
class NewOpinion:
    """An entry of the book; the same of several organisations is one entry with several voices."""

    text: str
    on: date
    occasion: str = ""
    voices: Sequence[Voice] = ()
    kind: str = OpinionKind.PROPOSAL


def record_opinions(*, actor: Actor, organisation: int, opinions: Sequence[NewOpinion]) -> list[int]:
    """Write entries into the organisation's book; their ids, in the order given. Impossible for one without words."""
    require(actor, WRITE_WORK, organisation)
    if any(not one.text.strip() for one in opinions):
        raise Impossible("Chưa ghi nội dung kiến nghị.", "text")
    with act(actor, "meetings.record_opinions") as opened:
        made = [
            Opinion.objects.create(
                organisation_id=organisation, kind=one.kind, text=one.text.strip(), on=one.on, occasion=one.occasion,
                known_from_act=opened,
            )
            for one in opinions
        ]  # fmt: skip
        for row, one in zip(made, opinions, strict=True):
            _say(row.pk, one.voices, opened)
        record(opened, "meetings.record_opinions", count=len(made), organisation_id=organisation)
    return [int(row.pk) for row in made]


def add_voices(*, actor: Actor, organisation: int, opinion: int, voices: Sequence[Voice]) -> int:
    """More organisations say the same: they join the entry. How many; one that is there in these words is not added."""
    require(actor, WRITE_WORK, organisation)
    with act(actor, "meetings.add_voices") as opened:
        row = _own(organisation, opinion)
        there = set(
            OpinionVoice.objects.known().filter(opinion=row).values_list("organisation_id", "words", "via_id")
        )
        new = [one for one in voices if (one.organisation, one.words, one.via) not in there]
        _say(row.pk, new, opened)
        record(opened, "meetings.add_voices", count=len(new), organisation_id=organisation)
    return len(new)


def _say(opinion: int, voices: Sequence[Voice], opened: Act) -> None:
    OpinionVoice.objects.bulk_create(
        OpinionVoice(
            opinion_id=opinion, organisation_id=one.organisation, via_id=one.via, words=one.words, known_from_act=opened
        )
        for one in voices
    )  # fmt: skip


def route_opinion(
    *, actor: Actor, organisation: int, opinion: int, to: int | None = None, body: str = "", due: date | None = None,
    note: str = "",
) -> None:  # fmt: skip
    """Send an entry of the own book to whoever is to answer: an organisation (``to``), or a body outside the tree.

    Sent before, it is sent elsewhere now; both stay on record. Impossible without an addressee, with a day that is gone,
    or where it has been answered.
    """
    require(actor, WRITE_WORK, organisation)
    if to is None and not body.strip():
        raise Impossible("Chưa chọn nơi trả lời, hoặc ghi tên nơi khác.", "to")
    if to is not None and body.strip():
        raise Impossible("Chỉ chọn một nơi: đơn vị trong danh sách, hoặc nơi khác ghi tên.", "body")
    if due is not None and due < clock.today():
        raise Impossible("Hạn trả lời phải từ hôm nay trở đi.", "due")
    with act(actor, "meetings.route_opinion") as opened:
        row = _own(organisation, opinion)
        if OpinionAnswer.objects.known().filter(opinion=row).exists():
            raise Impossible("Kiến nghị này đã có trả lời nên không chuyển nữa.")
        tree = tree_on(clock.today())
        if to is not None and to not in tree:
            raise LookupError(to)
        outside = None if to is not None else outside_body(actor=actor, organisation=organisation, name=body)
        OpinionRouting.objects.known().filter(opinion=row).update(known_to_act=opened.number)
        OpinionRouting.objects.create(
            opinion=row,
            organisation_id=to,
            body_id=outside,
            due=due,
            note=note.strip(),
            known_from_act=opened,
        )
        name = tree[to].name if to is not None else body.strip()
        record(
            opened, "meetings.route_opinion", count=1, organisation_id=organisation, opinion=opinion, to=name
        )


def answer_opinion(
    *, actor: Actor, organisation: int, opinion: int, text: str, on: date, by: str = ""
) -> None:
    """Write down the answer: at the office that keeps the book, or at the organisation that was asked.

    ``by``: who answers; by default whoever it was sent to. A later answer takes the place of the earlier one.
    LookupError where the organisation is neither.
    """
    require(actor, WRITE_WORK, organisation)
    if not text.strip():
        raise Impossible("Chưa ghi nội dung trả lời.", "text")
    if on > clock.today():
        raise Impossible("Ngày trả lời không thể sau hôm nay.", "on")
    with act(actor, "meetings.answer_opinion") as opened:
        row = _known(opinion)
        sent = OpinionRouting.objects.known().filter(opinion=row).select_related("body").first()
        asked = sent.organisation_id if sent else None
        if organisation not in (row.organisation_id, asked):
            raise LookupError(opinion)
        if on < row.on:
            raise Impossible(f"Ngày trả lời không thể trước ngày nêu kiến nghị ({row.on:%d/%m/%Y}).", "on")
        tree = tree_on(clock.today())
        outside = sent.body.name if sent and sent.body else ""
        at = asked if asked is not None and asked in tree else organisation
        name = by.strip() or outside or tree[at].name
        OpinionAnswer.objects.known().filter(opinion=row).update(known_to_act=opened.number)
        OpinionAnswer.objects.create(opinion=row, text=text.strip(), on=on, by=name, known_from_act=opened)
        record(
            opened, "meetings.answer_opinion", count=1, organisation_id=row.organisation_id, opinion=opinion
        )


def drop_opinions(*, actor: Actor, organisation: int, opinions: Collection[int], reason: str) -> None:
    """Entries that are no proposals, or were written twice, leave the book; the history keeps them and the reason."""
    require(actor, WRITE_WORK, organisation)
    if not reason.strip():
        raise Impossible("Chưa ghi lý do.", "reason")
    with act(actor, "meetings.drop_opinions", reason) as opened:
        rows = [_own(organisation, opinion) for opinion in opinions]
        Opinion.objects.filter(pk__in=[row.pk for row in rows]).update(known_to_act=opened.number)
        record(opened, "meetings.drop_opinions", count=len(rows), organisation_id=organisation)


def _known(opinion: int) -> Opinion:
    row: Opinion | None = Opinion.objects.known().filter(pk=opinion).first()
    if row is None:
        raise LookupError(opinion)
    return row


def _own(organisation: int, opinion: int) -> Opinion:
    row = _known(opinion)
    if row.organisation_id != organisation:
        raise LookupError(opinion)
    return row
