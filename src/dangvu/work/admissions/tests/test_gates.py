"""The worked examples of the domain's rules 1 to 5, as gates and deadlines (domain §2.1, §13)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangvu.foundation.partial_date import PartialDate
from dangvu.work.admissions.rules.deadlines import decision_by, in_words, recognition_due, stage, terms
from dangvu.work.admissions.rules.gates import Check, Entry, allowed, gate
from dangvu.work.admissions.rules.steps import (
    AWARENESS,
    BY_SLUG,
    MEMBER,
    NEW_MEMBERS,
    STAGES,
    STEPS,
    UNION,
    YOUTH,
    Done,
    File,
    Introducer,
    Paper,
    steps_of,
)
from dangvu.work.admissions.rules.votes import Vote
from dangvu.work.admissions.tests.numbers import CALENDAR, ask

pytestmark = pytest.mark.engine_free
TWO_THIRDS = Fraction(2, 3)
VOTE_DAY = date(2023, 6, 25)


def ready_file(**changed: object) -> File:
    """Everything that the cell's vote of 25/6/2023 needs."""
    facts = {
        "birth": PartialDate(1995, 3, 14),
        "schooling": "thpt",
        "listed_on": date(2022, 9, 5),
        "papers": (Paper(AWARENESS, date(2022, 12, 20), "gioi"),),
        "introducers": (
            Introducer(MEMBER, date(2023, 5, 2), "A", date(2010, 1, 1), True, date(2015, 1, 1)),
            Introducer(MEMBER, date(2023, 5, 2), "B", date(2012, 1, 1), True, date(2016, 1, 1)),
        ),
        "steps": tuple(
            Done(slug, day)
            for slug, day in (
                ("don", date(2023, 2, 1)), ("ly_lich", date(2023, 2, 10)), ("tham_tra", date(2023, 4, 3)),
                ("y_kien", date(2023, 6, 1)),
            )
        ),
    }  # fmt: skip
    return File(**{**facts, **changed})  # type: ignore[arg-type]


def line(
    file: File, name: str, step: str = "nghi_quyet_chi_bo", on: date = VOTE_DAY, **entry: object
) -> Check:
    return next(c for c in gate(file, Entry(step, on, **entry), ask, CALENDAR) if c.name == name)  # type: ignore[arg-type]


class TestTheCellsVote:
    def test_a_whole_dossier_opens_the_gate(self) -> None:
        assert allowed(gate(ready_file(), Entry("nghi_quyet_chi_bo", VOTE_DAY), ask, CALENDAR))

    def test_born_15_8_2005_may_not_be_voted_on_before_15_8_2023(self) -> None:
        file = ready_file(birth=PartialDate(2005, 8, 15))
        blocked = line(file, "tuoi", on=date(2023, 6, 20))
        assert not blocked.ok and "15/08/2023" in blocked.reason
        assert line(file, "tuoi", on=date(2023, 8, 15)).ok
        assert blocked.source == "Quy định 24-QĐ/TW, điểm 1"

    def test_past_sixty_needs_the_written_consent_of_the_committee_above(self) -> None:
        file = ready_file(birth=PartialDate(1962, 5, 10))
        assert not line(file, "tuoi").ok
        assert line(file, "tuoi", consent="15-CV/TU").ok
        assert line(file, "tuoi", on=date(2023, 5, 9)).ok

    def test_schooling_below_lower_secondary_needs_a_ground(self) -> None:
        file = ready_file(schooling="tieu_hoc")
        assert not line(file, "hoc_van").ok
        assert line(file, "hoc_van", ground="xã đặc biệt khó khăn").ok
        assert not line(ready_file(schooling=""), "hoc_van").ok

    def test_a_certificate_of_20_5_2018_expired_on_20_5_2023(self) -> None:
        file = ready_file(papers=(Paper(AWARENESS, date(2018, 5, 20), "kha"),))
        expired = line(file, "chung_nhan")
        assert not expired.ok and "20/05/2023" in expired.reason
        assert line(file, "chung_nhan", on=date(2023, 5, 20)).ok

    def test_a_failed_class_gives_no_certificate(self) -> None:
        assert not line(
            ready_file(papers=(Paper(AWARENESS, date(2022, 5, 20), "khong_dat"),)), "chung_nhan"
        ).ok

    def test_an_introducer_who_came_on_1_9_2022_may_not_sign_on_1_6_2023(self) -> None:
        late = Introducer(MEMBER, date(2023, 6, 1), "C", date(2010, 1, 1), True, date(2022, 9, 1))
        other = ready_file().introducers[0]
        blocked = line(ready_file(introducers=(other, late)), "gioi_thieu")
        assert not blocked.ok and "01/09/2022" in blocked.reason
        on_time = Introducer(MEMBER, date(2023, 6, 1), "C", date(2010, 1, 1), True, date(2022, 6, 1))
        assert line(ready_file(introducers=(other, on_time)), "gioi_thieu").ok

    def test_one_member_with_the_youth_union_or_the_trade_union_is_enough_and_one_alone_is_not(self) -> None:
        one = ready_file().introducers[0]
        assert not line(ready_file(introducers=(one,)), "gioi_thieu").ok
        for body in (YOUTH, UNION):
            assert line(ready_file(introducers=(one, Introducer(body, date(2023, 5, 3)))), "gioi_thieu").ok
        assert not line(ready_file(introducers=(Introducer(YOUTH, date(2023, 5, 3)),)), "gioi_thieu").ok

    def test_a_probationer_may_not_introduce(self) -> None:
        probationer = Introducer(MEMBER, date(2023, 5, 2), "P", None, False)
        assert "chính thức" in line(ready_file(introducers=(probationer,)), "gioi_thieu").reason

    def test_papers_dated_after_the_vote_do_not_count(self) -> None:
        blocked = line(ready_file(), "y_kien", on=date(2023, 5, 20))
        assert not blocked.ok and "01/06/2023" in blocked.reason


