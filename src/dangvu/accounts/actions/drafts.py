"""What is being typed is kept every few seconds, so that nothing is lost with the line, the session or the lid."""

from __future__ import annotations

import json
from datetime import timedelta

from django.utils import timezone

from dangvu.accounts.models import Draft, User
from dangvu.accounts.rules import MOST_DRAFT_CHARACTERS, kept_in_draft
from dangvu.foundation.refusals import Impossible
from dangvu.foundation.secrecy import mark_in_sentence

_MOST_DRAFTS = 50
_KEPT_FOR = timedelta(days=30)


def save_draft(*, user: User, form: str, fields: dict[str, list[str]]) -> Draft:
    """Keep what stands in the form now; what stood in it before is no longer needed."""
    content = kept_in_draft(fields)
    if len(json.dumps(content, ensure_ascii=False)) > MOST_DRAFT_CHARACTERS:
        raise Impossible(
            "Nội dung dài quá nên chưa giữ được bản nháp. Đề nghị gửi biểu này trước khi nhập tiếp."
        )
    if any(
        mark_in_sentence(line) for texts in content.values() for text in texts for line in text.splitlines()
    ):
        discard_draft(user=user, form=form)
        raise Impossible("Nội dung mang dấu độ mật nên không giữ bản nháp; xóa khỏi ô đang nhập.")
    now = timezone.now()
    draft, made = Draft.objects.update_or_create(
        user=user, form=form, defaults={"content": content, "saved_at": now}
    )
    if made:
        Draft.objects.filter(user=user, saved_at__lt=now - _KEPT_FOR).delete()
        older = (
            Draft.objects.filter(user=user).order_by("-saved_at").values_list("pk", flat=True)[_MOST_DRAFTS:]
        )
        Draft.objects.filter(pk__in=list(older)).delete()
    return draft


def draft_key(path: str, period: str) -> str:
    """By which a draft is known: where its form is sent to, and of which period it is; two periods are two forms."""
    return f"{path}?ky={period}" if period else path


def discard_draft(*, user: User, form: str) -> None:
    """The form was sent, or the person does not want it back."""
    Draft.objects.filter(user=user, form=form).delete()
