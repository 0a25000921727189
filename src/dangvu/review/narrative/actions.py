"""Writing a unit's own paragraphs, and what the office above does with them: its draft keeps whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dangvu.foundation import clock
from dangvu.foundation.actor import Actor
from dangvu.foundation.audit.actions import act, record
from dangvu.foundation.audit.models import Act
from dangvu.foundation.capabilities import ACCEPT_FIGURES, SEND_FIGURES
from dangvu.foundation.periods import Period
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import is_mark
from dangvu.organisations.access import require
from dangvu.review.actions.steps import may_change
from dangvu.review.models import LeftOut, Passage, PassageSource, ProposalEntry
from dangvu.review.narrative import rules
from dangvu.review.narrative.kept import Marks, marks_of, origins, own_rows, sent_rows, words_of
from dangvu.review.narrative.rules import Fate
from dangvu.review.sections import BY_KEY, Section
from dangvu.review.standing import Cycle
from dangvu.work.meetings.actions import NewOpinion, Voice, add_voices, record_opinions

GONE = (
    "Có đơn vị vừa gửi lại nội dung sau khi đồng chí mở trang nên chưa ghi gì. "
    "Tải lại trang, xem lời mới rồi chọn lại."
)
CLASSIFIED = (
    "có dòng là dấu độ mật nên chưa ghi gì. Nội dung mật không nhập vào đây; đề nghị bỏ khỏi ô này và gửi bằng văn bản theo "
    "quy định về bảo vệ bí mật nhà nước."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of paragraphs of units (ids) that say nearly the same; ``text`` is the one that speaks for them."""

    passages: tuple[int, ...]
    fate: Fate
    text: str = ""
    reason: str = ""


def write(*, actor: Actor, organisation: int, period: Period, texts: Mapping[str, str]) -> int:
    """The unit's own paragraphs of these sections, as typed or pasted: one for each line. How many sections changed.

    What it took over from units below is not touched. LookupError for a section that is not asked for; Impossible
    (field: the section) where there is too much, or a line is a mark of secrecy.
    """
    require(actor, SEND_FIGURES, organisation)
    said = {_section(key).key: rules.paragraphs(text) for key, text in texts.items()}
    for key, paragraphs in said.items():
        if any(is_mark(line) for line in (*texts[key].splitlines(), *paragraphs)):
            raise Impossible(f"{BY_KEY[key].title}: {CLASSIFIED}", key)
        if wrong := rules.fault(paragraphs):
            raise Impossible(f"{BY_KEY[key].title}: {wrong}", key)
    with act(actor, "review.write") as opened:
        cycle = may_change(organisation, period)
        there = own_rows(cycle, organisation)
        changed = 0
        for key, paragraphs in said.items():
            old = [row for row in there if row.section == key and not row.is_taken]
            if [row.text for row in old] == paragraphs:
                continue
            changed += 1
            same = {(row.position, row.text): row for row in old}
            new = [(at, text) for at, text in enumerate(paragraphs) if (at, text) not in same]
            kept = {same[at, text].pk for at, text in enumerate(paragraphs) if (at, text) in same}
            _close([row.pk for row in old if row.pk not in kept], opened)
            Passage.objects.bulk_create(
                Passage(
                    period=cycle.row, organisation_id=organisation, section=key, position=at, text=text, known_from_act=opened
                )
                for at, text in new
            )  # fmt: skip
        record(opened, "review.write", count=changed, organisation_id=organisation, period=period.label)
    return changed


def choose(
    *, actor: Actor, receiver: int, period: Period, section: str, choices: Sequence[Choice]
) -> dict[Fate, int]:
    """What the office does with paragraphs that units sent it for a section; how many groups of each fate.

    A paragraph taken stands in the office's own draft and keeps its sources. A proposal that is taken, or only entered,
    stands in the book of proposals with everyone who makes it. Impossible where a unit has sent again meanwhile.
    """
    require(actor, ACCEPT_FIGURES, receiver)
    asked = _section(section)
    with act(actor, "review.choose") as opened:
        cycle = may_change(receiver, period)
        sent = {row.pk: row for row in sent_rows(cycle, cycle.asked(receiver)) if row.section == section}
        marks = marks_of(cycle, receiver, section)
        done: dict[Fate, int] = {}
        for choice in choices:
            _check(choice, asked, sent)
            rows = [sent[id_] for id_ in dict.fromkeys(choice.passages)]
            at = _forget(rows, marks, opened)
            if choice.fate is Fate.TAKE:
                _take(cycle, receiver, rows, choice.text, at, opened)
            if choice.fate is Fate.LEAVE:
                LeftOut.objects.bulk_create(
                    LeftOut(receiver_id=receiver, passage=row, reason=choice.reason.strip(), known_from_act=opened)
                    for row in rows
                )  # fmt: skip
            if asked.proposals and choice.fate in (Fate.TAKE, Fate.ENTER):
                _enter(actor, cycle, receiver, rows, choice.text, marks)
            done[choice.fate] = done.get(choice.fate, 0) + 1
        record(
            opened, "review.choose", count=len(choices), organisation_id=receiver, period=period.label, section=asked.title
        )  # fmt: skip
    return done


