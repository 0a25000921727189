"""What units of the sample write in their own words, invented: plausible, of nobody, some of it nearly the same."""

from __future__ import annotations

from datetime import timedelta

from dangvu.foundation import clock
from dangvu.foundation.actor import OPERATOR
from dangvu.foundation.periods import Period
from dangvu.organisations.tree import Node, Tree
from dangvu.review.narrative import queries
from dangvu.review.narrative.actions import Choice, choose, write
from dangvu.review.narrative.rules import Fate
from dangvu.review.sections import BY_KEY, CAUSES, PROPOSALS, SHORTCOMINGS, STRENGTHS
from dangvu.work.meetings.actions import answer_opinion, route_opinion
from dangvu.work.meetings.queries import opinions_at

#: Of each section what the units take turns in writing; a turn of two lines is two paragraphs.
_SAID: dict[str, tuple[str, ...]] = {
    STRENGTHS.key: (
        "- Cấp ủy duy trì nền nếp sinh hoạt chi bộ hằng tháng, đúng ngày, đủ nội dung.",
        "Chi bộ duy trì nền nếp sinh hoạt hằng tháng đúng ngày, đủ nội dung.",
        "Lãnh đạo hoàn thành kế hoạch chuyên môn 6 tháng; cải cách hành chính có chuyển biến, giảm hồ sơ trễ hạn.",
        "Cấp ủy duy trì nền nếp sinh hoạt hằng tháng, đúng ngày, đủ nội dung.\nPhong trào văn nghệ, thể thao của Công đoàn sôi nổi.",
        "Xây dựng được một mô hình dân vận khéo về hỗ trợ người dân nộp hồ sơ qua mạng.",
        "Thu nộp đảng phí đầy đủ, đúng thời gian quy định.",
    ),
    SHORTCOMINGS.key: (
        "- Công tác phát triển đảng viên còn chậm, chưa đạt tiến độ chỉ tiêu năm.",
        "Phát triển đảng viên còn chậm so với tiến độ chỉ tiêu năm.",
        "Nội dung sinh hoạt chuyên đề chưa phong phú, còn ít ý kiến thảo luận.",
        "Công tác phát triển đảng viên còn chậm, chưa đạt tiến độ chỉ tiêu cả năm.\nViệc cập nhật hồ sơ đảng viên chưa kịp thời.",
        "Nội dung sinh hoạt chuyên đề chưa phong phú, ít ý kiến thảo luận.",
        "Một số buổi sinh hoạt có tỷ lệ đảng viên dự dưới 80%.",
    ),
    CAUSES.key: (
        "Cấp ủy viên kiêm nhiệm nhiều việc, thời gian dành cho công tác đảng chưa nhiều.",
        "Cấp ủy viên đều kiêm nhiệm, thời gian dành cho công tác đảng chưa nhiều.",
        "Nguồn quần chúng trẻ ít do đơn vị nhiều năm không tuyển dụng mới.",
    ),
    PROPOSALS.key: (
        "1. Đề nghị Đảng ủy mở thêm lớp bồi dưỡng nhận thức về Đảng trong quý III.",
        "Đề nghị cấp trên mở thêm lớp bồi dưỡng nhận thức về Đảng trong quý III.\nĐề nghị gửi tài liệu sinh hoạt chuyên đề trước ngày 25 hằng tháng.",
        "Đề nghị hướng dẫn cách tính thu nhập đóng đảng phí của người lao động hợp đồng.",
        "Đề nghị Đảng ủy mở thêm lớp bồi dưỡng nhận thức về Đảng trong quý III năm nay.",
        "Tài liệu sinh hoạt chuyên đề đề nghị gửi trước ngày 25 hằng tháng.",
        "Không có kiến nghị.",
    ),
}  # fmt: skip


def invent_paragraphs(unit: Node, period: Period, number: int) -> None:
    """What the unit writes before it sends."""
    texts = {key: said[number % len(said)] for key, said in _SAID.items()}
    write(actor=OPERATOR, organisation=unit.id, period=period, texts=texts)


def invent_choices(root: Node, tree: Tree, period: Period) -> None:
    """The office has begun: of the sections with groups the largest is taken; two proposals are on their way."""
    for key in (SHORTCOMINGS.key, PROPOSALS.key):
        found = queries.gathered(actor=OPERATOR, receiver=root, period=period, section=BY_KEY[key], tree=tree)
        groups = sorted(found.groups, key=lambda group: -len(group.units))[:2] if found else []
        choices = [Choice(tuple(group.ids), Fate.TAKE, group.text) for group in groups]
        choose(actor=OPERATOR, receiver=root.id, period=period, section=key, choices=choices)
    today = clock.today()
    for number, one in enumerate(opinions_at(actor=OPERATOR, organisation=root.id, tree=tree)[:2]):
        due = today + timedelta(days=10 + number)
        route_opinion(
            actor=OPERATOR, organisation=root.id, opinion=one.id, body="Ban Tổ chức cấp ủy (ví dụ)", due=due
        )
        if "tài liệu" in one.text.lower():
            text = "Từ tháng sau tài liệu gửi trước ngày 20 hằng tháng (ví dụ)."
            answer_opinion(actor=OPERATOR, organisation=root.id, opinion=one.id, text=text, on=today)
