"""Every contradiction that is looked for, by subject; each is told once."""

from __future__ import annotations

from collections.abc import Sequence

from dangvu.contradictions import classes, mass, meetings, officers, people, ranking, sealed_subjects, tasks
from dangvu.contradictions.kinds import Kind

SUBJECTS: Sequence[tuple[str, Sequence[Kind]]] = (
    ("Cấp ủy, nhiệm kỳ", officers.KINDS),
    ("Đảng viên", people.KINDS),
    ("Kết nạp, lớp bồi dưỡng", classes.KINDS),
    ("Sinh hoạt, hội nghị, học tập", meetings.KINDS),
    ("Xếp loại, đảng phí, khen thưởng", ranking.KINDS),
    ("Chỉ tiêu, nhiệm vụ, đề án", tasks.KINDS),
    ("Đoàn thể", mass.KINDS),
    ("Kỷ luật (dòng kiểm tra)", sealed_subjects.KINDS),
)
CATALOGUE: Sequence[Kind] = [kind for _, kinds in SUBJECTS for kind in kinds]