def take_out(*, actor: Actor, receiver: int, period: Period, passage: int) -> None:
    """A paragraph that speaks for units leaves the office's draft; what they sent waits again."""
    require(actor, ACCEPT_FIGURES, receiver)
    with act(actor, "review.take_out") as opened:
        cycle = may_change(receiver, period)
        if passage not in {row.pk for row in own_rows(cycle, receiver) if row.is_taken}:
            raise LookupError(passage)
        _close([passage], opened)
        record(opened, "review.take_out", count=1, organisation_id=receiver, period=period.label)


def _section(key: str) -> Section:
    if key not in BY_KEY:
        raise LookupError(key)
    return BY_KEY[key]


def _check(choice: Choice, section: Section, sent: Mapping[int, Passage]) -> None:
    if not choice.passages or any(id_ not in sent for id_ in choice.passages):
        raise Impossible(GONE)
    if choice.fate is Fate.ENTER and not section.proposals:
        raise LookupError(choice.fate)
    if choice.fate not in (Fate.TAKE, Fate.ENTER):
        return
    if not rules.paragraphs(choice.text):
        raise Impossible("Chưa có lời để đưa vào dự thảo.", f"loi-{choice.passages[0]}")
    if wrong := rules.fault([_one(choice.text)]):
        raise Impossible(wrong, f"loi-{choice.passages[0]}")


def _one(text: str) -> str:
    """A group is one paragraph of the draft, however its box was broken into lines."""
    return " ".join(rules.paragraphs(text))


def _close(passages: Iterable[int], opened: Act) -> None:
    Passage.objects.known().filter(pk__in=list(passages)).update(known_to_act=opened.number)


def _forget(rows: Sequence[Passage], marks: Marks, opened: Act) -> int | None:
    """What was chosen before for these words no longer holds; where in the draft they stood."""
    said = {words_of(row) for row in rows}
    taken = {marks.taken[words] for words in said if words in marks.taken}
    _close([row.pk for row in taken], opened)
    left = [row.pk for words in said for row in marks.left.get(words, ())]
    LeftOut.objects.filter(pk__in=left).update(known_to_act=opened.number)
    return min((row.position for row in taken), default=None)


def _take(
    cycle: Cycle, receiver: int, rows: Sequence[Passage], text: str, at: int | None, opened: Act
) -> None:
    there = [row.position for row in own_rows(cycle, receiver) if row.section == rows[0].section]
    # What was taken follows what the office wrote itself.
    position = at if at is not None else max([rules.MOST_PARAGRAPHS, *there]) + 1
    made = Passage.objects.create(
        period=cycle.row, organisation_id=receiver, section=rows[0].section, position=position, text=_one(text),
        known_from_act=opened,
    )  # fmt: skip
    PassageSource.objects.bulk_create(PassageSource(passage=made, source=row) for row in rows)


def _enter(
    actor: Actor, cycle: Cycle, receiver: int, rows: Sequence[Passage], text: str, marks: Marks
) -> None:
    """Into the book of proposals; where some of these paragraphs are in it already, the others join their entry."""
    below = origins([row.pk for row in rows])
    voices = [Voice(row.organisation_id, row.text) for row in rows]
    voices += [
        Voice(one.organisation_id, one.text, via=row.organisation_id) for row in rows for one in below[row.pk]
    ]
    there = sorted({marks.entered[words] for row in rows if (words := words_of(row)) in marks.entered})
    if there:
        opinion = there[0]
        add_voices(actor=actor, organisation=receiver, opinion=opinion, voices=voices)
    else:
        said = _one(text)
        if len({row.organisation_id for row in rows}) > 1:  # of one unit such an end is its own words
            said = rules.without_units(said)
        new = NewOpinion(said, clock.today(), f"Báo cáo {cycle.period.label}", voices)
        [opinion] = record_opinions(actor=actor, organisation=receiver, opinions=[new])
    known = set(ProposalEntry.objects.filter(opinion_id=opinion).values_list("passage_id", flat=True))
    ProposalEntry.objects.bulk_create(
        ProposalEntry(passage=row, opinion_id=opinion) for row in rows if row.pk not in known
    )
