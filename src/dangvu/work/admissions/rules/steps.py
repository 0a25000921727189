"""The steps from the list of outstanding people to recognition as an official member, as data.

Source: Hướng dẫn 12-HD/BTCTW (18/01/2022) and 01-HD/TW (28/9/2021), replaced by 38-HD/BTCTW (2025) and 06-HD/TW
(09/6/2025): forms 1-KNĐ to 16-KNĐ. The numbers are those of the domain's step table (§2.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dangvu.foundation.partial_date import PartialDate
from dangvu.work.admissions.rules.votes import Vote

#: Who acts: the person, the cell, the grassroots committee, the level directly above.
PERSON, CELL, COMMITTEE, ABOVE = "nguoi", "chi_bo", "dang_uy_co_so", "cap_tren"
ORGANS = {
    PERSON: "Người làm hồ sơ",
    CELL: "Chi bộ",
    COMMITTEE: "Cấp ủy cơ sở",
    ABOVE: "Cấp có thẩm quyền kết nạp",
}
JOINING, PROBATION = "vao_dang", "chinh_thuc"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its form, who does it, and which steps must be done before it.

    ``entered`` is false for what is seen from elsewhere (a certificate, the passing of twelve months).
    ``aside`` steps have a deadline but hold nothing up; ``optional`` ones need not happen.
    """

    slug: str
    title: str
    waiting: str  # the line of the board: what is still to be done
    organ: str
    phase: str
    form: str = ""
    after: tuple[str, ...] = ()
    entered: bool = True
    aside: bool = False
    optional: bool = False
    votes: str = ""  # CELL or COMMITTEE: whose vote is recorded
    numbered: bool = False
    committee_only: bool = False  # only where the cell lies under a grassroots committee


STEPS: tuple[Step, ...] = (
    Step("lop_nhan_thuc", "Giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng", "Chờ học lớp bồi dưỡng nhận thức về Đảng",
         COMMITTEE, JOINING, "CN-NTVĐ", entered=False),
    Step("don", "Đơn xin vào Đảng", "Chờ đơn xin vào Đảng", PERSON, JOINING, "1-KNĐ"),
    Step("ly_lich", "Lý lịch của người xin vào Đảng", "Chờ khai lý lịch", PERSON, JOINING, "2-KNĐ", ("don",)),
    Step("tham_tra", "Thẩm tra, chứng nhận lý lịch", "Chờ thẩm tra lý lịch", COMMITTEE, JOINING, "2-KNĐ", ("ly_lich",)),
    Step("gioi_thieu", "Giấy giới thiệu vào Đảng", "Chờ người giới thiệu", CELL, JOINING, "3-KNĐ, 4-KNĐ", entered=False),
    Step("y_kien", "Tổng hợp ý kiến đoàn thể và nơi cư trú", "Chờ tổng hợp ý kiến đoàn thể, nơi cư trú", CELL, JOINING,
         "5-KNĐ", ("don",)),
    Step("nghi_quyet_chi_bo", "Nghị quyết chi bộ đề nghị kết nạp", "Chờ chi bộ biểu quyết đề nghị kết nạp", CELL, JOINING,
         "6-KNĐ", ("don", "ly_lich", "tham_tra", "y_kien"), votes=CELL),
    Step("bao_cao_bo_phan", "Báo cáo của đảng ủy bộ phận", "", COMMITTEE, JOINING, "7-KNĐ", ("nghi_quyet_chi_bo",),
         optional=True, committee_only=True),
    Step("nghi_quyet_dang_uy", "Nghị quyết cấp ủy cơ sở đề nghị kết nạp", "Chờ cấp ủy cơ sở biểu quyết", COMMITTEE, JOINING,
         "8-KNĐ", ("nghi_quyet_chi_bo",), votes=COMMITTEE, committee_only=True),
    Step("gia_han", "Gia hạn xét, quyết định kết nạp", "", ABOVE, JOINING, "", ("nghi_quyet_chi_bo",), optional=True),
    Step("quyet_dinh", "Quyết định kết nạp đảng viên", "Chờ quyết định kết nạp", ABOVE, JOINING, "9-KNĐ",
         ("nghi_quyet_chi_bo", "nghi_quyet_dang_uy"), numbered=True),
    Step("le_ket_nap", "Lễ kết nạp", "Chờ tổ chức lễ kết nạp", CELL, JOINING, "", ("quyet_dinh",)),
    Step("ly_lich_dang_vien", "Lý lịch đảng viên", "", CELL, PROBATION, "1-HSĐV", ("le_ket_nap",), aside=True),
    Step("du_bi", "Hết thời gian dự bị", "Đang trong 12 tháng dự bị", PERSON, PROBATION, entered=False),
    Step("lop_dang_vien_moi", "Giấy chứng nhận lớp bồi dưỡng đảng viên mới", "Chờ học lớp đảng viên mới", COMMITTEE,
         PROBATION, entered=False),
    Step("tu_kiem_diem", "Bản tự kiểm điểm của đảng viên dự bị", "Chờ bản tự kiểm điểm", PERSON, PROBATION, "10-KNĐ",
         ("le_ket_nap",)),
    Step("nhan_xet", "Nhận xét của đảng viên được phân công giúp đỡ", "Chờ nhận xét của người giúp đỡ", CELL, PROBATION,
         "11-KNĐ", ("le_ket_nap",)),
    Step("tong_hop", "Tổng hợp ý kiến đoàn thể, chi ủy nơi cư trú", "Chờ tổng hợp ý kiến nơi cư trú, đoàn thể", CELL,
         PROBATION, "12-KNĐ", ("le_ket_nap",)),
    Step("nghi_quyet_chi_bo_ct", "Nghị quyết chi bộ đề nghị công nhận chính thức", "Chờ chi bộ biểu quyết công nhận chính thức",
         CELL, PROBATION, "13-KNĐ", ("le_ket_nap", "tu_kiem_diem", "nhan_xet", "tong_hop"), votes=CELL),
    Step("bao_cao_bo_phan_ct", "Báo cáo của đảng ủy bộ phận về công nhận chính thức", "", COMMITTEE, PROBATION, "14-KNĐ",
         ("nghi_quyet_chi_bo_ct",), optional=True, committee_only=True),
    Step("nghi_quyet_dang_uy_ct", "Nghị quyết cấp ủy cơ sở đề nghị công nhận chính thức",
         "Chờ cấp ủy cơ sở biểu quyết công nhận", COMMITTEE, PROBATION, "15-KNĐ", ("nghi_quyet_chi_bo_ct",),
         votes=COMMITTEE, committee_only=True),
    Step("quyet_dinh_ct", "Quyết định công nhận đảng viên chính thức", "Chờ quyết định công nhận chính thức", ABOVE, PROBATION,
         "16-KNĐ", ("nghi_quyet_chi_bo_ct", "nghi_quyet_dang_uy_ct"), numbered=True),
)  # fmt: skip
BY_SLUG = {step.slug: step for step in STEPS}
#: The stages that a dossier can be waiting in: one line of the board each.
STAGES = tuple(step for step in STEPS if step.waiting)

