"""The papers of one person's way into the Party: the checklist of the dossier, and a draft for each decision.

Named as in domain §2.1. No text of an official form is copied and none was read: what is drafted are the facts on
record in plain sentences, and every draft says that its form is not confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dangvu.work.admissions.queries import DossierView
from dangvu.work.admissions.rules.steps import (
    ABOVE,
    AWARENESS,
    BY_SLUG,
    CELL,
    COMMITTEE,
    NEW_MEMBERS,
    STEPS,
    Step,
    steps_of,
)

from ..document import Document, Letterhead, Paragraph, Run, Section, Table, TableColumn

DOTS = "………………"
CHECKLIST = "phieu"
UNCONFIRMED = "mẫu chưa xác nhận"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that can be drafted: for which step, what kind it is, who issues it, what it resolves."""

    slug: str
    title: str
    type_name: str
    symbol: str
    summary: str
    organ: str
    authority: str
    resolves: Callable[[DossierView], Sequence[str]]

    @property
    def step(self) -> Step | None:
        return BY_SLUG.get(self.slug)

    @property
    def form(self) -> str:
        return self.step.form if self.step else ""


def _day(day: date | None) -> str:
    return f"ngày {day:%d/%m/%Y}" if day else f"ngày {DOTS}"


def _named(view: DossierView) -> str:
    return f"{view.case.name}{f', sinh {view.case.file.birth}' if view.case.file.birth else ''}"


def _who(view: DossierView) -> str:
    return f"{_named(view)}, {view.place}"


def _vote(view: DossierView, slug: str) -> str:
    """The vote as counted, else places to fill in."""
    done = view.case.file.done(slug)
    who = "đảng viên chính thức" if BY_SLUG[slug].votes == CELL else "cấp ủy viên"
    if done is None or done.vote is None:
        return (
            f"Kết quả biểu quyết: {DOTS} trên {DOTS} {who} tán thành; không tán thành {DOTS}, lý do: {DOTS}."
        )
    return f"Kết quả biểu quyết {_day(done.on)}: {done.vote.votes_for} trên {done.vote.base} {who} tán thành."


def _resolution(slug: str, what: str, to: str) -> Callable[[DossierView], Sequence[str]]:
    def said(view: DossierView) -> Sequence[str]:
        return (
            f"Sau khi xem xét hồ sơ của {_who(view)} và thảo luận,",
            _vote(view, slug),
            f"Đối chiếu với tiêu chuẩn, điều kiện, đề nghị {to} xét, {what} {view.case.name}.",
        )

    return said


def _admits(view: DossierView) -> Sequence[str]:
    voted = view.case.file.done("nghi_quyet_dang_uy") or view.case.file.done("nghi_quyet_chi_bo")
    return (
        f"Xét nghị quyết đề nghị kết nạp số {voted.number if voted and voted.number else DOTS} "
        f"{_day(voted.on if voted else None)},",
        f"Điều 1. Kết nạp {_who(view)} vào Đảng Cộng sản Việt Nam.",
        f"Điều 2. {view.place} tổ chức lễ kết nạp trong thời hạn quy định kể từ ngày nhận quyết định, phân công đảng "
        "viên chính thức giúp đỡ và theo dõi trong thời gian dự bị.",
        f"Điều 3. {view.place} và người có tên trên chịu trách nhiệm thi hành quyết định này.",
    )


def _ceremony(view: DossierView) -> Sequence[str]:
    decided = view.case.file.done("quyet_dinh")
    number = decided.number if decided and decided.number else DOTS
    return (
        f"Thực hiện Quyết định số {number} {_day(decided.on if decided else None)} về kết nạp đảng viên,",
        f"{view.place} tổ chức lễ kết nạp {_named(view)}, vào hồi {DOTS} ngày {DOTS}, tại {DOTS}.",
        "Thành phần dự lễ: đảng viên trong chi bộ, người giới thiệu, đại diện cấp ủy cấp trên và đoàn thể.",
    )


def _recognises(view: DossierView) -> Sequence[str]:
    due = next((t.deadline.start for t, _, _ in view.terms if t.kind == "xet_chinh_thuc"), None)
    joined = view.case.file.ceremony
    return (
        f"Xét đề nghị công nhận đảng viên chính thức đối với {_who(view)}, vào Đảng {joined or DOTS},",
        f"Điều 1. Công nhận {view.case.name} là đảng viên chính thức, tính từ ngày hết mười hai tháng dự bị"
        f"{f' ({due:%d/%m/%Y})' if due else ''}.",
        f"Điều 2. {view.place} và đồng chí có tên trên chịu trách nhiệm thi hành quyết định này.",
    )