class TestVotes:
    def test_of_18_who_count_12_are_needed_and_11_of_16_present_are_not_enough(self) -> None:
        vote = Vote(listed=20, votes_for=11, away=1, exempt_absent=1)
        assert (vote.base, vote.needed(TWO_THIRDS), vote.passed(TWO_THIRDS)) == (18, 12, False)
        assert Vote(20, 12, 1, 1).passed(TWO_THIRDS)

    @given(st.integers(1, 500), st.integers(0, 500))
    def test_passing_is_two_thirds_exactly(self, listed: int, votes_for: int) -> None:
        assert Vote(listed, votes_for).passed(TWO_THIRDS) == (3 * votes_for >= 2 * listed)

    @pytest.mark.parametrize(
        ("vote", "field"),
        [
            (Vote(0, 0), "listed"),
            (Vote(5, 6), "votes_for"),
            (Vote(5, 1, 3, 2), "away"),
            (Vote(5, -1), "votes_for"),
        ],
    )
    def test_counts_that_contradict_each_other_are_told(self, vote: Vote, field: str) -> None:
        assert vote.fault()[0] == field


def voted(received: date, **more: object) -> File:
    steps = (*ready_file().steps, Done("nghi_quyet_chi_bo", received, received_on=received))
    return ready_file(steps=steps, under_committee=False, **more)