#: All that is asked of whoever is a probationer already: the ceremony and what follows it.
FROM_CEREMONY = frozenset({"le_ket_nap", *(step.slug for step in STEPS if step.phase == PROBATION)})

#: Kinds of class certificates, as members.Certificate stores them.
AWARENESS, NEW_MEMBERS = "nhan_thuc", "dang_vien_moi"
_FAILED = frozenset({"khong_dat"})

#: Who introduces: an official member, the Youth Union's committee, the trade union's.
MEMBER, YOUTH, UNION = "dang_vien", "doan_thanh_nien", "cong_doan"
INTRODUCERS = {
    MEMBER: "Đảng viên chính thức (3-KNĐ)",
    YOUTH: "Ban chấp hành đoàn cơ sở (4-KNĐ)",
    UNION: "Ban chấp hành công đoàn cơ sở (4A-KNĐ)",
}


@dataclass(frozen=True, slots=True)
class Done:
    """A step as it was recorded. ``passed`` is false for a vote that missed the threshold."""

    step: str
    on: date
    number: str = ""
    organ: str = ""
    received_on: date | None = None
    passed: bool = True
    vote: Vote | None = None
    consent: str = ""
    ground: str = ""
    note: str = ""
    extra_days: int = 0
    abroad: bool = False  # of the life history: somebody in it is to be vetted abroad


@dataclass(frozen=True, slots=True)
class Paper:
    """A class certificate."""

    kind: str
    issued_on: date
    grade: str = ""

    @property
    def passed(self) -> bool:
        return self.grade not in _FAILED


@dataclass(frozen=True, slots=True)
class Introducer:
    """Who introduces, on which day; of a member since when official and since when in the same unit."""

    kind: str
    on: date
    name: str = ""
    official_from: date | None = None
    is_official: bool = True  # on the paper's day, as far as the records tell
    together_from: date | None = None


@dataclass(frozen=True, slots=True)
class File:
    """All that is known of one person's way: what the rules are asked about."""

    under_committee: bool = True  # the cell lies under a grassroots committee
    birth: PartialDate | None = None
    schooling: str = ""
    listed_on: date | None = None
    papers: tuple[Paper, ...] = ()
    introducers: tuple[Introducer, ...] = ()
    steps: tuple[Done, ...] = ()
    joined: PartialDate | None = None  # known from the roster where no ceremony is on file
    has_helper: bool = False
    _by: dict[str, Done] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for done in sorted(self.steps, key=lambda done: done.on):
            if done.passed:
                self._by[done.step] = done

    def done(self, slug: str) -> Done | None:
        """The step where it was done (and the vote passed), the latest of that name."""
        return self._by.get(slug)

    def missed(self, slug: str) -> int:
        """How many votes of this step missed the threshold."""
        return sum(1 for done in self.steps if done.step == slug and not done.passed)

    def last_missed(self, slug: str) -> date | None:
        """The day of the last vote of this step that missed the threshold."""
        return max((done.on for done in self.steps if done.step == slug and not done.passed), default=None)

    @property
    def ceremony(self) -> PartialDate | None:
        """The day of joining: the ceremony's, else what the roster tells."""
        held = self.done("le_ket_nap")
        return PartialDate.of(held.on) if held else self.joined

    @property
    def is_probationer(self) -> bool:
        return self.ceremony is not None

    def paper(self, kind: str) -> Paper | None:
        """The latest certificate of that kind that was earned."""
        earned = [paper for paper in self.papers if paper.kind == kind and paper.passed]
        return max(earned, key=lambda paper: paper.issued_on, default=None)


def steps_of(file: File, steps: Sequence[Step] = STEPS) -> list[Step]:
    """The steps that this person's way has: the committee's only where the cell lies under one."""
    return [step for step in steps if file.under_committee or not step.committee_only]
