"""The gate of each step: what must be there before it may be recorded, ticked or crossed, with the reason.

Sources: Điều lệ Đảng, Điều 1, 4 and 5; Quy định 29, 24, 232 and 294-QĐ/TW, điểm 1, 3.2 and 4; Hướng dẫn 01-HD/TW and
06-HD/TW, mục 3 and 5. The numbers are parameters of the day on which the step is taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dangvu.foundation.working_days import Calendar
from dangvu.work.admissions.rules.dates import months_after, over_age, under_age
from dangvu.work.admissions.rules.deadlines import Ask, Number, ceremony_by, recognition_due
from dangvu.work.admissions.rules.steps import (
    AWARENESS,
    BY_SLUG,
    CELL,
    MEMBER,
    NEW_MEMBERS,
    File,
    Introducer,
    Step,
)

#: Schooling below lower secondary needs a hardship ground.
BELOW_LOWER_SECONDARY = "tieu_hoc"
SCHOOLING = {
    "thpt": "Trung học phổ thông (12/12) trở lên",
    "thcs": "Trung học cơ sở",
    BELOW_LOWER_SECONDARY: "Tiểu học",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the gate list. ``fields`` names what the form can bring to mend it; ``mend`` where else to go."""

    name: str
    text: str
    ok: bool
    reason: str = ""
    form: str = ""
    source: str = ""
    mend: str = ""  # "buoc:<slug>", "nguoi_gioi_thieu", "lop", "ho_so", "truong:<field>"


@dataclass(frozen=True, slots=True)
class Entry:
    """A step about to be recorded: what the gate has to know of it."""

    step: str
    on: date
    consent: str = ""
    ground: str = ""
    extra_days: int = 0


def gate(file: File, entry: Entry, ask: Ask, calendar: Calendar) -> tuple[Check, ...]:
    """Everything that must hold for this step on this day; recorded only when every line is ticked."""
    step = BY_SLUG[entry.step]
    checks = [_earlier(file, BY_SLUG[slug], step, entry, ask) for slug in step.after if _belongs(slug, file)]
    if step.slug == "nghi_quyet_chi_bo":
        checks = [*before_the_vote(file, entry, ask), *checks]
    elif step.slug == "gia_han":
        checks += _extension(file, entry, ask)
    elif step.slug == "le_ket_nap":
        checks.append(_ceremony_in_time(file, entry, ask, calendar))
    elif step.slug == "nghi_quyet_chi_bo_ct":
        checks += [_new_members_class(file, entry), _twelve_months(file, entry, ask)]
    if not step.after:
        checks.append(_listed(file, entry))
    if not _belongs(step.slug, file):
        reason = "chi bộ cơ sở gửi thẳng nghị quyết lên cấp có thẩm quyền, không qua bước này"
        checks.append(Check("cap_uy_co_so", "Chi bộ trực thuộc cấp ủy cơ sở", False, reason))
    checks += _not_twice(file, step)
    return tuple(checks)


def allowed(checks: tuple[Check, ...]) -> bool:
    return all(check.ok for check in checks)


def before_the_vote(file: File, entry: Entry, ask: Ask) -> list[Check]:
    """Age, schooling, certificate and introducers on the day on which the cell votes."""
    return [
        _age(file, entry, ask),
        _schooling(file, entry),
        awareness_certificate(file, entry.on, ask),
        introducers(file, entry.on, ask),
    ]


def _belongs(slug: str, file: File) -> bool:
    return file.under_committee or not BY_SLUG[slug].committee_only


def _source(number: Number | None) -> str:
    if number is None:
        return ""
    return f"{number.document}, {number.point}" if number.point else number.document


def _listed(file: File, entry: Entry) -> Check:
    text = "Có trong danh sách quần chúng ưu tú"
    if file.listed_on is None:
        return Check("danh_sach", text, False, "chưa có trong danh sách của chi bộ", mend="ho_so")
    if file.listed_on > entry.on:
        reason = f"chi bộ đưa vào danh sách ngày {file.listed_on:%d/%m/%Y}, sau ngày {entry.on:%d/%m/%Y}"
        return Check("danh_sach", text, False, reason, mend="truong:on")
    return Check("danh_sach", text, True, f"từ ngày {file.listed_on:%d/%m/%Y}")


