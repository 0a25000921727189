"""Tasks and a scheme of the sample: the programme of its year, some done in time, some late, some put off; what is near
its day today.

Invented, and through the ordinary actions; the figures that the sample workbooks tell stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.periods import Period
from dangvu.organisations.tree import Node, Tree
from dangvu.work.documents.queries import registered
from dangvu.work.resolutions import actions
from dangvu.work.resolutions.actions import NewProgramme, NewTask, Origin
from dangvu.work.resolutions.rules.tasks import OriginKind
from dangvu.work.schemes import actions as schemes
from dangvu.work.schemes.queries import scheme as scheme_of
from dangvu.work.schemes.rules import ItemKind

#: One unit of so many does its task late; one of so many more only after the period.
_LATE, _AFTER = 9, 14


def invent_tasks(*, root: Node, tree: Tree, committee: Node, period: Period) -> int:
    """Invent the programme with its tasks and one scheme; how many parts of tasks were given in the period."""
    units = tree.children(root.id)
    if clock.today() < period.end + timedelta(days=60) or not units:
        return 0
    with act(OPERATOR, "resolutions.give_task", "ví dụ của bản thử"):
        given = _programme(root, units, period)
        _scheme(root, committee, tree, period)
    return given


def _programme(root: Node, units: Sequence[int], period: Period) -> int:
    first, year = period.start, period.start.year
    (programme,) = actions.keep_programmes(
        actor=OPERATOR, organisation=root.id,
        programmes=[NewProgramme(year, "Chương trình công tác của Ban Thường vụ Đảng ủy", f"05-CTr/ĐUK ngày 10/01/{year}")],
    )  # fmt: skip
    given, everyone, own = first + timedelta(days=9), tuple(units), (root.id,)

    def new(
        title: str, product: str, who: tuple[int, ...], month: int, day: int, charge: str = "", origin: Origin | None = None
    ) -> tuple[int, date]:  # fmt: skip
        due = date(year, month, day)
        told = NewTask(
            title,
            who,
            product=product,
            given_on=given,
            due_on=due,
            programme=programme,
            in_charge=charge,
            origin=origin,
        )
        return actions.give_tasks(actor=OPERATOR, organisation=root.id, tasks=[told])[0], due

    for title, product, month, day, charge in (
        ("Ban hành kế hoạch kiểm tra, giám sát năm", "Kế hoạch", 2, 28, "Ủy ban Kiểm tra Đảng ủy"),
        ("Chuẩn bị hội nghị sơ kết 6 tháng", "Báo cáo, giấy mời, chương trình", 6, 30, "Văn phòng Đảng ủy"),
        ("Tổ chức hội thi bí thư chi bộ giỏi", "Báo cáo kết quả hội thi", 9, 30, "Ban Tuyên giáo Đảng ủy"),
        ("Tổng kết công tác năm", "Báo cáo tổng kết", 12, 20, "Văn phòng Đảng ủy"),
    ):
        task, due = new(title, product, own, month, day, charge)
        _done(root.id, task, due - timedelta(days=3), f"Báo cáo số {40 + month}-BC/ĐUK")
    _by_everyone(
        root,
        units,
        *new("Rà soát, bổ sung quy chế làm việc của cấp ủy", "Quy chế đã bổ sung", everyone, 3, 31),
        period,
    )
    _by_everyone(
        root,
        units,
        *new("Báo cáo kết quả học tập và làm theo Bác 6 tháng", "Báo cáo", everyone, 6, 15),
        period,
        put_off=4,
    )
    told = _resolution(root)
    _by_everyone(
        root, units, *new("Xây dựng kế hoạch thực hiện nghị quyết về chuyển đổi số", "Kế hoạch", everyone, 5, 31, origin=told), period
    )  # fmt: skip
    return 4 + 3 * len(units)


def _resolution(root: Node) -> Origin | None:
    """The resolution of the sample's registers, where it is there."""
    found = next(
        (
            (pk, said)
            for pk, said in registered(actor=OPERATOR, organisation=root.id)
            if said.startswith("15-NQ/TU")
        ),
        None,
    )
    return Origin(OriginKind.DOCUMENT, found[1], found[0]) if found else None


def _done(unit: int, task: int, on: date, paper: str) -> None:
    actions.say_done(
        actor=OPERATOR, organisation=unit, task=task, done_on=on, form="Bằng văn bản", paper=paper
    )


def _by_everyone(
    root: Node, units: Sequence[int], task: int, due: date, period: Period, put_off: int = 0
) -> None:
    """Most are in time, a few late, a few only after the period; the first ``put_off`` were given another day."""
    later = min(due + timedelta(days=12), period.end)
    if put_off:
        actions.extend(
            actor=OPERATOR, organisation=root.id, task=task, units=units[:put_off], to=later, on=due - timedelta(days=2),
            reason="chờ hướng dẫn của cấp trên", document="Công văn số 112-CV/ĐUK",
        )  # fmt: skip
    for number, unit in enumerate(units):
        on = (later if number < put_off else due) - timedelta(days=1 + number % 12)
        if number % _LATE == _LATE - 1:
            on = min(due + timedelta(days=2 + number % 10), period.end)
        if number % _AFTER == _AFTER - 1:
            on = period.end + timedelta(days=4 + number % 9)
        if number % 7 == 3:
            actions.report_result(
                actor=OPERATOR, organisation=unit, task=task, on=on - timedelta(days=10), text="Đã có dự thảo, đang lấy ý kiến",
                percent=60,
            )  # fmt: skip
        _done(unit, task, on, f"Văn bản số {20 + number} của đơn vị")