class TestDecisionAndCeremony:
    def test_received_6_3_2023_is_decided_by_1_6_2023(self) -> None:
        term = decision_by(voted(date(2023, 3, 6)), ask, CALENDAR)
        assert term is not None
        assert (term.deadline.on, term.deadline.source) == (date(2023, 6, 1), "Quy định 24-QĐ/TW, điểm 4")

    def test_one_extension_of_at_most_thirty_working_days(self) -> None:
        file = voted(date(2023, 3, 6))
        assert allowed(gate(file, Entry("gia_han", date(2023, 5, 20), extra_days=30), ask, CALENDAR))
        assert not allowed(gate(file, Entry("gia_han", date(2023, 5, 20), extra_days=31), ask, CALENDAR))
        again = File(
            **{**_facts(file), "steps": (*file.steps, Done("gia_han", date(2023, 5, 20), extra_days=30))}
        )
        term = decision_by(again, ask, CALENDAR)
        assert term is not None and term.deadline.on == CALENDAR.add(date(2023, 6, 1), 30)
        assert not allowed(gate(again, Entry("gia_han", date(2023, 5, 25), extra_days=5), ask, CALENDAR))

    def test_a_ceremony_after_thirty_working_days_needs_consent(self) -> None:
        file = voted(date(2023, 3, 6))
        decided = (
            *file.steps,
            Done("quyet_dinh", date(2023, 6, 10), "812-QĐ/ĐUK", received_on=date(2023, 6, 12)),
        )
        file = File(**{**_facts(file), "steps": decided})
        assert CALENDAR.add(date(2023, 6, 12), 30) == date(2023, 7, 24)
        assert line(file, "han_le", "le_ket_nap", date(2023, 7, 24)).ok
        assert not line(file, "han_le", "le_ket_nap", date(2023, 7, 25)).ok
        assert line(file, "han_le", "le_ket_nap", date(2023, 7, 25), consent="20-CV/ĐUK").ok

    @pytest.mark.parametrize(
        ("received", "document"),
        [
            (date(2021, 7, 29), "Quy định 29-QĐ/TW"), (date(2021, 7, 30), "Quy định 24-QĐ/TW"),
            (date(2025, 1, 19), "Quy định 24-QĐ/TW"), (date(2025, 1, 20), "Quy định 232-QĐ/TW"),
            (date(2025, 6, 30), "Quy định 232-QĐ/TW"), (date(2025, 7, 1), "Quy định 294-QĐ/TW"),
        ],
    )  # fmt: skip
    def test_the_day_from_which_the_term_runs_chooses_the_regulation(
        self, received: date, document: str
    ) -> None:
        term = decision_by(voted(received), ask, CALENDAR)
        assert term is not None and term.deadline.document == document

    @pytest.mark.parametrize(
        ("on", "document"),
        [(date(2021, 9, 27), "20/9/2016"), (date(2021, 9, 28), "28/9/2021"), (date(2025, 6, 8), "28/9/2021"),
         (date(2025, 6, 9), "06-HD/TW")],
    )  # fmt: skip
    def test_the_day_of_the_vote_chooses_the_guidance_on_certificates(self, on: date, document: str) -> None:
        file = ready_file(papers=(Paper(AWARENESS, date(2020, 12, 20)),))
        assert document in line(file, "chung_nhan", on=on).source

    def test_tet_moves_a_deadline_and_a_year_without_holidays_is_told(self) -> None:
        term = decision_by(voted(date(2025, 12, 1)), ask, CALENDAR)
        plain = decision_by(voted(date(2026, 11, 2)), ask, CALENDAR)
        assert term is not None and plain is not None
        # 60 working days: New Year (2 days, one Saturday worked) and the five days of Tết.
        assert term.deadline.on == date(2026, 3, 3)
        assert term.deadline.caution == "" and "2027" in plain.deadline.caution


def _facts(file: File) -> dict[str, object]:
    return {
        name: getattr(file, name)
        for name in (
            "under_committee",
            "birth",
            "schooling",
            "listed_on",
            "papers",
            "introducers",
            "steps",
            "joined",
        )
    }


def probationer(*steps: Done, **changed: object) -> File:
    papers = (Paper(NEW_MEMBERS, date(2024, 3, 1)),)
    held = Done("le_ket_nap", date(2023, 7, 5))
    return File(**{"papers": papers, "steps": (held, *steps), **changed})  # type: ignore[arg-type]


SELF_REVIEW = (
    Done("tu_kiem_diem", date(2024, 7, 6)), Done("nhan_xet", date(2024, 7, 7)), Done("tong_hop", date(2024, 7, 8))
)  # fmt: skip