def _earlier(file: File, needed: Step, step: Step, entry: Entry, ask: Ask) -> Check:
    """A step that must be done before: there, and not dated later than this one."""
    done = file.done(needed.slug)
    if done is None and needed.slug == "le_ket_nap" and file.joined is not None:
        return Check(
            needed.slug,
            "Đã kết nạp",
            entry.on >= file.joined.first,
            f"vào Đảng {file.joined}",
            mend="truong:on",
        )
    if done is None and needed.slug == "nghi_quyet_chi_bo_ct":
        rounds = ask("recognition.vote_rounds", entry.on)
        if rounds is not None and file.missed(needed.slug) >= int(rounds.value):
            reason = (
                f"{file.missed(needed.slug)} lần biểu quyết không đủ: cấp có thẩm quyền xem xét, quyết định"
            )
            return Check(needed.slug, needed.title, True, reason, needed.form, _source(rounds))
    if done is None:
        reason = "chưa có"
        if file.missed(needed.slug):
            reason = f"đã biểu quyết {file.missed(needed.slug)} lần nhưng không đủ phiếu"
        return Check(needed.slug, needed.title, False, reason, needed.form, mend=f"buoc:{needed.slug}")
    if done.on > entry.on:
        reason = f"ghi ngày {done.on:%d/%m/%Y}, sau ngày {entry.on:%d/%m/%Y} của bước này"
        return Check(needed.slug, needed.title, False, reason, needed.form, mend="truong:on")
    return Check(needed.slug, needed.title, True, f"ngày {done.on:%d/%m/%Y}", needed.form)


def _not_twice(file: File, step: Step) -> list[Check]:
    done = file.done(step.slug)
    if done is None:
        return []
    reason = f"đã ghi ngày {done.on:%d/%m/%Y}; nếu ghi sai thì đính chính bước đã ghi"
    return [Check("mot_lan", f"{step.title} chưa ghi lần nào", False, reason, mend=f"dinh_chinh:{step.slug}")]


def _age(file: File, entry: Entry, ask: Ask) -> Check:
    """Born 15/8/2005, vote on 20/6/2023: 17 years, blocked; the earliest vote is on 15/8/2023."""
    low, high = ask("admission.minimum_age", entry.on), ask("admission.maximum_age", entry.on)
    text = f"Tuổi từ đủ {low.value} đến đủ {high.value}" if low and high else "Tuổi"
    source = _source(high or low)
    if file.birth is None:
        return Check("tuoi", text, False, "chưa có ngày sinh", source=source, mend="ho_so")
    if low is not None and under_age(file.birth, entry.on, int(low.value)):
        earliest = months_after(file.birth.first, int(low.value) * 12)
        reason = f"sinh {file.birth}, sớm nhất xét được ngày {earliest:%d/%m/%Y}"
        return Check("tuoi", text, False, reason, source=source, mend="truong:on")
    if high is not None and over_age(file.birth, entry.on, int(high.value)):
        if entry.consent:
            return Check("tuoi", text, True, f"có văn bản đồng ý số {entry.consent}", source=source)
        reason = (
            f"sinh {file.birth}, đã quá {high.value} tuổi: cần văn bản đồng ý của ban thường vụ cấp ủy trực thuộc "
            "Trung ương"
        )
        return Check("tuoi", text, False, reason, source=source, mend="truong:consent")
    return Check("tuoi", text, True, f"sinh {file.birth}", source=source)


def _schooling(file: File, entry: Entry) -> Check:
    text = "Trình độ học vấn từ trung học cơ sở trở lên"
    if not file.schooling:
        return Check("hoc_van", text, False, "chưa ghi trình độ học vấn", mend="ho_so")
    if file.schooling == BELOW_LOWER_SECONDARY and not entry.ground:
        reason = (
            "mới học hết tiểu học: cần ghi lý do được xét (vùng khó khăn, vùng dân tộc thiểu số, biển đảo…)"
        )
        return Check("hoc_van", text, False, reason, mend="truong:ground")
    return Check("hoc_van", text, True, entry.ground or SCHOOLING.get(file.schooling, file.schooling))


def awareness_certificate(file: File, on: date, ask: Ask) -> Check:
    """Certificate of 20/5/2018, vote on 25/6/2023: expired on 20/5/2023, the class has to be taken again."""
    months = ask("admission.certificate_months", on)
    text, form = "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng còn giá trị", "CN-NTVĐ"
    paper = file.paper(AWARENESS)
    if paper is None:
        return Check("chung_nhan", text, False, "chưa có", form, _source(months), "lop")
    if paper.issued_on > on:
        reason = f"cấp ngày {paper.issued_on:%d/%m/%Y}, sau ngày {on:%d/%m/%Y}"
        return Check("chung_nhan", text, False, reason, form, _source(months), "truong:on")
    if months is None:
        return Check("chung_nhan", text, True, f"cấp ngày {paper.issued_on:%d/%m/%Y}", form)
    until = months_after(paper.issued_on, int(months.value))
    if on > until:
        reason = f"cấp ngày {paper.issued_on:%d/%m/%Y}, hết giá trị ngày {until:%d/%m/%Y}: phải học lại"
        return Check("chung_nhan", text, False, reason, form, _source(months), "lop")
    return Check("chung_nhan", text, True, f"có giá trị đến {until:%d/%m/%Y}", form, _source(months))