def _scheme(root: Node, committee: Node, tree: Tree, period: Period) -> None:
    """A scheme of five years around the period: items done and late, a review held, values measured."""
    year = period.start.year
    part = committee.id if committee.id in tree.descendants(root.id) else root.id
    item, measure = schemes.NewItem, schemes.NewMeasure
    new = schemes.NewScheme(
        "Chuyển đổi số trong các cơ quan đảng (ví dụ)", date(year - 2, 1, 1), date(year + 2, 12, 31),
        f"Đề án số 07-ĐA/ĐUK ngày 15/01/{year - 2}", "Ngân sách đảng, lồng ghép chương trình của tỉnh",
        phases=(
            schemes.NewPhase("Giai đoạn 1: trang bị, đào tạo", date(year - 2, 1, 1), date(year, 12, 31)),
            schemes.NewPhase("Giai đoạn 2: dùng thường xuyên", date(year + 1, 1, 1), date(year + 2, 12, 31)),
        ),
        items=(
            item("Ban hành kế hoạch thực hiện đề án", date(year - 2, 3, 31)),
            item("Sơ kết đề án năm thứ hai", date(year, 1, 31), ItemKind.INTERIM),
            item("Tập huấn ký số cho văn thư, cấp ủy", date(year, 3, 31)),
            item("Ký số toàn bộ văn bản đi", date(year, 4, 30), organisation=part),
            item("Số hóa hồ sơ đảng viên", date(year, 6, 15), organisation=part),
            item("Trang bị máy tính cho các chi bộ", date(year, 6, 30)),
            item("Họp trực tuyến ba cấp", date(year + 1, 6, 30)),
            item("Tổng kết đề án", date(year + 2, 12, 15), ItemKind.FINAL),
        ),
        measures=(
            measure("Văn bản điện tử được ký số", "%", plan=tuple((date(year + n, 12, 31), Decimal(v)) for n, v in ((-1, 40), (0, 70), (2, 100)))),
            measure("Thời gian gửi văn bản đến chi bộ", "ngày", True, tuple((date(year + n, 12, 31), Decimal(v)) for n, v in ((-1, 5), (1, 1)))),
        ),
    )  # fmt: skip
    (scheme,) = schemes.keep_schemes(actor=OPERATOR, organisation=root.id, schemes=[new])
    view = scheme_of(actor=OPERATOR, organisation=root.id, tree=tree, scheme=scheme)
    for number, (days, note) in enumerate(
        ((-9, ""), (-8, "Khen thưởng 2 tập thể, 5 cá nhân"), (-4, "212 người dự"), (-2, ""), (20, ""), (-1, ""), (-10, ""), (-5, "Khen thưởng 8 tập thể"))
    ):  # fmt: skip
        on = view.items[number].due_on + timedelta(days=days)
        schemes.say_items_done(
            actor=OPERATOR, organisation=root.id, items=[view.items[number].id], done_on=on, note=note,
            paper=f"Báo cáo số {30 + number}-BC/ĐUK ngày {on:%d/%m/%Y}",
        )  # fmt: skip
    signed, sent = (one.id for one in view.measures)
    values = [
        schemes.NewValue(signed, date(year - 1, 12, 31), Decimal(44), basis="báo cáo năm"),
        schemes.NewValue(signed, period.end, Decimal(58), basis="báo cáo 6 tháng"),
        schemes.NewValue(sent, period.end, Decimal("6.5"), basis="sổ văn bản"),
    ]
    schemes.record_values(actor=OPERATOR, organisation=root.id, scheme=scheme, values=values)


def invent_tasks_waiting(*, root: Node, tree: Tree, committee: Node, period: Period) -> None:
    """What lies on the desks this week: a task near its day, one that some have let pass, one of the office itself."""
    today, units = clock.today(), tree.children(root.id)
    if today < period.end + timedelta(days=60) or not units:
        return
    mine = tuple(dict.fromkeys([committee.id, *units[:8]]))
    mine = tuple(unit for unit in mine if unit != root.id)
    given = today - timedelta(days=20)
    with act(OPERATOR, "resolutions.give_task", "ví dụ của bản thử"):
        late, _near, _own = actions.give_tasks(
            actor=OPERATOR, organisation=root.id,
            tasks=[
                NewTask("Báo cáo số liệu đảng phí năm", mine, product="Báo cáo", given_on=given, due_on=today - timedelta(days=4)),
                NewTask("Đăng ký nội dung kiểm tra năm sau", mine, product="Công văn", given_on=given, due_on=today + timedelta(days=3),
                        origin=Origin(OriginKind.DIRECTION, "Ý kiến của đồng chí Bí thư tại hội nghị giao ban tháng (ví dụ)")),
                NewTask("Chuẩn bị chương trình tổng kết năm", (root.id,), product="Dự thảo chương trình", given_on=given,
                        due_on=today + timedelta(days=6), in_charge="Văn phòng Đảng ủy"),
            ],
        )  # fmt: skip
        for number, unit in enumerate(mine[2:]):
            _done(unit, late, today - timedelta(days=5 + number), "Báo cáo của đơn vị")
        below = tree.children(committee.id)
        if below:
            new = NewTask(
                "Lấy ý kiến đảng viên về dự thảo báo cáo",
                tuple(below),
                given_on=given,
                due_on=today + timedelta(days=2),
            )
            actions.give_tasks(actor=OPERATOR, organisation=committee.id, tasks=[new])
