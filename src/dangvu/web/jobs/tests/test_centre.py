"""What the machine does for a person: seen by that person only, kept to be fetched again, taken up after a restart."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.support import SmallBloc, person

from dangvu.accounts.queries import actor_for
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.capabilities import Refused
from dangvu.foundation.jobs.actions import (
    MOST_ATTEMPTS,
    Made,
    Outcome,
    Progress,
    ask,
    carry_out,
    take_up_again,
)
from dangvu.foundation.jobs.models import Job, State
from dangvu.foundation.refusals import Impossible
from dangvu.web.conftest import SignedIn

pytestmark = pytest.mark.django_db


def writes(user: int, parameters: dict[str, Any], progress: Progress) -> Outcome:
    progress.step("Đang viết", 1, 2)
    return Outcome("Đã viết.", [Made("Danh sách.txt", "text/plain", parameters["text"].encode())])


def refuses(user: int, parameters: dict[str, Any], progress: Progress) -> Outcome:
    raise Impossible("Chưa có số liệu của kỳ này.")


def breaks(user: int, parameters: dict[str, Any], progress: Progress) -> Outcome:
    raise RuntimeError("secret detail")


def asked(
    bloc: SmallBloc, work: str, django_capture_on_commit_callbacks: Any, role: str = "bi_thu"
) -> tuple[Any, int]:
    user = person(bloc.root, role)
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(
            actor=actor_for(user),
            title="Viết danh sách",
            work=f"{__name__}.{work}",
            parameters={"text": "ấy"},
        )
    return user, job


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_file_is_made_and_can_be_fetched_again(
    bloc: SmallBloc, django_capture_on_commit_callbacks: Any
) -> None:
    user, job = asked(bloc, "writes", django_capture_on_commit_callbacks)
    client = client_of(user)
    for page in ("/viec-may/", f"/viec-may/{job}/"):
        assert "Danh sách.txt" in client.get(page).content.decode()
    url = f"/viec-may/{job}/{Job.objects.get(pk=job).files.get().pk}/"
    assert [client.get(url).content.decode() for _ in range(2)] == ["ấy", "ấy"]


def test_nobody_sees_another_persons_job(bloc: SmallBloc, django_capture_on_commit_callbacks: Any) -> None:
    _, job = asked(bloc, "writes", django_capture_on_commit_callbacks)
    file = Job.objects.get(pk=job).files.get().pk
    other = client_of(person(bloc.root, "quan_tri"))
    assert other.get(f"/viec-may/{job}/").status_code == other.get("/viec-may/999/").status_code == 404
    assert other.get(f"/viec-may/{job}/{file}/").status_code == 404
    assert "Viết danh sách" not in other.get("/viec-may/").content.decode()
    assert Client().get(f"/viec-may/{job}/").status_code == 302


@pytest.mark.parametrize(
    ("work", "sentence"), [("refuses", "Chưa có số liệu"), ("breaks", "Phần mềm gặp lỗi")]
)
def test_what_cannot_be_done_says_why(
    bloc: SmallBloc, django_capture_on_commit_callbacks: Any, work: str, sentence: str
) -> None:
    user, job = asked(bloc, work, django_capture_on_commit_callbacks)
    shown = client_of(user).get(f"/viec-may/{job}/").content.decode()
    assert sentence in shown
    assert "secret detail" not in shown


def test_a_job_cut_off_by_a_restart_is_taken_up_again_but_not_for_ever(
    bloc: SmallBloc, django_capture_on_commit_callbacks: Any
) -> None:
    _, job = asked(bloc, "writes", django_capture_on_commit_callbacks)
    Job.objects.filter(pk=job).update(state=State.RUNNING, ended_at=None)
    assert take_up_again() == 1
    assert Job.objects.get(pk=job).state == State.DONE
    Job.objects.filter(pk=job).update(state=State.RUNNING, attempts=MOST_ATTEMPTS - 1)
    assert take_up_again() == 0
    assert Job.objects.get(pk=job).state == State.FAILED


def test_a_job_is_done_once_however_often_it_is_queued(
    bloc: SmallBloc, django_capture_on_commit_callbacks: Any
) -> None:
    _, job = asked(bloc, "writes", django_capture_on_commit_callbacks)
    carry_out.enqueue(job)
    assert Job.objects.get(pk=job).files.count() == 1


def test_the_local_operator_asks_for_no_jobs() -> None:
    with pytest.raises(Refused):
        ask(actor=OPERATOR, title="x", work="x", parameters={})


def test_an_open_job_asks_for_its_state_and_a_part_is_only_the_state(
    bloc: SmallBloc, signed_in: SignedIn, django_capture_on_commit_callbacks: Any
) -> None:
    user, job = asked(bloc, "writes", django_capture_on_commit_callbacks)
    client = client_of(user)
    assert "hx-get" not in client.get(f"/viec-may/{job}/").content.decode()
    Job.objects.filter(pk=job).update(state=State.RUNNING, ended_at=None, step="Đang viết", done=1, total=2)
    part = client.get(f"/viec-may/{job}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" in part and "xong 1 trên 2 bước" in part and "<html" not in part


def test_the_list_asks_again_while_something_is_under_way(
    bloc: SmallBloc, django_capture_on_commit_callbacks: Any
) -> None:
    user, job = asked(bloc, "writes", django_capture_on_commit_callbacks)
    Job.objects.filter(pk=job).update(state=State.WAITING)
    assert 'hx-get="/viec-may/"' in client_of(user).get("/viec-may/").content.decode()
    Job.objects.filter(pk=job).update(state=State.DONE)
    assert "hx-get" not in client_of(user).get("/viec-may/").content.decode()


def test_the_report_page_makes_a_job_once(
    bloc: SmallBloc,
    signed_in: SignedIn,
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dangvu.reports.render.pdf", lambda _: None)
    client, url = signed_in("bi_thu"), f"/o/{bloc.code(bloc.root)}/bao-cao/?ky=2023-H1"
    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(url, {"lan": "mot"}) for _ in range(2)]
    assert [(a.status_code, a["Location"]) for a in answers] == [(302, "/viec-may/")] * 2
    (job,) = Job.objects.all()
    assert job.state == State.DONE, job.message
    assert [f.name.rpartition(".")[2] for f in job.files.all()] == ["docx", "xlsx"]
