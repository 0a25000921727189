"""The commands of `dangvu`. With --json nothing but the JSON goes to standard output."""

from __future__ import annotations

import argparse
import gc
import json
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import django

#: Which module holds a command. Each is imported when asked for: reading a figure need not wait for Word.
_ROOMS = {
    "load": "load", "findings": "load", "figures": "figures", "explain": "figures", "difference": "figures",
    "contradictions": "contradictions",
    "report": "report", "verify": "verify", "template": "template", "read": "reading", "check": "reading",
    "serve": "server", "work": "worker", "demo": "demo", "backup": "backup", "account": "account",
}  # fmt: skip


class _WrongWords(ValueError):
    """The command line could not be understood."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        raise _WrongWords(f"{message}\n{self.format_usage()}")


def _parser() -> _Parser:
    parser = _Parser(prog="dangvu", description="Đảng vụ: từ biểu của các đơn vị đến báo cáo.")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, help_: str) -> _Parser:
        made: _Parser = commands.add_parser(name, help=help_, description=help_)
        made.add_argument("--json", action="store_true", help="chỉ in JSON ra đầu ra chuẩn")
        return made

    load = command("load", "đọc mọi tệp bảng tính trong thư mục")
    load.add_argument("folder", type=Path, metavar="THƯ_MỤC")

    figures = command("figures", "số liệu của một tổ chức trong một kỳ")
    _scope(figures)
    figures.add_argument("--by-unit", action="store_true", help="kèm số liệu từng đơn vị trực thuộc")
    figures.add_argument(
        "--as-known", type=_day, metavar="NGÀY", help="theo những gì đã biết đến hết ngày này"
    )
    figures.add_argument("--tree", type=_day, metavar="NGÀY", help="xếp mọi số theo cây tổ chức ngày này")

    explain = command("explain", "một con số được tính thế nào, từ những dòng nào")
    explain.add_argument("name", nargs="?", metavar="TÊN_HOẶC_MÃ")
    explain.add_argument("--list", action="store_true", help="toàn bộ danh mục chỉ tiêu")
    explain.add_argument("--organisation", metavar="TÊN")
    explain.add_argument("--period", metavar="KỲ")
    explain.add_argument("--as-known", type=_day, metavar="NGÀY")

    difference = command(
        "difference", "vì sao một con số đổi: theo hai ngày biết đến, giữa hai kỳ, hoặc giữa hai cây tổ chức"
    )
    difference.add_argument("name", metavar="TÊN_HOẶC_MÃ")
    _scope(difference)
    difference.add_argument("--to-period", metavar="KỲ", help="so với kỳ này thay vì cùng kỳ")
    difference.add_argument("--from-known", type=_day, metavar="NGÀY", help="mặc định: biết đến nay")
    difference.add_argument("--to-known", type=_day, metavar="NGÀY", help="mặc định: biết đến nay")
    difference.add_argument(
        "--from-tree", type=_day, metavar="NGÀY", help="xếp bên trước theo cây tổ chức ngày này"
    )
    difference.add_argument(
        "--to-tree", type=_day, metavar="NGÀY", help="xếp bên sau theo cây tổ chức ngày này"
    )

    command("findings", "những dòng được giữ lại, chưa tính, và số tự khai khác danh sách")

    contradictions = command("contradictions", "những chỗ trong sổ sách của một kỳ không thể cùng đúng")
    _scope(contradictions)

    _reports(command)

    serve = command("serve", "chạy ứng dụng trên trình duyệt")
    serve.add_argument("--port", type=int, default=8000)

    work = command("work", "làm các việc nền (báo cáo, nạp tệp lớn); `serve` tự chạy lệnh này")
    work.add_argument("--under", type=int, metavar="PID", help="dừng khi tiến trình này dừng")

    account = command("account", "lập tài khoản tại máy chủ và in mã lần đầu (trước hết cho người quản trị)")
    account.add_argument("username", metavar="TÊN_ĐĂNG_NHẬP")
    account.add_argument("--full-name", required=True, metavar="HỌ_TÊN")
    account.add_argument("--role", default="quan_tri", metavar="VAI_TRÒ")
    account.add_argument(
        "--organisation", required=True, metavar="TÊN", help="mã, tên, hoặc “Cấp trên / Tên”"
    )

    backup = command("backup", "sao lưu cơ sở dữ liệu, có mã kiểm tra và khôi phục thử")
    backup.add_argument("--out", type=Path, metavar="THƯ_MỤC", help="mặc định: var/backups")
    backup.add_argument("--check", type=Path, metavar="TỆP", help="kiểm tra và khôi phục thử một bản đã có")

    demo = command("demo", "chạy thử với bộ số liệu mẫu trong cơ sở dữ liệu riêng")
    demo.add_argument("folder", type=Path)
    demo.add_argument("--out", type=Path, required=True)
    return parser


def _reports(command: Callable[[str, str], _Parser]) -> None:
    """What writes, checks and reads Word files."""
    report = command("report", "viết báo cáo ra tệp Word")
    reports = ["half-year-review", "yearly-review", "inspection-review", "member-statistics"]
    report.add_argument("report", choices=reports)
    _scope(report)
    report.add_argument("--out", type=Path, required=True, metavar="TỆP.docx")
    report.add_argument("--pdf", action="store_true", help="kèm tệp PDF nếu máy có LibreOffice")
    report.add_argument("--xlsx", action="store_true", help="kèm phụ lục Excel")
    report.add_argument(
        "--issue",
        action="store_true",
        help="ban hành: chốt số liệu, lưu tệp, lấy số; kèm bản tra cứu .html, bản kê .manifest.json",
    )

    verify = command("verify", "tệp Word, bản tra cứu, bản kê có thuộc về nhau và còn nguyên không")
    verify.add_argument("files", nargs="+", type=Path, metavar="TỆP")
    verify.add_argument("--seal", metavar="MÃ", help="mã đối chiếu in trên bản giấy đã ký")
    verify.add_argument(
        "--issued", action="store_true", help="so cả với các báo cáo đã ban hành trong cơ sở dữ liệu"
    )

    template = command("template", "kiểm tra một mẫu báo cáo viết bằng Word")
    template.add_argument("action", choices=["check"])
    template.add_argument("file", type=Path, metavar="TỆP.docx")
    _scope(template)

    read = command("read", "các con số viết trong văn bản (.docx, .txt hoặc -)")
    read.add_argument("file", metavar="TỆP")

    check = command("check", "đối chiếu các con số trong văn bản với số liệu")
    check.add_argument("file", metavar="TỆP")
    _scope(check)


def _scope(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisation", required=True, metavar="TÊN", help="mã, tên, hoặc “Cấp trên / Tên”")
    parser.add_argument(
        "--period", required=True, metavar="KỲ", help="2023-06, 2023-Q2, 2023-H1, 2023-9M, 2023"
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"ngày phải có dạng 2023-07-05, không phải “{text}”") from error


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        asked = _parser().parse_args(arguments)
    except _WrongWords as error:
        print(error, file=sys.stderr)
        return 2
    gc.disable()  # what is imported stays: to search it for garbage takes a tenth of a short command
    django.setup()
    from dangvu.cli import database
    from dangvu.cli.asked import CannotDo, WrongUse
    from dangvu.foundation.capabilities import Refused
    from dangvu.foundation.clock import ClockRefused
    from dangvu.indicators.catalogue import UnknownIndicator
    from dangvu.organisations.queries import OrganisationNotFound

    module = import_module(f"dangvu.cli.{_ROOMS[asked.command]}")
    handler: Callable[[argparse.Namespace], Any] = getattr(module, asked.command)
    gc.freeze()
    gc.enable()
    try:
        answer = handler(asked)
    except (WrongUse, OrganisationNotFound, UnknownIndicator) as error:
        print(error, file=sys.stderr)
        return 2
    except (Refused, ClockRefused, LookupError, database.NoDatabase, OSError, CannotDo) as error:
        print(error, file=sys.stderr)
        return 1
    if asked.json and answer is not None:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    return 0
