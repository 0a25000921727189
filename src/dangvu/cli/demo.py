"""make demo: the sample case from workbooks to report, in a database of its own."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dangvu.accounts.actions import create_user
from dangvu.accounts.roles import ROLES
from dangvu.cli import database
from dangvu.cli.asked import CannotDo
from dangvu.cli.example import invent
from dangvu.cli.example_cards import invent_cards
from dangvu.cli.example_conference import invent_coming, invent_conference
from dangvu.cli.example_documents import invent_documents, invent_waiting
from dangvu.cli.example_growth import invent_growth
from dangvu.cli.example_inspection import invent_inspection
from dangvu.cli.example_mass import invent_exemplars, invent_mass
from dangvu.cli.example_meetings import invent_meetings, invent_meetings_waiting
from dangvu.cli.example_profile import invent_profiles
from dangvu.cli.example_ranking import invent_awards, invent_badges, invent_dues, invent_ranking
from dangvu.cli.example_review import invent_review
from dangvu.cli.example_tasks import invent_tasks, invent_tasks_waiting
from dangvu.cli.example_year import invent_year
from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.parameters.queries import Parameters
from dangvu.foundation.periods import Period
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.indicators.catalogue import BY_NAME
from dangvu.indicators.catalogue.reported import REPORTED, answered
from dangvu.indicators.judged import a_year_before
from dangvu.indicators.queries import FigureTable, computation, figures, latest_period, printed
from dangvu.intake.actions import load_folder
from dangvu.organisations.queries import first_day, tree_on
from dangvu.organisations.tree import Node, Tree

#: Roles that belong to a unit, by what they begin with; every other one is given at the root.
_CELL, _GRASSROOTS = "chi_bo_", "co_so_"

_HEADLINES = (
    ("awareness_classes", "Lớp bồi dưỡng nhận thức về Đảng"),
    ("awareness_learners", "Học viên"),
    ("admitted", "Kết nạp đảng viên"),
    ("admission_target", "Chỉ tiêu kết nạp cả năm"),
    ("admission_target_share", "Tỷ lệ thực hiện chỉ tiêu"),
    ("midterm_reviews_share", "Sơ kết giữa nhiệm kỳ"),
)


@dataclass
class _Steps:
    """What was done and how long each step took; printed as it goes unless only JSON is wanted."""

    quiet: bool
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[title] = round(time.perf_counter() - began, 3)
        self.say(f"[{self.seconds[title]:6.2f} giây] {title}")

    def say(self, line: str) -> None:
        if not self.quiet:
            print(line, flush=True)


def demo(asked: argparse.Namespace) -> dict[str, Any]:
    """dangvu demo FOLDER --out DIR: load, show the headline figures, write the report, make accounts."""
    if not asked.folder.is_dir():
        raise CannotDo(f"Không có thư mục “{asked.folder}”.")
    steps = _Steps(asked.json)
    with steps.step("chuẩn bị cơ sở dữ liệu"):
        database.prepare()
    if ReceivedFile.objects.exists():
        raise CannotDo(
            "Cơ sở dữ liệu này đã có số liệu nên không chạy thử ở đây. Hãy đặt DATABASE_URL vào một tệp mới rồi chạy lại."
        )
    with steps.step("đọc biểu, khớp, kiểm tra, ghi"):
        loaded = load_folder(actor=OPERATOR, folder=asked.folder)
    steps.say(f"  {loaded.files} tệp, {loaded.rows} dòng; {loaded.unreadable} tệp không đọc được")
    root, tree = _root()
    period = latest_period(actor=OPERATOR, organisation=root)
    if period is None:
        raise CannotDo(f"Trong “{asked.folder}” không có biểu nào ghi được số liệu.")
    committee, cell = _places(root, tree)
    _invent_of_period(steps, root, tree, committee, cell, period)
    with steps.step("tính số liệu của toàn bộ và từng đơn vị"):
        table = figures(actor=OPERATOR, organisation=root, period=period, by_unit=True)
    headlines = _headlines(table)
    steps.say(f"\n{root.name}, {period.label}:")
    for line in headlines.values():
        steps.say(f"  {line}")
    told = _answered(table)
    steps.say(f"  Danh mục số liệu của báo cáo: {told} trên {len(REPORTED)} mục có số trong kỳ")
    steps.say("")
    asked.out.mkdir(parents=True, exist_ok=True)
    files = _report(root, period, asked.out, steps)
    with steps.step("đặt thêm ví dụ sau kỳ: kết nạp, chuyển sinh hoạt, cấp ủy, chỉ tiêu năm nay"):
        made = invent(root=root, tree=tree, committee=committee, cell=cell, period=period)
        invent_waiting(root=root, tree=tree, committee=committee, cell=cell, period=period)
        invent_meetings_waiting(root=root, tree=tree, cell=cell, period=period)
        invent_coming(root=root, tree=tree, committee=committee, period=period)
        invent_tasks_waiting(root=root, tree=tree, committee=committee, period=period)
    if made:
        steps.say(
            f"  {made} người đặt ra để xem quy trình kết nạp (tên là số đếm: Một, Hai, Ba …). Biểu mẫu dừng ở ngày"
        )
        steps.say(
            f"  {period.end:%d/%m/%Y}, nên đảng viên dự bị khi ấy nay đều quá hạn xét công nhận chính thức."
        )
    with steps.step("đặt kỳ báo cáo đang giữa chừng"):
        sent = invent_review(root=root, tree=tree, cell=cell, period=period)
    if sent:
        steps.say(
            f"  Kỳ báo cáo {period.label} đang mở: {sent} đơn vị đã gửi số liệu, có đơn vị bị trả lại một số."
        )
    with steps.step("lập tài khoản thử"):
        accounts = _accounts(root, tree)
    listed = _keep_private(asked.out / "accounts.json", accounts)
    _tell(steps, files, accounts, listed)
    return {
        "organisation": root.name, "period": period.code, "headlines": headlines,
        "reported": told, "files": [str(file) for file in (*files, listed)], "seconds": steps.seconds,
    }  # fmt: skip


def _invent_of_period(
    steps: _Steps, root: Node, tree: Tree, committee: Node, cell: Node, period: Period
) -> None:
    """What the sample workbooks do not tell of their own half-year."""
    with steps.step("đặt thêm ví dụ về nghề nghiệp, đoàn thể khi kết nạp, loại hình đơn vị"):
        invent_profiles(root=root, tree=tree, period=period)
    with steps.step("đặt thêm ví dụ về hội nghị: đại biểu, kiến nghị, kết luận thành nhiệm vụ"):
        invent_conference(root=root, tree=tree, period=period)
    with steps.step("đặt thêm ví dụ về văn bản: sổ, học tập nghị quyết từ tỉnh đến chi bộ"):
        invent_documents(root=root, tree=tree, committee=committee, period=period)
    with steps.step(
        "đặt thêm ví dụ về sinh hoạt chi bộ: họp hằng tháng, điểm danh, biểu quyết, biên bản, chấm điểm"
    ):
        invent_meetings(root=root, tree=tree, cell=cell, period=period)
    with steps.step("đặt thêm ví dụ về chương trình công tác, nhiệm vụ, đề án"):
        invent_tasks(root=root, tree=tree, committee=committee, period=period)
    with steps.step("đặt thêm ví dụ về mô hình, điển hình"):
        invent_exemplars(root=root, tree=tree, period=period)
    with steps.step("đặt thêm ví dụ về đoàn thể, dân vận"):
        invent_mass(root=root, tree=tree, period=period)
    with steps.step("đặt thêm ví dụ về chương trình kiểm tra, kỷ luật, đơn thư, kê khai tài sản"):
        invent_inspection(root=root, tree=tree, committee=committee, cell=cell, period=period)
    with steps.step("đặt thêm ví dụ về xếp loại năm trước, khen thưởng, Huy hiệu Đảng, đảng phí"):
        invent_ranking(root=root, tree=tree, period=period)
        invent_awards(root=root, tree=tree, period=period)
        invent_badges(root=root, tree=tree, period=period)
        invent_dues(root=root, tree=tree, period=period)
    with steps.step("đặt thêm ví dụ về thẻ đảng viên, sinh hoạt tạm thời, miễn sinh hoạt, Sổ tay điện tử"):
        invent_cards(root=root, tree=tree, period=period)
    with steps.step("đặt thêm ví dụ về lớp đảng viên mới, lớp cấp ủy, chỉ tiêu khác của năm"):
        invent_year(root=root, tree=tree, period=period)
    with steps.step(
        "đặt thêm ví dụ về nguồn kết nạp, quyết định công nhận, kiện toàn cấp ủy, thẩm tra, đại hội"
    ):
        invent_growth(root=root, tree=tree, period=period)


def _root() -> tuple[Node, Tree]:
    """The root with the most below it, in the tree of today."""
    tree = tree_on(clock.today())
    if not tree.roots:
        raise CannotDo(
            "Chưa có danh sách tổ chức đảng: trong thư mục cần có biểu danh sách các tổ chức trực thuộc."
        )
    return tree[max(tree.roots, key=lambda root: len(tree.descendants(root)))], tree


def _headlines(table: FigureTable) -> dict[str, str]:
    """Each headline as a line, with how it was computed where it is a percentage."""
    from dangvu.reports.context import share_decimals
    from dangvu.reports.sentences import share_text

    decimals = share_decimals(Parameters(), table.period.end)
    lines = {}
    for name, title in _HEADLINES:
        indicator, figure = BY_NAME[name], table.figures[name]
        text = "chưa có số liệu" if figure.value is None else computation(indicator, figure)
        if figure.value is not None and indicator.denominator is not None:
            in_body = share_text(indicator, figure, decimals)
            text += f", báo cáo in {in_body}" if in_body != printed(indicator, figure) else ""
        lines[name] = f"{title + ':':<34} {text}"
    return lines


def _answered(table: FigureTable) -> int:
    """How many lines of what real reports print have a number here."""
    before = figures(
        actor=OPERATOR, organisation=table.organisation, period=a_year_before(table.period)
    ).figures
    values = [
        {BY_NAME[name].code: one.value for name, one in there.items()} for there in (table.figures, before)
    ]
    return len(answered(*values))


def _report(root: Node, period: Period, out: Path, steps: _Steps) -> list[Path]:
    from dangvu.reports import render
    from dangvu.reports.actions import write_half_year_review
    from dangvu.reports.queries import file_name

    with steps.step("viết báo cáo Word và phụ lục Excel"):
        written = write_half_year_review(actor=OPERATOR, organisation=root, period=period)
        document = out / file_name(root, period)
        document.write_bytes(written.docx)
        document.with_suffix(".xlsx").write_bytes(written.xlsx)
    files = [document, document.with_suffix(".xlsx")]
    with steps.step("in báo cáo ra PDF"):
        pdf = render.pdf(written.docx)
    if pdf is None:
        steps.say("  Máy này không có LibreOffice nên không làm được PDF; tệp Word đã xong.")
    else:
        document.with_suffix(".pdf").write_bytes(pdf)
        files.append(document.with_suffix(".pdf"))
    return files + _issued(root, period.quarters()[0], out, steps)


def _issued(root: Node, quarter: Period, out: Path, steps: _Steps) -> list[Path]:
    """A report that was issued, to be opened without the desk: the half-year's own waits for its lock."""
    from dangvu.reports.actions import write_half_year_review
    from dangvu.reports.queries import file_name

    with steps.step(f"ban hành báo cáo {quarter.label}, kèm bản tra cứu và bản kê"):
        written = write_half_year_review(actor=OPERATOR, organisation=root, period=quarter, issue=True)
        document = out / file_name(root, quarter)
        files = [document, document.with_suffix(".html"), document.with_suffix(".manifest.json")]
        for file, content in zip(files, (written.docx, written.page, written.manifest), strict=True):
            file.write_bytes(content or b"")
    return files


