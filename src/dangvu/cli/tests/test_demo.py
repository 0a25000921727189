"""The demonstration: what it refuses, what it shows, whose password file only the owner reads."""

from __future__ import annotations

import json
import stat
from argparse import Namespace
from pathlib import Path

import pytest
from tests.support import HALF_YEAR, small_bloc

from dangvu.accounts.models import User
from dangvu.accounts.roles import ROLES
from dangvu.cli import demo
from dangvu.cli.asked import CannotDo
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.actions import act
from dangvu.foundation.workbooks.models import ReceivedFile
from dangvu.indicators.queries import figures

pytestmark = pytest.mark.django_db


def test_a_database_that_already_holds_records_is_left_alone(tmp_path: Path) -> None:
    with act(OPERATOR, "test") as opened:
        ReceivedFile.objects.create(act=opened, name="x.xlsx", sha256="0" * 64, size=1)
    with pytest.raises(CannotDo, match="DATABASE_URL"):
        demo.demo(Namespace(folder=tmp_path, out=tmp_path / "out", json=True))
    assert not (tmp_path / "out").exists()


def test_an_empty_folder_is_told_apart_from_a_missing_one(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="Không có thư mục"):
        demo.demo(Namespace(folder=tmp_path / "none", out=tmp_path, json=True))
    with pytest.raises(CannotDo, match="danh sách tổ chức đảng"):
        demo.demo(Namespace(folder=tmp_path, out=tmp_path, json=True))


def test_the_headlines_come_from_the_figures() -> None:
    bloc = small_bloc()
    lines = demo._headlines(figures(actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR))
    assert lines["admitted"].split()[-1] == "3"
    assert lines["admission_target_share"].endswith("3 ÷ 5 = 60,00%, báo cáo in 60%")
    assert lines["midterm_reviews_share"].endswith("chưa có số liệu")


def test_there_is_one_account_for_each_role_and_its_password_signs_in(tmp_path: Path) -> None:
    bloc = small_bloc()
    accounts = demo._accounts(bloc.node(bloc.root), bloc.tree)
    assert [account["role"] for account in accounts] == list(ROLES)
    assert {account["organisation_code"] for account in accounts} == {
        bloc.code(bloc.root),
        bloc.code(bloc.first_unit),
        bloc.code(bloc.first_cell),
    }
    assert all(User.objects.get(username=a["username"]).check_password(a["password"]) for a in accounts)
    path = demo._keep_private(tmp_path / "accounts.json", accounts)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text(encoding="utf-8")) == accounts
