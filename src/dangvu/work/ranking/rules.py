"""Ranking of organisations and members of a year: the class by the points, what bars a class, the cap. Pure.

Sources: 132-QĐ/TW (2018), 124-QĐ/TW (2023), 366-QĐ/TW (30/8/2025); 21-HD/BTCTW (domain §10.1, §13.14). Which numbers
are marked as not yet held against the text stands in parameters/ranking.yaml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from dangvu.foundation.labelled import Labelled


class Grade(Labelled):
    """The four classes, the best first."""

    EXCELLENT = "htxs", "Hoàn thành xuất sắc nhiệm vụ"
    GOOD = "htt", "Hoàn thành tốt nhiệm vụ"
    DONE = "htnv", "Hoàn thành nhiệm vụ"
    NOT_DONE = "kht", "Không hoàn thành nhiệm vụ"

    @property
    def height(self) -> int:
        """3 for the best class, 0 for the last."""
        return 3 - list(Grade).index(self)


class Step(Labelled):
    """How far the ranking of one subject has come."""

    SELF = "tu_danh_gia", "Tự đánh giá"
    PROPOSED = "de_nghi", "Đề nghị"
    DECIDED = "quyet_dinh", "Quyết định"


class Subject(Labelled):
    """Who is ranked."""

    GRASSROOTS = "tccsd", "Tổ chức cơ sở đảng"
    BELOW = "truc_thuoc", "Chi bộ, đảng bộ bộ phận trực thuộc"
    MEMBER = "dang_vien", "Đảng viên"


class Base(Labelled):
    """Of what the cap is a share."""

    GOOD = "htt", "số được xếp loại hoàn thành tốt nhiệm vụ"
    GOOD_UP = "htt_tro_len", "số được xếp loại hoàn thành tốt nhiệm vụ trở lên"
    ASSESSED = "danh_gia", "số được đánh giá, xếp loại"


class Without(Labelled):
    """Why somebody is not ranked this year. Who is exempt is known from the register of members."""

    EXEMPT = "mien", "Được miễn công tác và sinh hoạt đảng"
    NEW = "moi", "Mới kết nạp, mới chuyển đến hoặc mới thành lập, chưa đủ thời gian"
    SUSPENDED = "dinh_chi", "Đang bị đình chỉ hoặc chờ xem xét"
    OTHER = "khac", "Lý do khác"


@dataclass(frozen=True, slots=True)
class Limits:
    """What the regulation of a step's day asks; None: that regulation does not ask it."""

    regulation: str
    excellent_points: Decimal | None = None
    good_points: Decimal | None = None
    done_points: Decimal | None = None
    excellent_exceeded: int | None = None  # per cent of tasks beyond what was asked, at least
    on_time_for_good: bool = False  # every task in time for HTT and better
    done_late_share: int | None = None  # per cent of tasks late, at most, for HTNV
    discipline_bars: bool = False
    below_good_share: int | None = (
        None  # per cent of what lies below ranked HTT or better, at least, for HTXS
    )
    cap_share: int | None = None
    cap_base: Base = Base.GOOD
    cap_source: str = ""  # where the cap stands: often a guidance of its own
    vote_share: Fraction = Fraction(1, 2)

    @property
    def by_points(self) -> bool:
        return self.excellent_points is not None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of the subject's year. None: not told, so not checked."""

    tasks: int | None = None
    late: int | None = None
    exceeded: int | None = None  # tasks done beyond what was asked
    disciplined: bool = False
    below: tuple[Grade, ...] = ()  # what the organisations below it were ranked

    @property
    def late_known(self) -> int:
        return self.late or 0


def last_ranked(end: date) -> int:
    """The last year that has ended by the evening of ``end``: 30/6/2023 → 2022, 31/12/2023 → 2023."""
    return end.year if (end.month, end.day) == (12, 31) else end.year - 1


def class_of(points: Decimal, limits: Limits) -> Grade | None:
    """The class of so many points: 92 → HTXS (from 90), 89,5 → HTT (from 70), 50 → HTNV, 49 → KHT; None without points."""
    if limits.excellent_points is None or limits.good_points is None or limits.done_points is None:
        return None
    if points >= limits.excellent_points:
        return Grade.EXCELLENT
    if points >= limits.good_points:
        return Grade.GOOD
    return Grade.DONE if points >= limits.done_points else Grade.NOT_DONE