def _places(root: Node, tree: Tree) -> tuple[Node, Node]:
    """The committee and the cell that accounts of a unit and of a cell stand in."""
    committee = next((node for node in tree if node.is_grassroots and tree.children(node.id)), root)
    cell = next((node for node in tree if node.is_cell and committee.id in tree.path(node.id)), committee)
    return committee, cell


def _accounts(root: Node, tree: Tree) -> list[dict[str, str]]:
    """One account for each role; the user name is the role."""
    committee, cell = _places(root, tree)
    places = {_CELL: cell, _GRASSROOTS: committee}
    begins = min(first_day() or clock.today(), clock.today())
    made = []
    for role in ROLES.values():
        place = next((at for begins_with, at in places.items() if role.slug.startswith(begins_with)), root)
        password = secrets.token_urlsafe(9)
        create_user(
            actor=OPERATOR, username=role.slug, password=password, full_name=role.title,
            organisation=place.id, role=role.slug, on=begins, password_only=True,
        )  # fmt: skip
        made.append(
            {
                "role": role.slug, "username": role.slug, "password": password,
                "organisation": place.name, "organisation_code": place.code,
            }
        )  # fmt: skip
    return made


def _keep_private(path: Path, accounts: list[dict[str, str]]) -> Path:
    """Passwords lie in a file that only its owner may read, from its first byte on."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=1)
    return path


def _tell(steps: _Steps, files: list[Path], accounts: list[dict[str, str]], listed: Path) -> None:
    steps.say("\nĐã viết:")
    for file in files:
        steps.say(f"  {file}")
    steps.say("\nTài khoản để thử (mật khẩu chỉ in một lần, cũng ghi trong " + f"{listed}):")
    for account in accounts:
        title = ROLES[account["role"]].title
        steps.say(
            f"  {account['username']:<14} {account['password']:<14} {title} – {account['organisation']}"
        )
    steps.say(f"\nTổng cộng {sum(steps.seconds.values()):.1f} giây.")
