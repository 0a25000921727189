"""The office's own templates: which there are, what a check finds in one, how the report looks in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect

from dangvu.foundation import clock
from dangvu.foundation.capabilities import READ_REPORT, WRITE_TEMPLATE
from dangvu.reports import render
from dangvu.reports.jobs import WORD
from dangvu.reports.office import queries
from dangvu.reports.office.actions import keep_template, use_template, withdraw_template
from dangvu.reports.office.rendition import rendition
from dangvu.reports.office.writing import Finished
from dangvu.web.gate import Place, at_organisation
from dangvu.web.lists import attachment
from dangvu.web.pages import page
from dangvu.web.posts import submit
from dangvu.web.reports.forms import TemplateForm, UseForm


@at_organisation(READ_REPORT, post=WRITE_TEMPLATE)
def office_templates(request: HttpRequest, place: Place) -> HttpResponse:
    """The list, what to begin with, and the form that takes a file."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        answer = _kept(request, place, form)
        if answer:
            return answer
    found = queries.office_templates(actor=place.actor, organisation=place.node)
    return page(
        request, "reports/templates.html", place, "report",
        form=form, may_write=place.may(WRITE_TEMPLATE),
        templates=[(one, place.url_of("office_template", template=one.id)) for one in found],
        current=next((one for one in found if one.state == queries.CURRENT), None),
        starter_url=place.url("office_starter"), picker_url=place.url("tag_picker"), report_url=place.url("report"),
    )  # fmt: skip


def _kept(request: HttpRequest, place: Place, form: TemplateForm) -> HttpResponse | None:
    """Keep the file that was sent; then what the check finds in it. None: the form is to be shown again."""
    if not form.is_valid():
        return None
    sent: Any = form.cleaned_data["tep"]
    kept: list[int] = []

    def keep() -> None:
        name = sent.name or "mau.docx"
        kept.append(
            keep_template(
                actor=place.actor, organisation=place.node, name=name, content=sent.read(),
                title=form.cleaned_data["title"] or name.rpartition(".")[0] or name,
                tags_for_numbers=form.cleaned_data["numbers"],
            )
        )  # fmt: skip

    answer = submit(
        request, place, "reports.template.keep", keep, then=place.url("office_templates"),
        said="Đã lưu tệp làm bản nháp. Kết quả kiểm tra ở dưới.", form=form,
    )  # fmt: skip
    if answer and kept:
        return HttpResponseRedirect(place.url_of("office_template", template=kept[0]))
    return answer


@at_organisation(READ_REPORT, post=WRITE_TEMPLATE)
def office_template(request: HttpRequest, place: Place, template: int) -> HttpResponse:
    """What the check finds in a template for this period; from here it is taken into use."""
    view = queries.office_template(actor=place.actor, organisation=place.node, template=template)
    form = UseForm(request.POST or None, initial=_first_use(view))
    if request.method == "POST" and form.is_valid():
        days: date = form.cleaned_data["valid_from"]
        answer = submit(
            request, place, "reports.template.use",
            lambda: use_template(
                actor=place.actor, organisation=place.node, template=template, valid_from=days,
                shared=form.cleaned_data["shared"], period=place.period,
            ),
            then=place.url_of("office_template", template=template),
            said=f"Đã dùng mẫu này cho báo cáo từ ngày {days:%d/%m/%Y}.", form=form,
        )  # fmt: skip
        if answer:
            return answer
    content, _ = queries.office_template_file(actor=place.actor, organisation=place.node, template=template)
    found = queries.check_view(
        actor=place.actor, organisation=place.node, period=place.period, content=content
    )
    writes = place.may(WRITE_TEMPLATE) and view.is_own
    return page(
        request, "reports/template.html", place, "report", view=view, found=found, form=form, may_write=writes,
        again=TemplateForm(initial={"title": view.title}),
        urls={name: place.url_of(name, template=template) for name in _OF_ONE},
        list_url=place.url("office_templates"), picker_url=place.url("tag_picker"),
    )  # fmt: skip


_OF_ONE = (
    "office_template", "office_template_file", "office_template_withdraw", "office_trial", "office_trial_file", "office_trial_pdf",
)  # fmt: skip


def _first_use(view: queries.TemplateView) -> dict[str, Any]:
    return {"valid_from": view.valid_from or clock.today(), "shared": view.shared}


@at_organisation(None, post=WRITE_TEMPLATE)
def office_template_withdraw(request: HttpRequest, place: Place, template: int) -> HttpResponse:
    """Take a template out of use: the next report takes the one before it, or the standard form."""
    answer = submit(
        request, place, "reports.template.withdraw",
        lambda: withdraw_template(actor=place.actor, organisation=place.node, template=template),
        then=place.url_of("office_template", template=template), said="Đã ngừng dùng mẫu này.",
    )  # fmt: skip
    assert answer is not None
    return answer


@at_organisation(READ_REPORT)
def office_template_file(request: HttpRequest, place: Place, template: int) -> HttpResponse:
    """The file as it was uploaded, to mend in Word."""
    content, name = queries.office_template_file(
        actor=place.actor, organisation=place.node, template=template
    )
    return attachment(content, name, WORD)


@at_organisation(READ_REPORT)
def office_trial(request: HttpRequest, place: Place, template: int) -> HttpResponse:
    """The text of the report in this template, numbers marked, what is wrong in red."""
    view = queries.office_template(actor=place.actor, organisation=place.node, template=template)
    finished = _tried(place, template)
    blocks = rendition(finished.content)
    looks = [piece.look for block in blocks for piece in _pieces(block)]
    return page(
        request, "reports/trial.html", place, "report", view=view, blocks=blocks,
        wrong=len(finished.wrong), missing=looks.count("thieu"), numbers=looks.count("so"),
        urls={name: place.url_of(name, template=template) for name in _OF_ONE}, list_url=place.url("office_templates"),
    )  # fmt: skip


def _pieces(block: Any) -> list[Any]:
    return [*block.pieces, *(piece for row in block.rows for cell in row for piece in cell)]


@at_organisation(READ_REPORT)
def office_trial_file(request: HttpRequest, place: Place, template: int) -> HttpResponse:
    """The same as a Word file."""
    return attachment(_tried(place, template).content, f"Xem-thu-{place.period.code}.docx", WORD)


@at_organisation(READ_REPORT)
def office_trial_pdf(request: HttpRequest, place: Place, template: int) -> HttpResponse:
    """The same as it is printed; where LibreOffice is not installed, back to the page with a word about it."""
    made = render.pdf(_tried(place, template).content)
    if made is None:
        messages.info(
            request, "Máy chủ không có LibreOffice nên không làm được PDF; đề nghị tải bản xem thử bằng Word."
        )
        return HttpResponseRedirect(place.url_of("office_trial", template=template))
    return attachment(made, f"Xem-thu-{place.period.code}.pdf", "application/pdf")


def _tried(place: Place, template: int) -> Finished:
    content, _ = queries.office_template_file(actor=place.actor, organisation=place.node, template=template)
    return queries.trial(actor=place.actor, organisation=place.node, period=place.period, content=content)


@at_organisation(READ_REPORT)
def office_starter(request: HttpRequest, place: Place) -> HttpResponse:
    """The standard report with tags in place of its numbers, to go on from in Word."""
    content = queries.starter_template(actor=place.actor, organisation=place.node, period=place.period)
    return attachment(content, "Mau-khoi-dau.docx", WORD)