def _extends(view: DossierView) -> Sequence[str]:
    term = next((t for t, _, _ in view.terms if t.kind == "quyet_dinh"), None)
    until = f"{term.deadline.on:%d/%m/%Y} ({term.deadline.source})" if term else DOTS
    return (
        f"Hạn ra quyết định kết nạp đối với {_who(view)} là ngày {until}.",
        f"Nay gia hạn thêm {DOTS} ngày làm việc, lý do: {DOTS}.",
    )


_T = "T/M"
PAPERS: tuple[Paper, ...] = (
    Paper("nghi_quyet_chi_bo", "Nghị quyết đề nghị kết nạp", "NGHỊ QUYẾT", "NQ", "đề nghị kết nạp đảng viên", CELL,
          f"{_T} CHI BỘ", _resolution("nghi_quyet_chi_bo", "kết nạp", "cấp ủy cấp trên")),
    Paper("nghi_quyet_dang_uy", "Nghị quyết đề nghị kết nạp", "NGHỊ QUYẾT", "NQ", "đề nghị kết nạp đảng viên", COMMITTEE,
          f"{_T} ĐẢNG ỦY", _resolution("nghi_quyet_dang_uy", "kết nạp", "cấp ủy có thẩm quyền")),
    Paper("gia_han", "Thông báo gia hạn", "THÔNG BÁO", "TB", "gia hạn xét, quyết định kết nạp đảng viên", ABOVE,
          f"{_T} BAN THƯỜNG VỤ", _extends),
    Paper("quyet_dinh", "Quyết định kết nạp", "QUYẾT ĐỊNH", "QĐ", "kết nạp đảng viên", ABOVE,
          f"{_T} BAN THƯỜNG VỤ", _admits),
    Paper("le_ket_nap", "Thông báo lễ kết nạp", "THÔNG BÁO", "TB", "tổ chức lễ kết nạp đảng viên", CELL,
          f"{_T} CHI BỘ", _ceremony),
    Paper("nghi_quyet_chi_bo_ct", "Nghị quyết đề nghị công nhận chính thức", "NGHỊ QUYẾT", "NQ",
          "đề nghị công nhận đảng viên chính thức", CELL, f"{_T} CHI BỘ",
          _resolution("nghi_quyet_chi_bo_ct", "công nhận đảng viên chính thức đối với", "cấp ủy cấp trên")),
    Paper("nghi_quyet_dang_uy_ct", "Nghị quyết đề nghị công nhận chính thức", "NGHỊ QUYẾT", "NQ",
          "đề nghị công nhận đảng viên chính thức", COMMITTEE, f"{_T} ĐẢNG ỦY",
          _resolution("nghi_quyet_dang_uy_ct", "công nhận đảng viên chính thức đối với", "cấp ủy có thẩm quyền")),
    Paper("quyet_dinh_ct", "Quyết định công nhận chính thức", "QUYẾT ĐỊNH", "QĐ", "công nhận đảng viên chính thức", ABOVE,
          f"{_T} BAN THƯỜNG VỤ", _recognises),
)  # fmt: skip
PAPER_OF = {paper.slug: paper for paper in PAPERS}


def papers_for(view: DossierView) -> list[Paper]:
    """What can be drafted now: of the step that is waited for, and of every other that could be recorded today."""
    waited = [view.next.step] if view.next and view.next.step.slug == view.case.stage else []
    wanted = [*waited, *view.possible]
    return [PAPER_OF[slug] for slug in dict.fromkeys(step.slug for step in wanted) if slug in PAPER_OF]


def draft(
    view: DossierView, paper: Paper, letterhead: Letterhead, at: datetime, grounds: Sequence[str]
) -> Document:
    """One paper as a draft: the facts on record, dotted places for what is not known yet."""
    form = f" Mẫu {paper.form}." if paper.form else ""
    note = (
        f"[Dự thảo ghép từ dữ kiện đã ghi; {UNCONFIRMED}.{form} Đối chiếu với mẫu của hướng dẫn hiện hành rồi mới "
        "trình ký; xóa dòng này.]"
    )
    said = [note, *(f"Căn cứ {ground};" for ground in grounds), *paper.resolves(view)]
    body = tuple(Paragraph((Run(text),)) for text in said)
    return Document(
        paper.type_name, paper.summary, letterhead, view.today, (Section(1, "", body),), (), True, at
    )  # fmt: skip