class TestRecognition:
    def test_ceremony_5_7_2023_is_due_5_7_2024_and_considered_by_16_8_2024(self) -> None:
        file = probationer()
        assert recognition_due(file, ask) == date(2024, 7, 5)
        term = next(t for t in terms(file, ask, CALENDAR, date(2024, 7, 20)) if t.kind == "xet_chinh_thuc")
        assert term.deadline.on == date(2024, 8, 16)
        assert in_words(term.deadline, date(2024, 7, 20), CALENDAR) == "còn 20 ngày làm việc"
        assert in_words(term.deadline, date(2024, 8, 16), CALENDAR) == "hôm nay là hạn cuối"
        assert in_words(term.deadline, date(2024, 8, 20), CALENDAR) == "quá hạn 2 ngày làm việc"

    def test_no_vote_before_the_twelve_months_are_over(self) -> None:
        file = probationer(*(Done(d.step, date(2024, 6, 1)) for d in SELF_REVIEW))
        assert not line(file, "du_bi", "nghi_quyet_chi_bo_ct", date(2024, 7, 4)).ok
        assert line(file, "du_bi", "nghi_quyet_chi_bo_ct", date(2024, 7, 5)).ok

    def test_the_class_for_new_members_is_required(self) -> None:
        blocked = line(probationer(papers=()), "lop_moi", "nghi_quyet_chi_bo_ct", date(2024, 7, 20))
        assert not blocked.ok and blocked.mend == "lop"

    def test_after_three_votes_that_missed_it_goes_up_for_decision(self) -> None:
        missed = [Done("nghi_quyet_chi_bo_ct", date(2024, 7, 10 + n), passed=False) for n in range(3)]
        two = probationer(*SELF_REVIEW, *missed[:2])
        assert stage(two, ask, date(2024, 8, 1)) == "nghi_quyet_chi_bo_ct"
        three = probationer(*SELF_REVIEW, *missed)
        assert stage(three, ask, date(2024, 8, 1)) == "nghi_quyet_dang_uy_ct"
        assert line(three, "nghi_quyet_chi_bo_ct", "nghi_quyet_dang_uy_ct", date(2024, 8, 1)).ok
        assert not line(two, "nghi_quyet_chi_bo_ct", "nghi_quyet_dang_uy_ct", date(2024, 8, 1)).ok

    def test_joined_in_a_year_only_is_never_called_due_too_early(self) -> None:
        assert recognition_due(File(joined=PartialDate(2022)), ask) == date(2023, 12, 31)


MAIN = [step for step in STEPS if step.entered and not step.aside]


class TestOrder:
    def test_the_forms_run_from_1_to_16(self) -> None:
        forms = " ".join(step.form for step in STEPS)
        assert all(f"{number}-KNĐ" in forms for number in range(1, 17))

    def test_a_grassroots_cell_has_no_committees_steps(self) -> None:
        assert {step.slug for step in steps_of(File())} - {s.slug for s in steps_of(File(under_committee=False))} == {
            "bao_cao_bo_phan", "nghi_quyet_dang_uy", "bao_cao_bo_phan_ct", "nghi_quyet_dang_uy_ct"
        }  # fmt: skip

    @settings(deadline=None)
    @given(
        st.lists(st.sampled_from([s.slug for s in MAIN]), max_size=14, unique=True), st.booleans(), st.data()
    )
    def test_no_step_is_ever_recorded_before_one_that_it_needs(
        self, wanted: list[str], under_committee: bool, data: st.DataObject
    ) -> None:
        """Whatever is tried in whatever order, on rising days, what the gates let in is in order."""
        file = File(under_committee=under_committee, **{k: v for k, v in _facts(ready_file()).items() if k not in ("steps", "under_committee")})  # type: ignore[arg-type]  # fmt: skip
        day = date(2023, 6, 25)
        for slug in wanted:
            day += timedelta(days=data.draw(st.integers(0, 200)))
            if allowed(gate(file, Entry(slug, day, consent="1", ground="x", extra_days=5), ask, CALENDAR)):
                file = File(**{**_facts(file), "steps": (*file.steps, Done(slug, day))})  # type: ignore[arg-type]
        done = {d.step: d.on for d in file.steps}
        belongs = {step.slug for step in steps_of(file)}
        for slug, on in done.items():
            for needed in BY_SLUG[slug].after:
                assert needed not in belongs or done.get(needed, date.max) <= on
        assert stage(file, ask, day) in {step.slug for step in STAGES}

    def test_the_stage_moves_along_the_way(self) -> None:
        seen, file = [], ready_file(steps=(), introducers=(), papers=())
        path = [
            {"papers": (Paper(AWARENESS, date(2023, 1, 5)),)}, "don", "ly_lich", "tham_tra",
            {"introducers": ready_file().introducers}, "y_kien", "nghi_quyet_chi_bo", "nghi_quyet_dang_uy", "quyet_dinh",
        ]  # fmt: skip
        for part in path:
            seen.append(stage(file, ask, VOTE_DAY))
            more = part if isinstance(part, dict) else {"steps": (*file.steps, Done(part, VOTE_DAY))}
            file = File(**{**_facts(file), **more})  # type: ignore[arg-type]
        seen.append(stage(file, ask, VOTE_DAY))
        assert seen == [step.slug for step in STAGES if step.phase == "vao_dang"]
        assert all(a != b for a, b in pairwise(seen))
