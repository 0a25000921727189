"""Which tag prints which number: searched by words, given out ready to copy, with what it prints now."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from dangvu.foundation.capabilities import READ_REPORT
from dangvu.reports.office import queries
from dangvu.reports.office.tags import Form, Kind, Tag, TagError, parse
from dangvu.web.gate import Place, at_organisation
from dangvu.web.pages import leaf, page
from dangvu.web.reports.forms import PickerForm

_ABOUT_SECTIONS = (
    "Đặt một mình trên một dòng; mỗi đoạn đã lấy in thành một đoạn, theo kiểu chữ của dòng đó. "
    "Mục chưa có đoạn nào thì in chỗ đánh dấu cho văn phòng viết."
)


@at_organisation(READ_REPORT)
def tag_picker(request: HttpRequest, place: Place) -> HttpResponse:
    """Figures with these words, each with its tag as chosen; below them every other tag."""
    form = PickerForm(request.GET or None)
    if not form.is_bound:
        form = PickerForm({})
    pattern = _pattern(form)
    asked = form.cleaned_data.get("tim", "") if form.is_valid() else ""
    choice = queries.pick(
        actor=place.actor, organisation=place.node, period=place.period, asked=asked, pattern=pattern
    )
    return page(
        request, "reports/picker.html", place, "report",
        form=form, leaf=leaf(request, choice.figures), every=choice.every, asked=asked,
        groups=[
            ("doan", "Nội dung các đơn vị viết", _ABOUT_SECTIONS, choice.sections),
            ("khac", "Thẻ khác", "", choice.others),
        ],
        is_chosen=pattern != Tag(Kind.FIGURE, "XX-00"), list_url=place.url("office_templates"),
    )  # fmt: skip


def _pattern(form: PickerForm) -> Tag:
    """The days, unit, level, form and digits that were chosen, read by the language of tags itself."""
    if not form.is_valid():
        return Tag(Kind.FIGURE, "XX-00")
    told = form.cleaned_data
    fields = (("kỳ", told["thoi_ky"]), ("đơn vị", told["don_vi"]), ("cấp", told["cap"]), ("lẻ", told["le"]))
    written = "; ".join(["XX-00", *(f"{name}: {value}" for name, value in fields if value)])
    if told["dang"] and told["dang"] != Form.VALUE:
        written += f"; dạng: {told['dang']}"
    try:
        return parse(written)
    except TagError as fault:
        form.add_error("thoi_ky", f"{fault}. {fault.mend}")
        return Tag(Kind.FIGURE, "XX-00")