_COLUMNS = (
    TableColumn("TT", 10, "right"), TableColumn("Giấy tờ, bước", 58), TableColumn("Mẫu", 22),
    TableColumn("Đã có", 35), TableColumn("Còn thiếu, ghi chú", 40),
)  # fmt: skip
_TERMS = (
    TableColumn("Việc", 50), TableColumn("Hạn", 24), TableColumn("Còn", 36), TableColumn("Căn cứ", 55),
)  # fmt: skip


def checklist(view: DossierView, letterhead: Letterhead, at: datetime) -> Document:
    """What is in the dossier, what is missing, until when, by which regulation."""
    file = view.case.file
    facts = [
        f"Họ và tên: {view.case.name}. Ngày sinh: {file.birth or 'chưa ghi'}.",
        f"Nơi sinh hoạt, công tác: {view.place}.",
        f"Người được phân công giúp đỡ: {view.helper or 'chưa phân công'}.",
    ]
    steps = [s for s in steps_of(file, STEPS) if file.is_probationer or s.phase == "vao_dang"]
    rows = [(str(n), *_row(view, step)) for n, step in enumerate(steps, start=1)]
    lacking = [f"- {c.text}: {c.reason}{f' ({c.source})' if c.source else ''}." for c in view.next.checks if not c.ok] if view.next else []  # fmt: skip
    waits = f"Việc tiếp theo: {view.next.step.title}." if view.next else "Hồ sơ đã kết thúc."
    sections = [
        Section(2, "Thông tin", tuple(Paragraph((Run(fact),)) for fact in facts)),
        Section(2, "Giấy tờ và các bước", (), (Table("", _COLUMNS, tuple(rows), note="Ký hiệu mẫu chưa đối chiếu với hướng dẫn hiện hành."),)),
        Section(2, "Việc tiếp theo và điều còn thiếu",
                tuple(Paragraph((Run(text),)) for text in (waits, *(lacking or ["Đủ điều kiện để ghi bước này."])))),
    ]  # fmt: skip
    if view.terms:
        lines = [
            (t.title, f"{t.deadline.on:%d/%m/%Y}", words, ". ".join(filter(None, (t.deadline.source, t.note, t.deadline.caution))))
            for t, words, _ in view.terms
        ]  # fmt: skip
        sections.append(Section(2, "Thời hạn đang tính", (), (Table("", _TERMS, tuple(lines)),)))
    summary = "hồ sơ công nhận chính thức" if file.is_probationer else "hồ sơ xin vào Đảng"
    return Document("PHIẾU KIỂM TRA", summary, letterhead, view.today, tuple(sections), (), False, at)


def _row(view: DossierView, step: Step) -> tuple[str, str, str, str]:
    """(name, form, what is there, what is missing) of one step."""
    file, done = view.case.file, view.case.file.done(step.slug)
    if done is not None:
        number = f"số {done.number}, " if done.number else ""
        return step.title, step.form, f"{number}{done.on:%d/%m/%Y}", done.note
    if kind := {"lop_nhan_thuc": AWARENESS, "lop_dang_vien_moi": NEW_MEMBERS}.get(step.slug):
        paper = file.paper(kind)
        return (
            step.title,
            step.form,
            f"cấp {paper.issued_on:%d/%m/%Y}" if paper else "",
            "" if paper else "chưa có",
        )
    if step.slug == "gioi_thieu":
        told = "; ".join(f"{i.name or i.title}, {i.on:%d/%m/%Y}" for i in view.introductions)
        return step.title, step.form, told, "" if told else "chưa có"
    if step.slug == "le_ket_nap" and file.joined:
        return step.title, step.form, f"vào Đảng {file.joined}", "theo danh sách đảng viên"
    if step.slug == "du_bi":
        return step.title, step.form, "", ""
    if missed := file.missed(step.slug):
        return step.title, step.form, "", f"{missed} lần biểu quyết không đủ phiếu"
    return step.title, step.form, "", "khi có" if step.optional else "chưa có"
