"""Profiles, membership, cards, transfers and badges against one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import Length

from dangvu.contradictions.kinds import Asked, Found, Kind, told
from dangvu.foundation.partial_date import PartialDate
from dangvu.members.models import (
    Absence,
    BadgeAward,
    CardEvent,
    Membership,
    Movement,
    MovementKind,
    PersonProfile,
    Transfer,
    TransferOutcome,
)
from dangvu.members.rules import months_after
from dangvu.members.rules.badge import HIGH_MARK, ILL, IN_TURN, party_age
from dangvu.work.admissions.models import Admission, Recognition

_MEMBER = "member"


def _under_age(asked: Asked) -> Iterator[Found]:
    rows = Movement.objects.known().filter(
        kind=MovementKind.ADMITTED, counted=True, on__gte=asked.start, on__lte=asked.end,
        counts_in_id__among=asked.inside,
    ).values_list("person_id", "counts_in_id", "on")  # fmt: skip
    joined = {person: (place, on) for person, place, on in rows}
    known = asked.told(joined)
    for person, (place, on) in joined.items():
        profile, least = known.get(asked.root(person)), asked.value("admission.minimum_age", on)
        if profile is None or not profile.birth or least is None:
            continue
        # the day of birth itself is not told: whoever reads the list may have no right to names
        if months_after(PartialDate.from_iso(profile.birth).first, least * 12) > on:
            yield Found(
                place,
                f"Vào Đảng ngày {told(on)} khi chưa đủ {least} tuổi theo ngày sinh trong hồ sơ.",
                person,
            )


def _official_before_joining(asked: Asked) -> Iterator[Found]:
    rows = PersonProfile.objects.known().filter(joined__gt=F("official")).exclude(official="")
    full = rows.annotate(a=Length("official"), b=Length("joined")).filter(a=10, b=10)
    found = list(full.values_list("person_id", "official", "joined"))
    asked.read_stays(person for person, *_ in found)
    for person, official, joined in found:
        stay = asked.stay_on(person, asked.on)
        if stay is not None and stay.organisation in asked.inside:
            days = f"Ngày chính thức {PartialDate.from_iso(official)} trước ngày vào Đảng {PartialDate.from_iso(joined)}."
            yield Found(stay.organisation, days, person)


def _recognised_early(asked: Asked) -> Iterator[Found]:
    rows = list(
        Recognition.objects.known()
        .filter(official_on__gte=asked.start, official_on__lte=asked.end, organisation_id__among=asked.inside)
        .values_list("person_id", "organisation_id", "official_on")
    )
    known = asked.told(person for person, *_ in rows)
    for person, place, on in rows:
        profile, months = known.get(asked.root(person)), asked.value("recognition.probation_months", on)
        if profile is None or not profile.joined or months is None:
            continue
        joined = PartialDate.from_iso(profile.joined)
        if months_after(joined.first, months) > on:
            yield Found(
                place, f"Vào Đảng {joined}, chính thức ngày {told(on)}: dự bị chưa đủ {months} tháng.", person
            )


def _admitted_while_member(asked: Asked) -> Iterator[Found]:
    rows = list(
        Admission.objects.known()
        .filter(joined_on__gte=asked.start, joined_on__lte=asked.end, organisation_id__among=asked.inside)
        .values_list("person_id", "organisation_id", "joined_on")
    )
    asked.read_stays(person for person, *_ in rows)
    for person, place, on in rows:
        before = next((one for one in asked.stays(person) if one.since < on and (one.until is None or one.until > on)), None)  # fmt: skip
        if before is not None:
            yield Found(
                place,
                f"Ghi kết nạp ngày {told(on)} nhưng đã là đảng viên của {asked.label(before.organisation)} từ {told(before.since)}.",
                person,
            )


def _same(number: str, asked: Asked) -> Iterator[Found]:
    """Whoever bears one number with somebody else. What was ever written twice is found in the index alone, then looked
    at as it is known."""
    again = (
        PersonProfile.objects.order_by().values(number).annotate(n=Count("*")).filter(n__gt=1).values(number)
    )
    rows = PersonProfile.objects.known().exclude(**{number: ""}).filter(**{f"{number}__in": again})
    holders: dict[str, set[int]] = defaultdict(set)
    for told_number, person in rows.values_list(number, "person_id"):
        holders[told_number].add(asked.root(person))
    holders = {one: people for one, people in holders.items() if len(people) > 1}
    asked.read_stays(person for people in holders.values() for person in people)
    for _, people in sorted(holders.items()):
        where = {one: stay for one in sorted(people) if (stay := asked.stay_on(one, asked.on)) is not None}
        here = [one for one, stay in where.items() if stay.organisation in asked.inside]
        if len(where) > 1 and here:
            others = ", ".join(asked.label(where[one].organisation) for one in where if one != here[0])
            words = f"{len(where)} đảng viên cùng một số; người kia ở {others}."
            yield Found(where[here[0]].organisation, words, here[0])


def _same_card(asked: Asked) -> Iterator[Found]:
    return _same("card_number", asked)


def _same_personal_number(asked: Asked) -> Iterator[Found]:
    return _same("personal_number", asked)


def _member_twice(asked: Asked) -> Iterator[Found]:
    twice = (
        Membership.objects.known().valid_on(asked.on).order_by().values("person_id").annotate(n=Count("pk"))
    )
    people = {row["person_id"] for row in twice.filter(n__gt=1)} | asked.merged
    asked.read_stays(people)
    for person in sorted({asked.root(one) for one in people}):
        now = [one for one in asked.stays(person) if one.covers(asked.on)]
        here = [one for one in now if one.organisation in asked.inside]
        if len(now) > 1 and here:
            places = " và ".join(asked.label(one.organisation) for one in now)
            yield Found(here[0].organisation, f"Ngày {told(asked.on)} là đảng viên của cả {places}.", person)


def _card_of_probationer(asked: Asked) -> Iterator[Found]:
    rows = Membership.objects.known().valid_on(asked.on).filter(
        organisation_id__among=asked.inside, status="du_bi", person__profiles__known_to_act__isnull=True,
        person__profiles__card_number__gt="",
    )  # fmt: skip
    for person, place in rows.values_list("person_id", "organisation_id"):
        yield Found(place, f"Ngày {told(asked.on)} còn là đảng viên dự bị mà đã có số thẻ đảng viên.", person)


def _card_before_official(asked: Asked) -> Iterator[Found]:
    given = (CardEvent.Kind.ISSUED, CardEvent.Kind.REISSUED, CardEvent.Kind.EXCHANGED)
    rows = list(
        CardEvent.objects.known()
        .filter(kind__in=given, on__gte=asked.start, on__lte=asked.end, organisation_id__among=asked.inside)
        .values_list("person_id", "organisation_id", "on")
    )
    asked.read_stays(person for person, *_ in rows)
    for person, place, on in rows:
        stay = asked.stay_on(person, on)
        if stay is not None and not stay.official:
            yield Found(place, f"Được phát thẻ ngày {told(on)} khi còn là đảng viên dự bị.", person)


def _badge_too_early(asked: Asked) -> Iterator[Found]:
    rows = list(
        BadgeAward.objects.known().filter(
            on__gte=asked.start, on__lte=asked.end, organisation_id__among=asked.inside
        )
    )
    known = asked.told(row.person_id for row in rows)
    for row in rows:
        profile = known.get(asked.root(row.person_id))
        if profile is None or profile.party_from is None:
            continue
        code = "posthumous_months"
        if row.ground == ILL:
            code = "early_months_high" if row.mark >= HIGH_MARK else "early_months"
        spared = 0 if row.ground == IN_TURN else asked.value(f"badge.{code}", row.on) or 0
        have = party_age(profile.party_from, row.on)
        if have + spared < row.mark * 12:
            yield Found(
                row.organisation_id,
                f"Trao Huy hiệu {row.mark} năm ngày {told(row.on)}, nhưng tuổi đảng tính từ {told(profile.party_from)} mới {have // 12} năm {have % 12} tháng.",
                row.person_id,
            )


def _absence_of_nobody(asked: Asked) -> Iterator[Found]:
    rows = list(Absence.objects.known().valid_on(asked.on).filter(organisation_id__among=asked.inside))
    asked.read_stays(row.person_id for row in rows)
    for row in rows:
        if asked.stay_on(row.person_id, asked.on) is None:
            yield Found(
                row.organisation_id,
                f"“{row.get_kind_display()}” từ {told(row.valid_from)} còn hiệu lực, nhưng ngày {told(asked.on)} không còn là đảng viên.",
                row.person_id,
            )


def _transfer_overtaken(asked: Asked) -> Iterator[Found]:
    ended = TransferOutcome.objects.known().filter(transfer=OuterRef("pk"))
    rows = list(
        Transfer.objects.known().filter(
            ~Exists(ended), introduced_on__lte=asked.on, organisation_id__among=asked.inside
        )
    )
    asked.read_stays(row.person_id for row in rows)
    for row in rows:
        stay = asked.stay_on(row.person_id, asked.on)
        if stay is None or not asked.is_below(stay.organisation, row.organisation_id):
            where = (
                "không còn là đảng viên"
                if stay is None
                else f"đã là đảng viên của {asked.label(stay.organisation)}"
            )
            yield Found(
                row.organisation_id,
                f"Giới thiệu chuyển sinh hoạt ngày {told(row.introduced_on)} còn để chờ, nhưng ngày {told(asked.on)} {where}.",
                row.person_id,
            )


KINDS = (
    Kind(
        "ket-nap-chua-du-tuoi", "Kết nạp khi chưa đủ tuổi", "Đủ tuổi thấp nhất vào ngày vào Đảng (Điều lệ Đảng, Điều 1; tham số có ngày)",
        "Đính chính ngày sinh hoặc ngày vào Đảng", _MEMBER, _under_age,
    ),
    Kind(
        "chinh-thuc-truoc-vao-dang", "Ngày chính thức trước ngày vào Đảng",
        "Dự bị tính từ ngày vào Đảng (Điều lệ Đảng, Điều 5)", "Đính chính một trong hai ngày", _MEMBER,
        _official_before_joining,
    ),
    Kind(
        "chinh-thuc-som", "Công nhận chính thức khi chưa hết dự bị",
        "Hết thời gian dự bị mới được công nhận (Điều lệ Đảng, Điều 5; tham số có ngày)",
        "Đính chính ngày vào Đảng hoặc ngày chính thức", _MEMBER, _recognised_early,
    ),
    Kind(
        "ket-nap-khi-da-la-dang-vien", "Ghi kết nạp người đã là đảng viên",
        "Một người được kết nạp khi chưa là đảng viên (Điều lệ Đảng, Điều 4 và 5)",
        "Kiểm tra hồ sơ gộp nhầm, hoặc bỏ một trong hai dòng", _MEMBER, _admitted_while_member,
    ),
    Kind(
        "trung-so-the", "Hai đảng viên cùng số thẻ", "Mỗi đảng viên một thẻ, một số (Điều lệ Đảng, Điều 6)",
        "Gộp nếu là một người, hoặc đính chính số thẻ", "duplicates", _same_card,
    ),
    Kind(
        "trung-so-dinh-danh", "Hai đảng viên cùng số định danh cá nhân",
        "Mỗi công dân một số định danh (Luật Căn cước)", "Gộp nếu là một người, hoặc đính chính số định danh",
        "duplicates", _same_personal_number,
    ),
    Kind(
        "dang-vien-hai-noi", "Là đảng viên chính thức của hai nơi cùng ngày",
        "Một nơi sinh hoạt chính thức (Quy định 24-QĐ/TW và 294-QĐ/TW, điểm 6.3)",
        "Ghi chuyển đi ở nơi cũ, hoặc tách hồ sơ gộp nhầm", _MEMBER, _member_twice,
    ),
    Kind(
        "du-bi-co-so-the", "Đảng viên dự bị đã có số thẻ", "Thẻ phát cho đảng viên chính thức (Điều lệ Đảng, Điều 6)",
        "Đính chính số thẻ, hoặc ghi công nhận chính thức", _MEMBER, _card_of_probationer,
    ),
    Kind(
        "phat-the-khi-du-bi", "Phát thẻ khi còn dự bị", "Thẻ phát cho đảng viên chính thức (Điều lệ Đảng, Điều 6)",
        "Kiểm tra ngày phát thẻ và ngày chính thức", _MEMBER, _card_before_official,
    ),
    Kind(
        "huy-hieu-thieu-nam", "Trao Huy hiệu Đảng khi chưa đủ năm",
        "Đủ năm tuổi đảng của mức, trừ trường hợp trao sớm, truy tặng (Hướng dẫn 01-HD/TW, mục 18; tham số có ngày)",
        "Đính chính ngày tính tuổi đảng, hoặc bỏ dòng trao", _MEMBER, _badge_too_early,
    ),
    Kind(
        "vang-cua-nguoi-da-ra", "Miễn hoặc sinh hoạt tạm thời còn hiệu lực của người không còn là đảng viên",
        "Chỉ đảng viên mới được miễn, chuyển tạm thời (lẽ thường)", "Ghi ngày hết miễn, hết tạm thời", _MEMBER,
        _absence_of_nobody,
    ),
    Kind(
        "chuyen-con-treo", "Giấy giới thiệu còn chờ nhưng người đã ở nơi khác",
        "Chuyển sinh hoạt xong khi nơi đến tiếp nhận (Quy định 24-QĐ/TW và 294-QĐ/TW, điểm 6.3)",
        "Ghi đã tiếp nhận, hoặc hủy giới thiệu", "transfers", _transfer_overtaken,
    ),
)  # fmt: skip