def barred(grade: Grade, facts: Facts, limits: Limits) -> str:
    """Why the subject can't have this class, however many points it has; '' where nothing bars it."""
    if grade is Grade.EXCELLENT:
        if limits.discipline_bars and facts.disciplined:
            return "trong năm có kỷ luật"
        least, all_ = limits.excellent_exceeded, facts.tasks
        if least is not None and all_ and facts.exceeded is not None and facts.exceeded * 100 < least * all_:
            return f"chỉ {facts.exceeded} trên {all_} nhiệm vụ vượt yêu cầu, dưới {least}%"
        if limits.below_good_share is not None and facts.below:
            if Grade.NOT_DONE in facts.below:
                return "có tổ chức trực thuộc không hoàn thành nhiệm vụ"
            good = sum(one.height >= Grade.GOOD.height for one in facts.below)
            if good * 100 < limits.below_good_share * len(facts.below):
                return (
                    f"chỉ {good} trên {len(facts.below)} tổ chức trực thuộc hoàn thành tốt trở lên, dưới "
                    f"{limits.below_good_share}%"
                )
    if grade.height >= Grade.GOOD.height and limits.on_time_for_good and facts.late_known:
        of = f" trên {facts.tasks}" if facts.tasks else ""
        return f"có {facts.late_known}{of} nhiệm vụ chậm"
    most = limits.done_late_share
    if (
        grade is Grade.DONE
        and most is not None
        and facts.tasks
        and facts.late_known * 100 > most * facts.tasks
    ):
        return f"có {facts.late_known} trên {facts.tasks} nhiệm vụ chậm, quá {most}%"
    return ""


def best(points: Decimal | None, facts: Facts, limits: Limits) -> Grade:
    """The best class that points and conditions leave open."""
    top = class_of(points, limits) if points is not None else None
    open_ = [one for one in Grade if top is None or one.height <= top.height]
    return next((one for one in open_ if not barred(one, facts, limits)), Grade.NOT_DONE)


def fault(name: str, grade: Grade, points: Decimal | None, facts: Facts, limits: Limits) -> str:
    """What is wrong with a class, and how to mend it; '' where nothing is.

    Under 366 the class has to be that of the points, or the best one that the conditions leave: 92 points with 1 late
    task of 30 can't be HTXS.
    """
    if points is not None and not 0 <= points <= 100:
        return f"{name}: điểm phải từ 0 đến 100."
    if limits.by_points and points is None:
        return f"{name}: ghi số điểm (thang 100) theo {limits.regulation}."
    why = barred(grade, facts, limits)
    allowed = best(points, facts, limits)
    if why:
        return (
            f"{name}: không thể xếp “{grade.label}” vì {why} ({limits.regulation}). Mức cao nhất được xếp là "
            f"“{allowed.label}”."
        )
    top = class_of(points, limits) if points is not None else None
    if top is None or grade is allowed:
        return ""
    told = f"{points.normalize():f}".replace(".", ",") if points is not None else ""
    if top is allowed:
        return (
            f"{name}: {told} điểm là “{top.label}” theo {limits.regulation}, không phải “{grade.label}”. Sửa mức xếp loại "
            "hoặc số điểm."
        )
    return (
        f"{name}: {told} điểm, nhưng {barred(top, facts, limits)} nên mức xếp loại là “{allowed.label}” "
        f"({limits.regulation}), không phải “{grade.label}”."
    )


def most_excellent(grades: Iterable[Grade], limits: Limits, open_: int = 0) -> int | None:
    """How many of a grassroots organisation may be HTXS; None where no cap is on record. 40 ranked HTT → 8.

    ``open_``: how many are still to be ranked and may yet come into the base.
    """
    if limits.cap_share is None:
        return None
    count = Counter(grades)
    base = {
        Base.GOOD: count[Grade.GOOD],
        Base.GOOD_UP: count[Grade.GOOD] + count[Grade.EXCELLENT],
        Base.ASSESSED: count.total(),
    }[limits.cap_base]
    return floor(Fraction(limits.cap_share, 100) * (base + open_))


def cap_fault(where: str, grades: Iterable[Grade], limits: Limits, open_: int = 0) -> str:
    """What is wrong where there are more HTXS than the cap can ever allow; '' where there are not.

    Whoever is still to be ranked (``open_``) may come into the base, so a list told cell by cell is refused only once it
    can no longer hold. 40 HTT and 9 HTXS: refused, at most 8.
    """
    told = list(grades)
    most, wanted = most_excellent(told, limits, open_), told.count(Grade.EXCELLENT)
    if most is None or wanted <= most:
        return ""
    good = told.count(Grade.GOOD)
    return (
        f"{where}: {wanted} trường hợp “{Grade.EXCELLENT.label}” là quá mức cho phép. Nhiều nhất {limits.cap_share}% "
        f"{limits.cap_base.label} ({limits.cap_source or limits.regulation}): hiện có {good} hoàn thành tốt"
        f"{f', {open_} chưa xếp loại' if open_ else ''}, nên nhiều nhất {most}. Bớt {wanted - most} trường hợp."
    )


def vote_fault(name: str, agreed: int | None, voters: int | None, limits: Limits) -> str:
    """What is wrong with the votes for a proposal; '' where nothing is, or they were not told."""
    if agreed is None and voters is None:
        return ""
    if agreed is None or voters is None or voters <= 0:
        return f"{name}: ghi đủ số phiếu tán thành và số người bỏ phiếu, hoặc để trống cả hai."
    if agreed > voters:
        return f"{name}: {agreed} phiếu tán thành nhiều hơn {voters} người bỏ phiếu; sửa một trong hai."
    if not agreed > limits.vote_share * voters:
        return (
            f"{name}: {agreed} trên {voters} phiếu tán thành chưa quá một nửa nên chưa thành mức đề nghị; bỏ phiếu lại "
            "cho mức khác."
        )
    return ""
