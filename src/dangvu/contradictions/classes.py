"""Classes, certificates and introducers against membership."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.members.models import Certificate
from dangvu.members.rules import months_after
from dangvu.work.admissions.models import Admission, Introduction, OutstandingPerson
from dangvu.work.admissions.rules.steps import AWARENESS, MEMBER
from dangvu.work.training.models import ClassKind, Learner


def _learners(asked: Asked, kind: ClassKind) -> list[Learner]:
    learners = (
        Learner.objects.known()
        .filter(
            training_class__kind=kind, training_class__known_to_act__isnull=True,
            training_class__closed_on__gte=asked.start, training_class__closed_on__lte=asked.end,
            organisation_id__among=asked.inside,
        )
        .select_related("training_class")
    )  # fmt: skip
    rows = asked.rows(f"learners {kind.value}", lambda: list(learners))
    asked.read_stays(row.person_id for row in rows)
    return rows


def _found(row: Learner, words: str) -> Found:
    held = row.training_class
    return Found(row.organisation_id, words, row.person_id, {"pk": held.pk}, held.organisation_id)


def _member_in_awareness_class(asked: Asked) -> Iterator[Found]:
    for row in _learners(asked, ClassKind.AWARENESS):
        day = row.training_class.opened_on or row.training_class.closed_on
        stay = next((one for one in asked.stays(row.person_id) if one.since < day), None)
        if stay is not None:
            yield _found(
                row, f"Học lớp nhận thức ngày {told(day)} khi đã là đảng viên từ {told(stay.since)}."
            )


def _stranger_in_new_members_class(asked: Asked) -> Iterator[Found]:
    for row in _learners(asked, ClassKind.NEW_MEMBERS):
        day = row.training_class.closed_on
        if asked.is_told(day) and not any(one.since <= day for one in asked.stays(row.person_id)):
            yield _found(
                row, f"Học lớp đảng viên mới, bế giảng {told(day)}, nhưng đến ngày đó chưa được kết nạp."
            )


def _official_in_new_members_class(asked: Asked) -> Iterator[Found]:
    for row in _learners(asked, ClassKind.NEW_MEMBERS):
        day = row.training_class.opened_on or row.training_class.closed_on
        stay = asked.stay_on(row.person_id, day)
        if stay is not None and stay.official and stay.since < day:
            yield _found(row, f"Học lớp đảng viên mới ngày {told(day)} khi đã là đảng viên chính thức.")


def _certificate_not_valid(asked: Asked) -> Iterator[Found]:
    """A certificate on record that does not reach the day; that none is on record may only mean that it lies on paper."""
    rows = list(
        Admission.objects.known()
        .filter(joined_on__gte=asked.start, joined_on__lte=asked.end, organisation_id__among=asked.inside)
        .values_list("person_id", "organisation_id", "joined_on")
    )
    issued: dict[int, list[date]] = defaultdict(list)
    papers = Certificate.objects.known().filter(
        kind=AWARENESS, person_id__among=asked.everyone(person for person, *_ in rows)
    )
    for person, on in papers.values_list("person_id", "issued_on") if rows else ():
        issued[asked.root(person)].append(on)
    for person, place, on in rows:
        days, months = issued.get(asked.root(person)), asked.value("admission.certificate_months", on)
        if not days or months is None:
            continue
        if not any(day <= on < months_after(day, months) for day in days):
            yield Found(
                place,
                f"Kết nạp ngày {told(on)}, giấy chứng nhận lớp nhận thức cấp {told(max(days))} không có giá trị vào ngày đó ({months} tháng).",
                person,
            )


def _introducer_not_official(asked: Asked) -> Iterator[Found]:
    rows = list(
        Introduction.objects.known()
        .filter(kind=MEMBER, person__isnull=False, on__gte=max(asked.start, asked.begins), on__lte=asked.end)
        .values_list("person_id", "dossier_id", "on")
    )
    if not rows:
        return
    ways = OutstandingPerson.objects.known().filter(
        dossier_id__among={dossier for _, dossier, _ in rows}, organisation_id__among=asked.inside
    )
    of = {
        way: (place, person)
        for way, place, person in ways.values_list("dossier_id", "organisation_id", "person_id")
    }
    asked.read_stays(person for person, *_ in rows)
    for person, dossier, on in rows:
        stay = asked.stay_on(person, on)
        if dossier in of and (stay is None or not stay.official):
            place, whose = of[dossier]
            standing = "không là đảng viên" if stay is None else "còn là đảng viên dự bị"
            yield Found(place, f"Người giới thiệu, ngày {told(on)}, {standing}.", whose, {"person": whose})


_CLASS = "training_class"
KINDS = (
    Kind(
        "dang-vien-hoc-nhan-thuc", "Đảng viên học lớp nhận thức về Đảng",
        "Lớp dành cho người chưa vào Đảng (Hướng dẫn 01-HD/TW và 06-HD/TW, mục 5)",
        "Bỏ khỏi lớp, hoặc kiểm tra hai người trùng tên", _CLASS, _member_in_awareness_class,
    ),
    Kind(
        "chua-ket-nap-hoc-dang-vien-moi", "Người chưa kết nạp học lớp đảng viên mới",
        "Lớp dành cho đảng viên dự bị (Hướng dẫn 01-HD/TW và 06-HD/TW)", "Ghi kết nạp còn thiếu, hoặc bỏ khỏi lớp",
        _CLASS, _stranger_in_new_members_class,
    ),
    Kind(
        "chinh-thuc-hoc-dang-vien-moi", "Đảng viên chính thức học lớp đảng viên mới",
        "Học xong lớp đảng viên mới rồi mới xét chính thức (Hướng dẫn 01-HD/TW và 06-HD/TW)",
        "Kiểm tra ngày chính thức, hoặc bỏ khỏi lớp", _CLASS, _official_in_new_members_class,
    ),
    Kind(
        "ket-nap-chung-nhan-het-han", "Kết nạp khi giấy chứng nhận không có giá trị",
        "Giấy chứng nhận lớp nhận thức chỉ có giá trị một thời gian (Hướng dẫn 01-HD/TW, mục 5; 06-HD/TW, điểm 5.4; tham số có ngày)",
        "Ghi giấy chứng nhận còn giá trị, hoặc sửa ngày kết nạp", "member", _certificate_not_valid,
    ),
    Kind(
        "gioi-thieu-boi-nguoi-chua-chinh-thuc", "Người giới thiệu vào Đảng chưa là đảng viên chính thức",
        "Người giới thiệu là đảng viên chính thức (Điều lệ Đảng, Điều 4)", "Ghi lại người giới thiệu trong hồ sơ",
        "dossier", _introducer_not_official,
    ),
)  # fmt: skip
