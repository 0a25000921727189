"""One record for each contradiction of the catalogue, that makes it true in the small bloc.

Where the ordinary action allows it (a class, a meeting read from a book, a target shared out, a seat that a correction
leaves behind), the record is written by it. Most of these can only come about by a correction, an import, a merge or a
record written in another order; what these leave behind is written here as rows, by ``row``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from tests.support import SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.queries import last_act
from dangvu.foundation.clock import HERE
from dangvu.members.models import (
    Absence,
    BadgeAward,
    CardEvent,
    Certificate,
    Membership,
    PersonProfile,
    Transfer,
    TransferOutcome,
)
from dangvu.members.sealed import seal_person
from dangvu.organisations.models import OrganisationParent, OrganisationState, Term
from dangvu.work.admissions.models import Admission, Dossier, Introduction, OutstandingPerson
from dangvu.work.awards.models import Award
from dangvu.work.conferences.models import CheckIn, Conference, ConferenceState, Delegate
from dangvu.work.discipline.models import Decision, DecisionState
from dangvu.work.documents.models import StudySession
from dangvu.work.dues.models import DuesMonth
from dangvu.work.mass.models import (
    MassCount,
    MassMembership,
    MassPerson,
    MassPersonState,
    MassUnit,
    MassUnitState,
)
from dangvu.work.meetings.actions import NewMeeting, record_meetings
from dangvu.work.meetings.models import CellMeeting, RollEntry, Sitting, SittingState, SittingVote
from dangvu.work.officers.models import Seat
from dangvu.work.ranking.models import Ranking
from dangvu.work.resolutions.actions import NewTarget, Part, allocate, set_targets
from dangvu.work.resolutions.models import AssignedTask, TaskProgress, TaskResult
from dangvu.work.resolutions.rules.targets import TargetKind
from dangvu.work.schemes.models import Scheme, SchemeItem, SchemeState
from dangvu.work.training.actions import hold_class
from dangvu.work.training.models import Learner

Seed = Callable[[SmallBloc], None]
HALF, LATER = "2023-H1", "2026-H1"
#: {slug: (the period in which it is found, what makes it true)}
SEEDS: dict[str, tuple[str, Seed]] = {}


def seed(slug: str, period: str = HALF) -> Callable[[Seed], Seed]:
    def keep(make: Seed) -> Seed:
        SEEDS[slug] = period, make
        return make

    return keep


def row(model: Any, **fields: Any) -> Any:
    """A row as an import, a correction or a merge may leave it."""
    return model.objects.create(known_from_act_id=last_act(), **fields)


def told(bloc: SmallBloc, name: str, **fields: Any) -> None:
    """What a correction of a profile leaves behind."""
    PersonProfile.objects.known().filter(person_id=bloc.people[name]).update(**fields)


def seat(bloc: SmallBloc, place: int, name: str, post: str = "bi_thu", since: date = date(2023, 1, 1), **more: Any) -> None:  # fmt: skip
    row(
        Seat,
        organisation_id=place,
        person_id=bloc.people[name],
        post=post,
        begun="bau",
        valid_from=since,
        **more,
    )


# -- officers


@seed("chuc-vu-khong-la-dang-vien")
def _(bloc: SmallBloc) -> None:
    seat(bloc, bloc.first_cell, "Vi Văn Đẳng")  # who moved away on 10/4


@seed("chuc-vu-la-du-bi")
def _(bloc: SmallBloc) -> None:
    seat(bloc, bloc.first_cell, "Trà Thị Mẫn")


@seed("hai-bi-thu")
def _(bloc: SmallBloc) -> None:
    seat(bloc, bloc.second_cell, "Mạc Thị Yến")
    seat(bloc, bloc.second_cell, "Kiều Văn Ỏn")


@seed("bi-thu-hai-noi")
def _(bloc: SmallBloc) -> None:
    seat(bloc, bloc.second_cell, "Mạc Thị Yến")
    seat(bloc, bloc.third_cell, "Mạc Thị Yến", since=date(2023, 2, 1))


@seed("khong-co-bi-thu")
def _(bloc: SmallBloc) -> None:
    seat(bloc, bloc.second_cell, "Mạc Thị Yến", "pho_bi_thu")


@seed("het-nhiem-ky")
def _(bloc: SmallBloc) -> None:
    row(Term, organisation_id=bloc.first_unit, ordinal=3, first_year=2015, last_year=2020, valid_from=date(2015, 6, 1))  # fmt: skip


# -- people


@seed("ket-nap-chua-du-tuoi")
def _(bloc: SmallBloc) -> None:
    told(bloc, "Trà Thị Mẫn", birth="2006-06-05")


@seed("chinh-thuc-truoc-vao-dang")
def _(bloc: SmallBloc) -> None:
    told(bloc, "Mạc Thị Yến", joined="2004-02-03", official="2003-02-03")


@seed("chinh-thuc-som")
def _(bloc: SmallBloc) -> None:
    told(bloc, "Lý Thị Ẩm", joined="2022-08-03")  # official on 1/3/2023


@seed("ket-nap-khi-da-la-dang-vien")
def _(bloc: SmallBloc) -> None:
    person = bloc.people["Mạc Thị Yến"]
    row(Admission, organisation_id=bloc.second_cell, person_id=person, joined_on=date(2023, 3, 3))


@seed("trung-so-the")
def _(bloc: SmallBloc) -> None:
    for name in ("Mạc Thị Yến", "Quách Văn Bẩy"):
        told(bloc, name, card_number="12345678")


@seed("trung-so-dinh-danh")
def _(bloc: SmallBloc) -> None:
    for name in ("Mạc Thị Yến", "Quách Văn Bẩy"):
        told(bloc, name, personal_number="001099000111")


@seed("dang-vien-hai-noi")
def _(bloc: SmallBloc) -> None:
    person = bloc.people["Mạc Thị Yến"]
    row(
        Membership,
        organisation_id=bloc.third_cell,
        person_id=person,
        status="chinh_thuc",
        valid_from=date(2023, 3, 1),
    )


@seed("du-bi-co-so-the")
def _(bloc: SmallBloc) -> None:
    before = PersonProfile.objects.known().get(person_id=bloc.people["Trà Thị Mẫn"])
    told(bloc, "Trà Thị Mẫn", card_number="87654321")
    before.pk, before.known_to_act_id = None, last_act()  # what was known before the correction
    before.save()


@seed("phat-the-khi-du-bi")
def _(bloc: SmallBloc) -> None:
    person = bloc.people["Trà Thị Mẫn"]
    row(CardEvent, organisation_id=bloc.first_cell, person_id=person, kind="phat", on=date(2023, 5, 19))


@seed("huy-hieu-thieu-nam")
def _(bloc: SmallBloc) -> None:
    badge(bloc, "Mạc Thị Yến", date(2023, 5, 19))


def badge(bloc: SmallBloc, name: str, on: date) -> None:
    row(
        BadgeAward, organisation_id=bloc.second_cell, person_id=bloc.people[name], mark=30, on=on, ground="dung_dip",
        decision_number="9-QĐ/TU", decided_on=on,
    )  # fmt: skip


@seed("vang-cua-nguoi-da-ra")
def _(bloc: SmallBloc) -> None:
    absent(bloc, "Tống Thị Ơn", bloc.third_cell)  # who died on 20/5


def absent(
    bloc: SmallBloc, name: str, place: int, since: date = date(2023, 1, 1), until: date | None = None
) -> None:
    row(
        Absence, organisation_id=place, person_id=bloc.people[name], kind="mien", valid_from=since, valid_to=until
    )  # fmt: skip


@seed("chuyen-con-treo")
def _(bloc: SmallBloc) -> None:
    for received in (False, True):
        transfer = row(
            Transfer, organisation_id=bloc.first_cell, person_id=bloc.people["Vi Văn Đẳng"],
            target_name="Chi bộ Hội Thứ Ba", introduced_on=date(2023, 4, 3), due_on=date(2023, 5, 18),
        )  # fmt: skip
        if received:
            row(TransferOutcome, transfer=transfer, how="da_tiep_nhan", on=date(2023, 4, 10))


# -- classes and admissions


def learner(bloc: SmallBloc, kind: str, name: str, place: int, closed: date = date(2023, 6, 15)) -> None:
    held = hold_class(
        actor=OPERATOR, organisation=bloc.first_unit, kind=kind, title="Lớp thử", closed_on=closed
    )
    row(Learner, training_class_id=held, person_id=bloc.people[name], organisation_id=place)


@seed("dang-vien-hoc-nhan-thuc")
def _(bloc: SmallBloc) -> None:
    learner(bloc, "nhan_thuc", "Mạc Thị Yến", bloc.second_cell)


@seed("chua-ket-nap-hoc-dang-vien-moi")
def _(bloc: SmallBloc) -> None:
    learner(bloc, "dang_vien_moi", "Ông Thị Ước", bloc.lone_cell, date(2023, 3, 20))  # admitted on 3/4


@seed("chinh-thuc-hoc-dang-vien-moi")
def _(bloc: SmallBloc) -> None:
    learner(bloc, "dang_vien_moi", "Mạc Thị Yến", bloc.second_cell)


@seed("ket-nap-chung-nhan-het-han")
def _(bloc: SmallBloc) -> None:
    row(Certificate, person_id=bloc.people["Trà Thị Mẫn"], kind="nhan_thuc", issued_on=date(2017, 5, 1))


@seed("gioi-thieu-boi-nguoi-chua-chinh-thuc")
def _(bloc: SmallBloc) -> None:
    whose = bloc.people["Khúc Văn Ổn"]
    way = Dossier.objects.create(person_id=whose, known_from_act_id=last_act())
    row(OutstandingPerson, dossier=way, person_id=whose, organisation_id=bloc.second_cell)
    row(Introduction, dossier=way, kind="dang_vien", person_id=bloc.people["Lý Thị Ẩm"], on=date(2023, 2, 1))


# -- meetings, conferences, study


@seed("du-qua-so-dang-vien")
def _(bloc: SmallBloc) -> None:
    held = NewMeeting(bloc.second_cell, "dinh_ky", date(2023, 6, 3), "", 9)
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=[held])


@seed("du-qua-so-phai-du")
def _(bloc: SmallBloc) -> None:
    held = NewMeeting(bloc.second_cell, "dinh_ky", date(2023, 6, 3), "", 4, obliged=3)
    record_meetings(actor=OPERATOR, organisation=bloc.root, meetings=[held])


@seed("hop-khi-da-ket-thuc")
def _(bloc: SmallBloc) -> None:
    end(bloc.third_cell, date(2023, 4, 1))
    row(CellMeeting, organisation_id=bloc.third_cell, kind="dinh_ky", on=date(2023, 5, 3))


def end(organisation: int, day: date) -> None:
    """The organisation is no more from a day on, as a reorganisation leaves it."""
    for model in (OrganisationState, OrganisationParent):
        model.objects.filter(organisation_id=organisation).update(valid_to=day)


def sitting(bloc: SmallBloc, on: date) -> Sitting:
    held = Sitting.objects.create(organisation_id=bloc.second_cell)
    row(
        SittingState,
        sitting=held,
        organisation_id=bloc.second_cell,
        kind="dinh_ky",
        month=on.replace(day=1),
        on=on,
    )
    return held


@seed("mien-ma-ghi-vang")
def _(bloc: SmallBloc) -> None:
    held = sitting(bloc, date(2023, 6, 3))
    absent(bloc, "Mạc Thị Yến", bloc.second_cell)
    row(RollEntry, sitting=held, person_id=bloc.people["Mạc Thị Yến"], duty="phai_du", mark="co_ly_do")


@seed("co-mat-khi-khong-la-dang-vien")
def _(bloc: SmallBloc) -> None:
    held = sitting(bloc, date(2023, 2, 3))
    row(
        RollEntry, sitting=held, person_id=bloc.people["Khúc Văn Ổn"], duty="phai_du", mark="co_mat"
    )  # joined 3/3


@seed("phieu-qua-so-nguoi")
def _(bloc: SmallBloc) -> None:
    held = sitting(bloc, date(2023, 6, 3))
    row(SittingVote, sitting=held, question="Thử", threshold="qua_nua", agreed=4, base=3, needed=2)


def conference(bloc: SmallBloc, status: str = "trieu_tap") -> Conference:
    made = Conference.objects.create()
    row(
        ConferenceState, conference=made, organisation_id=bloc.root, kind="so_ket", title="Hội nghị thử",
        on=date(2023, 6, 20), status=status,
    )  # fmt: skip
    return made


def delegate(bloc: SmallBloc, name: str | None, unit: int, status: str = "trieu_tap") -> Any:
    return row(
        Delegate, conference=conference(bloc, status), organisation_id=bloc.root, kind="dai_bieu", unit_id=unit,
        person_id=bloc.people[name] if name else None, post="Bí thư",
    )  # fmt: skip


@seed("moi-nguoi-da-ra")
def _(bloc: SmallBloc) -> None:
    delegate(bloc, "Tống Thị Ơn", bloc.second_unit)


@seed("moi-nguoi-da-chuyen")
def _(bloc: SmallBloc) -> None:
    delegate(bloc, "Vi Văn Đẳng", bloc.first_unit)


@seed("hoi-nghi-huy-co-diem-danh")
def _(bloc: SmallBloc) -> None:
    called = delegate(bloc, None, bloc.first_unit, "huy")
    row(CheckIn, delegate=called, state="co_mat", at=datetime.combine(date(2023, 6, 20), time(8), HERE))


@seed("hoc-tap-qua-so-phai-du")
def _(bloc: SmallBloc) -> None:
    row(
        StudySession, organisation_id=bloc.first_unit, kind="quan_triet", on=date(2023, 5, 5), title="Học thử", obliged=7,
        present=8,
    )  # fmt: skip


# -- ranking, dues, awards


def ranked(bloc: SmallBloc, place: int, name: str | None, grade: str, year: int, on: date) -> None:
    row(
        Ranking, subject="dang_vien" if name else "tccsd", organisation_id=place,
        person_id=bloc.people[name] if name else None, year=year, step="quyet_dinh", on=on, grade=grade, by_id=bloc.root,
    )  # fmt: skip


_NEW_YEAR = date(2026, 1, 15)


@seed("xep-loai-nguoi-duoc-mien", LATER)
def _(bloc: SmallBloc) -> None:
    absent(bloc, "Mạc Thị Yến", bloc.second_cell)
    ranked(bloc, bloc.second_cell, "Mạc Thị Yến", "htt", 2025, _NEW_YEAR)


@seed("xuat-sac-qua-muc", LATER)
def _(bloc: SmallBloc) -> None:
    ranked(bloc, bloc.lone_cell, "Cù Thị Ẻo", "htxs", 2025, _NEW_YEAR)
    for name in ("Lã Văn Ễnh", "Vi Văn Đẳng", "Ông Thị Ước"):
        ranked(bloc, bloc.lone_cell, name, "htnv", 2025, _NEW_YEAR)


@seed("xep-loai-tot-co-viec-cham", LATER)
def _(bloc: SmallBloc) -> None:
    task(bloc, bloc.first_unit, due_on=date(2025, 6, 30), done_on=date(2025, 7, 5))
    ranked(bloc, bloc.first_unit, None, "htt", 2025, _NEW_YEAR)


def task(bloc: SmallBloc, place: int, **progress: Any) -> Any:
    given = row(
        AssignedTask, organisation_id=bloc.root, kind="khac", title="Việc thử", given_on=date(2023, 3, 1)
    )
    row(TaskProgress, task=given, organisation_id=place, **progress)
    return given


@seed("xep-loai-noi-khac", LATER)
def _(bloc: SmallBloc) -> None:
    ranked(bloc, bloc.third_cell, "Mạc Thị Yến", "htt", 2025, _NEW_YEAR)


@seed("xep-loai-to-chuc-khong-co", LATER)
def _(bloc: SmallBloc) -> None:
    made = OrganisationState.objects.filter(organisation_id=bloc.second_unit)
    made.update(valid_from=date(2026, 1, 1))
    OrganisationParent.objects.filter(organisation_id=bloc.second_unit).update(valid_from=date(2026, 1, 1))
    ranked(bloc, bloc.second_unit, None, "htnv", 2025, _NEW_YEAR)


@seed("xuat-sac-no-dang-phi", LATER)
def _(bloc: SmallBloc) -> None:
    for month in (2, 4, 5):
        dues(bloc, "Mạc Thị Yến", bloc.second_cell, date(2025, month, 1), due=50_000, paid=0)
    ranked(bloc, bloc.second_cell, "Mạc Thị Yến", "htxs", 2025, _NEW_YEAR)


@seed("khong-hoan-thanh-lien-tiep", LATER)
def _(bloc: SmallBloc) -> None:
    ranked(bloc, bloc.second_cell, "Mạc Thị Yến", "kht", 2024, date(2025, 1, 10))
    ranked(bloc, bloc.second_cell, "Mạc Thị Yến", "kht", 2025, _NEW_YEAR)
    ranked(bloc, bloc.second_cell, "Kiều Văn Ỏn", "kht", 2025, _NEW_YEAR)  # one year only


def dues(bloc: SmallBloc, name: str, place: int, month: date, **money: Any) -> None:
    told_of: dict[str, Any] = {"payer": "luong", **money}
    row(DuesMonth, person_id=bloc.people[name], organisation_id=place, month=month, **told_of)


@seed("dang-phi-noi-khac")
def _(bloc: SmallBloc) -> None:
    dues(bloc, "Vi Văn Đẳng", bloc.first_cell, date(2023, 5, 1), due=1, paid=1)
    dues(
        bloc, "Vi Văn Đẳng", bloc.first_cell, date(2023, 4, 1), due=1, paid=1
    )  # there until 10/4: no contradiction


@seed("mien-dong-ma-co-thu")
def _(bloc: SmallBloc) -> None:
    dues(bloc, "Mạc Thị Yến", bloc.second_cell, date(2023, 5, 1), payer="mien", due=0, paid=20_000)


@seed("khen-nguoi-khong-o-day")
def _(bloc: SmallBloc) -> None:
    row(
        Award, organisation_id=bloc.first_cell, person_id=bloc.people["Mạc Thị Yến"], kind="giay_khen", level="co_so",
        occasion="nam", decision="1-QĐ/ĐU", on=date(2023, 2, 3),
    )  # fmt: skip


# -- targets, tasks, schemes


@seed("phan-bo-thieu")
def _(bloc: SmallBloc) -> None:
    new = NewTarget("Kết nạp", 2023, TargetKind.COUNT, "admitted", Decimal(5))
    [target] = set_targets(actor=OPERATOR, organisation=bloc.first_unit, targets=[new])
    allocate(actor=OPERATOR, organisation=bloc.first_unit, target=target, parts=[Part(bloc.first_cell, 2), Part(bloc.second_cell, 2)])  # fmt: skip


@seed("xong-truoc-khi-giao")
def _(bloc: SmallBloc) -> None:
    task(bloc, bloc.first_unit, done_on=date(2023, 2, 20))


@seed("xong-ma-chua-du")
def _(bloc: SmallBloc) -> None:
    given = task(bloc, bloc.first_unit, done_on=date(2023, 5, 20))
    row(
        TaskResult,
        task=given,
        organisation_id=bloc.first_unit,
        on=date(2023, 6, 1),
        text="Đang làm",
        percent=60,
    )


@seed("viec-cua-to-chuc-da-het")
def _(bloc: SmallBloc) -> None:
    task(bloc, bloc.third_cell, due_on=date(2023, 12, 1))
    end(bloc.third_cell, date(2023, 4, 1))


@seed("hang-muc-truoc-de-an")
def _(bloc: SmallBloc) -> None:
    scheme = Scheme.objects.create()
    row(SchemeState, scheme=scheme, organisation_id=bloc.root, title="Đề án thử", starts_on=date(2023, 4, 1), ends_on=date(2025, 12, 31))  # fmt: skip
    row(SchemeItem, scheme=scheme, organisation_id=bloc.first_unit, title="Hạng mục", due_on=date(2023, 6, 1), done_on=date(2023, 3, 1))  # fmt: skip


# -- mass organisations


def enrolled(
    bloc: SmallBloc, kind: str = "doan_thanh_nien", ended_on: date | None = None, **person: Any
) -> None:
    unit, who = MassUnit.objects.create(), MassPerson.objects.create()
    state: dict[str, Any] = {
        "unit": unit,
        "organisation_id": bloc.first_unit,
        "kind": kind,
        "ended_on": ended_on,
    }
    row(MassUnitState, **state, name="Tên cũ", known_to_act_id=last_act())  # as it was known before
    row(MassUnitState, **state, name="Cơ sở thử")
    row(MassPersonState, person=who, **person)
    row(MassMembership, unit=unit, person=who, valid_from=date(2023, 1, 1))


@seed("doan-the-bao-cao-thieu")
def _(bloc: SmallBloc) -> None:
    enrolled(bloc, "cong_doan", birth_year=1990)
    row(MassCount, organisation_id=bloc.first_unit, kind="cong_doan", on=date(2023, 6, 15), memberships=0)


@seed("doan-vien-qua-tuoi")
def _(bloc: SmallBloc) -> None:
    enrolled(bloc, birth_year=1985)


@seed("co-so-doan-the-da-het")
def _(bloc: SmallBloc) -> None:
    enrolled(bloc, "cong_doan", date(2023, 5, 1), birth_year=1990)


@seed("doan-the-nguoi-da-mat")
def _(bloc: SmallBloc) -> None:
    enrolled(bloc, "cong_doan", member_id=bloc.people["Tống Thị Ơn"])


# -- sealed subjects


def disciplined(bloc: SmallBloc, subject: int, form: str, on: date, kind: str = "dang_vien") -> None:
    decision = Decision.objects.create()
    row(
        DecisionState, decision=decision, organisation_id=bloc.first_unit, code="05-QĐ/UBKT", body="ubkt",
        subject_kind=kind, sealed=seal_person(subject, f"decision:{decision.pk}"), form=form, decided_on=on,
        published_on=on,
    )  # fmt: skip


@seed("ky-luat-ma-xuat-sac", LATER)
def _(bloc: SmallBloc) -> None:
    disciplined(bloc, bloc.people["Mạc Thị Yến"], "khien_trach", date(2025, 5, 5))
    ranked(bloc, bloc.second_cell, "Mạc Thị Yến", "htxs", 2025, _NEW_YEAR)


@seed("ky-luat-ma-trao-huy-hieu")
def _(bloc: SmallBloc) -> None:
    disciplined(bloc, bloc.people["Mạc Thị Yến"], "canh_cao", date(2023, 4, 20))
    badge(bloc, "Mạc Thị Yến", date(2023, 5, 19))


@seed("ky-luat-ma-nhan-chuc")
def _(bloc: SmallBloc) -> None:
    disciplined(bloc, bloc.people["Mạc Thị Yến"], "canh_cao", date(2023, 4, 20))
    seat(bloc, bloc.second_cell, "Mạc Thị Yến", since=date(2023, 5, 25))


@seed("khai-tru-con-trong-danh-sach")
def _(bloc: SmallBloc) -> None:
    disciplined(bloc, bloc.people["Mạc Thị Yến"], "khai_tru", date(2023, 4, 20))


@seed("giai-tan-con-trong-cay")
def _(bloc: SmallBloc) -> None:
    disciplined(bloc, bloc.third_cell, "giai_tan", date(2023, 4, 20), "to_chuc")
