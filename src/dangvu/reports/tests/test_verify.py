"""Whether files belong together is told without a database, and whatever was done to them is seen."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangvu.reports.evidence.binding import OUTSIDE_SEAL, Bound, bind, root_of, seal_of
from dangvu.reports.evidence.canonical import NotCanonical, canonical, number, read, sha256, spaced
from dangvu.reports.evidence.verify import verify
from dangvu.reports.tests.sample import sample

pytestmark = pytest.mark.engine_free


def content(value: str = "60") -> dict[str, Any]:
    """The content of a manifest as small as can be."""
    return {
        "schema": "dangvu-manifest/1",
        "report": {
            "number": "05-BC/ĐUK", "type": "BÁO CÁO", "summary": "sơ kết", "outline": "x", "issuer": "",
            "organisation": {"code": "k", "name": "Đảng bộ Khối <thử> & nghiệm"}, "dated": "2023-07-05",
            "period": {"code": "2023-H1", "label": "6 tháng đầu năm 2023", "start": "2023-01-01", "end": "2023-06-30"},
        },
        "known": {"act": 1, "at": "2023-07-05T09:00:00+07:00", "version": 1},
        "issued": {"act": 2, "at": "2023-07-05T09:00:00+07:00"},
        "program": {"name": "dangvu", "version": "0"}, "template": {"document": "36-HD/VPTW", "sha256": "0" * 64},
        "figures": [
            {
                "code": "KN-02", "name": "share", "title": "Tỷ lệ", "unit": "%", "kind": "ratio", "value": value,
                "numerator": "3", "denominator": "5", "text": f"{value}%", "computation": f"3 ÷ 5 = {value}%",
                "printed": [f"{value}%"], "decimals": 0, "rounding": "half_up", "additive": False,
                "definition": {
                    "version": 1, "from": "2011-01-19", "text": "a ÷ b", "numerator": "a", "denominator": "b",
                    "missing": "", "why": "", "source": "", "basis": "",
                },
                "numerator_figure": None, "denominator_figure": None, "numerator_composition": None,
                "denominator_composition": None, "numerator_list": None, "denominator_list": None, "parts": None,
                "outside": None,
            }
        ],
        "units": [], "adjustments": [], "not_counted": [], "no_sheet": {"asked": 1, "units": []}, "sending": None,
        "rules": [], "limits": [],
    }  # fmt: skip


@cache
def bound(value: str = "60") -> Bound:
    return bind(sample(), content(value))


def files(of: Bound) -> list[tuple[str, bytes]]:
    return [("a.docx", of.docx), ("a.html", of.page), ("a.json", of.manifest)]


def said(*sent: tuple[str, bytes]) -> str:
    found = verify(list(sent))
    return "; ".join([*(line for one in found.verdicts for line in one.complaints), *found.differences])


def forged(change: Any) -> bytes:
    """A manifest changed by hand whose own fingerprints were put right again."""
    data = json.loads(bound().manifest)
    change(data)
    data["seal"] = seal_of(data)
    data["root"] = root_of(data)
    return canonical(data)


def test_the_three_files_of_a_report_belong_together() -> None:
    found = verify(files(bound()))
    assert found.is_whole
    assert [one.kind for one in found.verdicts] == ["Word", "bản tra cứu", "bản kê"]
    assert found.report == "Báo cáo số 05-BC/ĐUK, 6 tháng đầu năm 2023, Đảng bộ Khối <thử> & nghiệm"
    assert found.seal == spaced(json.loads(bound().manifest)["seal"])


def test_each_pair_is_enough_and_a_word_file_alone_is_not() -> None:
    word, page, manifest = files(bound())
    assert verify([page]).is_whole and verify([manifest]).is_whole
    assert verify([word, page]).is_whole and verify([word, manifest]).is_whole
    assert said(word) == "cần thêm bản tra cứu hoặc bản kê để so"


def test_one_changed_sign_of_the_page_is_seen_wherever_it_stands() -> None:
    page = bound().page
    for old, new in ((b">60%<", b">61%<"), (b"3 \xc3\xb7 5", b"4 \xc3\xb7 5"), (b"</main>", b"</main> ")):
        assert old in page
        assert "trang đã bị sửa" in said(("a.html", page.replace(old, new, 1)))


def test_a_manifest_inside_the_page_that_was_changed_is_seen() -> None:
    page = bound().page.replace(b'"value":"60"', b'"value":"70"')
    assert "không còn khớp mã đối chiếu" in said(("a.html", page))


def test_another_code_shown_in_the_page_is_seen() -> None:
    code = spaced(json.loads(bound().manifest)["seal"]).encode()
    assert "không phải mã của bản kê" in said(
        ("a.html", bound().page.replace(code, b"0000 0000 0000 0000 0000", 1))
    )


def test_a_forgery_that_agrees_with_itself_has_another_code_than_the_paper() -> None:
    other = bind(sample(), content("75"))
    found = verify(files(other))
    assert found.is_whole
    assert found.seal != verify(files(bound())).seal


def test_a_word_file_that_was_saved_again_is_seen() -> None:
    _, page, _ = files(bound())
    assert "không phải tệp Word đã ban hành" in said(("a.docx", bound().docx + b"\0"), page)


def test_a_manifest_made_to_fit_another_word_file_vouches_for_nothing() -> None:
    word = bound().docx + b"\0"
    manifest = bound().manifest.replace(sha256(bound().docx).encode(), sha256(word).encode())
    assert "không so được: bản kê đi kèm không còn nguyên" in said(("a.docx", word), ("a.json", manifest))


def test_what_two_manifests_tell_differently_is_said_figure_by_figure() -> None:
    told = said(("a.json", bound().manifest), ("b.json", bound("75").manifest))
    assert told == "KN-02 Tỷ lệ: 60% và 75%"


def test_a_manifest_changed_and_sealed_again_no_longer_fits_its_page_and_word_file() -> None:
    manifest = forged(lambda data: data["figures"][0].update(value="61", text="61%"))
    found = said(("a.json", manifest), *files(bound())[:2])
    assert "60%" in found and "61%" in found


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"{", b"{}", b"[1]", b"{" * 100_000, b'{"schema":"dangvu-manifest/1","a":1.5}', b'{"schema":1}',
        b'{"schema":"dangvu-manifest/1","a":NaN}', b'{"schema":"dangvu-manifest/1"} ', b"\xff\xfe", b"PK\x03\x04",
        b'{"schema":"dangvu-manifest/1","a":"\\ud800"}', b'{"schema":"dangvu-manifest/1","files":[],"report":3}',
        b"<!doctype html>", b'<!doctype html><script data-slot="manifest">{</script>',
        b'<!doctype html><script data-slot="manifest">{"schema":"dangvu-manifest/1","figures":[3],"page":1}</script>',
        b'{"a":' * 50_000, b"a" * 1000, b'{"schema":"dangvu-manifest/1","a":' + b"9" * 5000 + b"}",
    ],
    ids=range(19),
)  # fmt: skip
def test_whatever_is_sent_gets_an_answer_in_words(sent: bytes) -> None:
    found = verify([("x", sent), *files(bound())])
    assert not found.verdicts[0].is_whole
    assert all(complaint[0].isalpha() for complaint in found.verdicts[0].complaints)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(min_value=0), st.integers(min_value=0, max_value=255), st.sampled_from([0, 1, 2]))
def test_no_changed_byte_of_any_file_goes_unseen(at: int, value: int, which: int) -> None:
    sent = files(bound())
    name, whole = sent[which]
    place = at % len(whole)
    if whole[place] == value:
        return
    sent[which] = (name, whole[:place] + bytes([value]) + whole[place + 1 :])
    assert not verify(sent).is_whole


_TEXTS = st.text(max_size=12)
_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=20,
)


@settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a busy machine is no fault of the law
@given(st.dictionaries(st.sampled_from(["a", "b", "figures", "report"]), _DATA, max_size=4))
def test_the_canonical_form_is_read_back_to_the_same_bytes(data: dict[str, Any]) -> None:
    once = canonical({**data, "schema": "dangvu-manifest/1"})
    assert canonical(read(once)) == once
    assert not set(b"<>&\n") & set(once)


@pytest.mark.parametrize(
    ("value", "told"),
    [(88, "88"), (59.86, "59.86"), (-0.0, "0"), (100.0, "100"), (1e16, "10000000000000000"), (None, None)],
)
def test_a_number_has_one_text(value: float | None, told: str | None) -> None:
    assert number(value) == told


def test_a_number_with_a_point_never_stands_bare_in_a_manifest() -> None:
    with pytest.raises(TypeError):
        canonical({"value": 0.1})
    with pytest.raises(NotCanonical):
        read(b'{"schema":"dangvu-manifest/1","value":0.1}')


def test_what_is_put_on_after_the_seal_is_not_under_it() -> None:
    manifest = json.loads(bound().manifest)
    assert set(manifest) - set(content()) == {*OUTSIDE_SEAL, "page"}
    assert manifest["seal"] == seal_of(manifest)
