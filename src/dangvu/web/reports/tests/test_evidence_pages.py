"""The files of an issued report on its page, the check of a file, and the edition with names."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support import HALF_YEAR, SmallBloc

from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.audit.models import Act, Entry
from dangvu.foundation.jobs.actions import carry_out
from dangvu.foundation.jobs.models import Job, JobFile, State
from dangvu.reports.actions import Written, write_half_year_review
from dangvu.reports.models import IssuedReport
from dangvu.web.conftest import SignedIn

NAME = "Trà Thị Mẫn"


@pytest.fixture
def issued(bloc: SmallBloc, monkeypatch: pytest.MonkeyPatch) -> Written:
    monkeypatch.setenv("DANGVU_NOW", "2023-07-05T09:00:00")
    return write_half_year_review(
        actor=OPERATOR, organisation=bloc.node(bloc.root), period=HALF_YEAR, issue=True
    )


def at(bloc: SmallBloc, path: str) -> str:
    return f"/o/{bloc.code(bloc.root)}/bao-cao/{path}?ky=2023-H1"


def checked(client: Client, bloc: SmallBloc, **files: bytes | None) -> str:
    sent: dict[str, Any] = {
        field: SimpleUploadedFile(f"{field}.html", content)
        for field, content in files.items()
        if content is not None
    }
    return client.post(at(bloc, "kiem-tra-tep/"), sent).content.decode()


def test_the_three_files_are_fetched_as_they_were_issued(
    bloc: SmallBloc, issued: Written, signed_in: SignedIn
) -> None:
    client = signed_in("theo_doi")
    shown = client.get(at(bloc, "")).content.decode()
    for kind, content in (("docx", issued.docx), ("html", issued.page), ("json", issued.manifest)):
        path = f"da-ban-hanh/{issued.issued}.{kind}"
        assert f"bao-cao/{path}" in shown
        answer = client.get(at(bloc, path))
        assert (answer.status_code, answer.content) == (200, content)
        assert answer["Content-Disposition"].startswith("attachment")


def test_checking_again_says_that_all_is_well_or_what_is_not(
    bloc: SmallBloc, issued: Written, signed_in: SignedIn
) -> None:
    client = signed_in("theo_doi")
    asked = at(bloc, "") + f"&kiem-tra={issued.issued}"
    assert "Tệp Word, bản tra cứu, bản kê khớp nhau" in client.get(asked).content.decode()
    IssuedReport.objects.update(page=b"<!doctype html>")
    assert "Bản lưu không còn nguyên" in client.get(asked).content.decode()


def test_a_report_of_before_there_was_evidence_still_has_its_word_file_and_its_check(
    bloc: SmallBloc, issued: Written, signed_in: SignedIn
) -> None:
    IssuedReport.objects.update(page=None, manifest=None)
    client = signed_in("bi_thu")
    shown = client.get(at(bloc, "") + f"&kiem-tra={issued.issued}").content.decode()
    assert "trùng từng byte" in shown and "Bản tra cứu<" not in shown
    for path in (f"da-ban-hanh/{issued.issued}.html", f"da-ban-hanh/{issued.issued}/co-ten-nguoi/"):
        assert client.get(at(bloc, path)).status_code == 404


def test_a_file_that_was_received_is_checked_and_not_kept(
    bloc: SmallBloc, issued: Written, signed_in: SignedIn
) -> None:
    client = signed_in("theo_doi")
    acts = Act.objects.count()
    both = checked(client, bloc, tep=issued.docx, tep_2=issued.page)
    assert both.count("đúng từng byte") == 2
    changed = checked(client, bloc, tep=(issued.page or b"").replace(b"60%", b"61%"))
    assert "Chữ hoặc số trong trang đã bị sửa sau khi ban hành." in changed
    assert "Không phải tệp Word, bản tra cứu hay bản kê." in checked(client, bloc, tep=b"x")
    assert "Chưa chọn tệp nào." in checked(client, bloc)
    assert Act.objects.count() == acts


def test_the_edition_with_names_is_warned_of_logged_and_made_for_one_person(
    bloc: SmallBloc, issued: Written, signed_in: SignedIn, django_capture_on_commit_callbacks: Any
) -> None:
    secretary = signed_in("bi_thu")
    url = at(bloc, f"da-ban-hanh/{issued.issued}/co-ten-nguoi/")
    assert "Không thu hồi được" in secretary.get(url).content.decode()
    refused = secretary.post(url, {"reason": "", "lan": "a"}).content.decode()
    assert "Chưa đánh dấu ô đã đọc các điều trên." in refused and not Job.objects.exists()
    secretary.post(url, {"reason": "Đoàn kiểm tra yêu cầu", "understood": "on", "lan": "b"})
    entry = Entry.objects.get(action="reports.read_names")
    assert (entry.organisation_id, entry.act.reason) == (bloc.root, "Đoàn kiểm tra yêu cầu")
    job = Job.objects.get()
    carry_out.call(job.pk)
    job.refresh_from_db()
    assert job.state == State.DONE, job.message
    file = JobFile.objects.get()
    content = bytes(file.content).decode()
    assert file.name.startswith("CO-TEN-NGUOI-")
    assert NAME in content and "Bản có tên người." in content
    assert 'data-slot="manifest"' not in content
    row = IssuedReport.objects.get()
    assert NAME not in bytes(row.page or b"").decode()
    assert "Là bản có tên người" in checked(secretary, bloc, tep=bytes(file.content))


def test_whoever_may_not_read_names_is_not_offered_the_edition_with_names(
    bloc: SmallBloc, issued: Written, signed_in: SignedIn
) -> None:
    watcher = signed_in("theo_doi")
    assert "Bản có tên người" not in watcher.get(at(bloc, "")).content.decode()
    assert watcher.get(at(bloc, f"da-ban-hanh/{issued.issued}/co-ten-nguoi/")).status_code == 403