def introducer_fault(introducer: Introducer, months: int) -> str:
    """Why this person may not introduce; empty where they may. Joined the unit 1/9/2022, paper 1/6/2023: 9 months."""
    if introducer.kind != MEMBER:
        return ""
    name = introducer.name or "Người giới thiệu"
    if not introducer.is_official or (introducer.official_from and introducer.official_from > introducer.on):
        return f"{name} chưa là đảng viên chính thức ngày {introducer.on:%d/%m/%Y}"
    if introducer.together_from and introducer.on < months_after(introducer.together_from, months):
        return (
            f"{name} về cùng đơn vị từ {introducer.together_from:%d/%m/%Y}, đến ngày giới thiệu "
            f"{introducer.on:%d/%m/%Y} chưa đủ {months} tháng"
        )
    return ""


def introducers(file: File, on: date, ask: Ask) -> Check:
    """Two official members, or one with the resolution of the Youth Union's or the trade union's committee."""
    text, form = "Người giới thiệu: hai đảng viên chính thức, hoặc một đảng viên và đoàn thể", "3-KNĐ, 4-KNĐ"
    months = ask("admission.introducer_months", on)
    faults, members, bodies = [], 0, 0
    for introducer in file.introducers:
        if introducer.on > on:
            faults.append(f"giấy giới thiệu ngày {introducer.on:%d/%m/%Y} sau ngày {on:%d/%m/%Y}")
        elif fault := introducer_fault(introducer, int(months.value) if months else 0):
            faults.append(fault)
        elif introducer.kind == MEMBER:
            members += 1
        else:
            bodies += 1
    if members >= 2 or (members == 1 and bodies):
        return Check("gioi_thieu", text, True, f"đủ ({members + bodies} giấy)", form, _source(months))
    missing = "chưa có" if not file.introducers else "; ".join(faults) or (
        "mới có 1 đảng viên, cần thêm 1 đảng viên hoặc nghị quyết của đoàn thể"
        if members
        else "mới có nghị quyết của đoàn thể, cần thêm 1 đảng viên chính thức"
    )  # fmt: skip
    return Check("gioi_thieu", text, False, missing, form, _source(months), "nguoi_gioi_thieu")


def _extension(file: File, entry: Entry, ask: Ask) -> list[Check]:
    most = ask("admission.extend_by_working_days", entry.on)
    limit = int(most.value) if most else 0
    checks = [
        Check(
            "gia_han", f"Gia hạn một lần, không quá {limit} ngày làm việc", 0 < entry.extra_days <= limit,
            f"đang ghi {entry.extra_days} ngày", source=_source(most), mend="truong:extra_days",
        )
    ]  # fmt: skip
    if decided := file.done("quyet_dinh"):
        reason = f"đã có quyết định ngày {decided.on:%d/%m/%Y}"
        checks.append(Check("chua_quyet_dinh", "Chưa có quyết định kết nạp", False, reason))
    return checks


def _ceremony_in_time(file: File, entry: Entry, ask: Ask, calendar: Calendar) -> Check:
    deadline = ceremony_by(file, ask, calendar)
    text = "Tổ chức trong thời hạn kể từ ngày nhận quyết định"
    if deadline is None or entry.on <= deadline.on:
        reason = f"hạn {deadline.on:%d/%m/%Y}" if deadline else ""
        return Check("han_le", text, True, reason, source=deadline.source if deadline else "")
    if entry.consent:
        return Check(
            "han_le", text, True, f"quá hạn, có văn bản đồng ý số {entry.consent}", source=deadline.source
        )
    reason = f"quá hạn {deadline.on:%d/%m/%Y}: phải báo cáo và có văn bản đồng ý của cấp có thẩm quyền"
    return Check("han_le", text, False, reason, source=deadline.source, mend="truong:consent")


def _new_members_class(file: File, entry: Entry) -> Check:
    text, paper = "Giấy chứng nhận lớp bồi dưỡng đảng viên mới", file.paper(NEW_MEMBERS)
    if paper is None or paper.issued_on > entry.on:
        return Check(
            "lop_moi", text, False, "chưa có" if paper is None else "cấp sau ngày biểu quyết", mend="lop"
        )
    return Check("lop_moi", text, True, f"cấp ngày {paper.issued_on:%d/%m/%Y}")


def _twelve_months(file: File, entry: Entry, ask: Ask) -> Check:
    due = recognition_due(file, ask)
    text = "Đủ thời gian dự bị"
    if due is None:
        return Check("du_bi", text, False, "chưa rõ ngày vào Đảng", mend="ho_so")
    if entry.on < due:
        return Check("du_bi", text, False, f"hết thời gian dự bị ngày {due:%d/%m/%Y}", mend="truong:on")
    return Check("du_bi", text, True, f"hết thời gian dự bị ngày {due:%d/%m/%Y}")


def voters(step: Step) -> str:
    """What is counted in this step's vote."""
    return "đảng viên chính thức" if step.votes == CELL else "cấp ủy viên"
