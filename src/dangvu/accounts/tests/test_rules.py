from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangvu.accounts import rules
from dangvu.accounts.roles import ROLES

pytestmark = pytest.mark.engine_free


def test_an_envelope_is_twenty_digits_in_fours_and_never_the_same() -> None:
    codes = {rules.envelope_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 24 and code.count("-") == 4 for code in codes)


@pytest.mark.parametrize("join", ["-", " ", "", " - ", "."])
def test_an_envelope_is_read_however_its_groups_are_typed(join: str) -> None:
    assert rules.as_typed(join.join(["1234"] * 5)) == "1234" * 5


@given(st.text(min_size=1, max_size=60))
def test_any_other_password_is_taken_as_it_is(password: str) -> None:
    digits = "".join(char for char in password if char.isdigit())
    if len(digits) != 20:
        assert rules.as_typed(password) == password


@given(st.text(alphabet="bcdghklmnpqrtvxy", min_size=16, max_size=60))
def test_a_long_password_of_no_known_words_passes_unless_it_repeats(password: str) -> None:
    if len(set(password)) > 8 and not any(a == b for a, b in pairwise(password)):
        assert rules.password_fault(password, ["hoa.nt", "Nguyễn Thị Hoa"]) == ("", {})


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 24), 6, date(2026, 5, 24)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 3, 15), 6, date(2025, 9, 15)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert rules.months_before(day, months) == before


def test_every_role_can_be_given_somewhere_and_cells_set_nothing_up() -> None:
    cell = rules.roles_at(is_cell=True, is_grassroots=False, is_upper=False, is_root=False)
    committee = rules.roles_at(is_cell=False, is_grassroots=True, is_upper=False, is_root=False)
    above = rules.roles_at(is_cell=False, is_grassroots=False, is_upper=True, is_root=False)
    top = rules.roles_at(is_cell=False, is_grassroots=False, is_upper=True, is_root=True)
    assert cell | committee | top == set(ROLES)
    assert "quan_tri" not in cell
    assert {slug for slug in ROLES if slug.startswith("tinh_")} == top - above
    sectional = rules.roles_at(is_cell=False, is_grassroots=False, is_upper=False, is_root=False)
    assert sectional == committee - {"quan_tri"}


@pytest.mark.parametrize("address", ["", "hoa.nt@tinh.gov.vn", "a+b@so1.vn"])
def test_a_right_address_for_letters(address: str) -> None:
    assert rules.email_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "hoa",
        "hoa@",
        "hoa@tinh",
        "a b@c.vn",
        "a@b..vn",
        "a@x.vn,b@x.vn",
        "Hoa <hoa@x.vn>",
        "a@b.vn\nBcc: c@d.vn",
    ],
)
def test_a_wrong_address_for_letters_is_told(address: str) -> None:
    assert "Ví dụ" in rules.email_fault(address)


def test_a_list_shows_an_address_masked() -> None:
    assert rules.masked_email("hoa.nt@tinh.gov.vn") == "h•••@tinh.gov.vn"
    assert rules.masked_email("") == ""


def test_a_draft_keeps_words_and_no_secrets() -> None:
    fields = {
        "ho_ten": ["A"], "da_biet": ["12"], "csrfmiddlewaretoken": ["x"], "lan": ["x"], "Password": ["x"],
        "so_cccd": ["x"], "personal_number": ["x"], "ly_do": ["vì lân cận"], "quan_lan": ["y"],
    }  # fmt: skip
    assert set(rules.kept_in_draft(fields)) == {"ho_ten", "da_biet", "ly_do", "quan_lan"}


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/109.0 Safari/537", "Chrome trên máy tính Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/109.0 Safari/537 Edg/109", "Edge trên máy tính Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Mobile Safari Zalo/1", "Zalo trên iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128) Gecko Firefox/128.0", "Firefox trên máy tính Linux"),
        ("", "Trình duyệt khác trên thiết bị khác"),
    ],
)
def test_a_browser_is_named_as_people_name_it(agent: str, said: str) -> None:
    assert rules.device_name(agent) == said


def test_a_value_put_right_ends_where_a_later_one_had_begun_and_not_at_a_step_to_come() -> None:
    begun = [date(2021, 7, 30), date(2025, 1, 20), date(2025, 7, 1), date(2028, 1, 1)]
    today = date(2026, 11, 28)
    assert rules.held_until(date(2021, 7, 30), begun, today) == date(2025, 1, 20)
    assert rules.held_until(date(2025, 7, 1), begun, today) is None
    assert rules.held_until(date(2027, 1, 1), begun, today) is None
