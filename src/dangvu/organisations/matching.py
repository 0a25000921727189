"""Finding the organisation that a cell, a title or a file name means, with a stated confidence.

Nothing is guessed in silence: whatever is not the name itself comes back with how sure it is and why; two
organisations that fit as well are no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from dangvu.foundation.vietnamese import clean, fold, key, other_readings
from dangvu.organisations.tree import Node, Tree

#: How sure a match is, by how it was made.
EXACT, SAME_LETTERS, ABBREVIATED, WITHOUT_MARKS, SHORTENED = 1.0, 0.98, 0.95, 0.92, 0.88
#: The least likeness at which a misspelt name is taken, and the least lead over the next best.
_LIKE, _LEAD = 0.88, 0.05
#: At or above this confidence a match is used; below it is only proposed.
ENOUGH = 0.85

_ABBREVIATIONS = {
    "cb": "chi bo", "db": "dang bo", "du": "dang uy", "cu": "chi uy", "cbcs": "chi bo", "dbcs": "dang bo",
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "dbqh": "dai bieu quoc hoi",
    "ubmttq": "uy ban mat tran to quoc", "mttq": "mat tran to quoc", "ubkt": "uy ban kiem tra",
    "vp": "van phong", "tt": "trung tam", "bv": "benh vien", "p": "phong", "so gd dt": "so giao duc va dao tao",
    "gd dt": "giao duc va dao tao", "gddt": "giao duc va dao tao", "khdt": "ke hoach va dau tu",
    "kh dt": "ke hoach va dau tu", "khcn": "khoa hoc va cong nghe", "kh cn": "khoa hoc va cong nghe",
    "tttt": "thong tin va truyen thong", "tt tt": "thong tin va truyen thong", "tnmt": "tai nguyen va moi truong",
    "tn mt": "tai nguyen va moi truong", "nnptnt": "nong nghiep va phat trien nong thon",
    "nn ptnt": "nong nghiep va phat trien nong thon", "gtvt": "giao thong van tai",
    "ldtbxh": "lao dong thuong binh va xa hoi", "ld tb xh": "lao dong thuong binh va xa hoi",
    "vhttdl": "van hoa the thao va du lich", "vh tt dl": "van hoa the thao va du lich",
    "ptth": "phat thanh truyen hinh", "pt th": "phat thanh truyen hinh", "bhxh": "bao hiem xa hoi",
    "bql": "ban quan ly", "kcn": "khu cong nghiep", "nhnn": "ngan hang nha nuoc",
    "nhcsxh": "ngan hang chinh sach xa hoi", "kbnn": "kho bac nha nuoc", "qltt": "quan ly thi truong",
    "lhpn": "lien hiep phu nu", "lh": "lien hiep", "ccb": "cuu chien binh", "ldld": "lien doan lao dong",
    "htx": "hop tac xa", "thpt": "trung hoc pho thong", "dtnt": "dan toc noi tru", "cdsp": "cao dang su pham",
    "cd": "cao dang", "dh": "dai hoc", "tc": "tai chinh", "hc": "hanh chinh", "tchc": "to chuc hanh chinh",
    "khkt": "khoa hoc va ky thuat", "vksnd": "vien kiem sat nhan dan", "tand": "toa an nhan dan",
    "thads": "thi hanh an dan su", "xd": "xay dung", "kt": "ky thuat", "qlda": "quan ly du an", "cty": "cong ty",
    "tnhh": "trach nhiem huu han", "mtv": "mot thanh vien", "cp": "co phan", "cntt": "cong nghe thong tin",
    "kdcl": "kiem dinh chat luong", "ksbt": "kiem soat benh tat", "yhct": "y hoc co truyen", "nv": "nghiep vu",
}  # fmt: skip
_LONGEST = max(len(short.split()) for short in _ABBREVIATIONS)

# The body that signs and the organisation it leads: Đảng ủy Sở Y tế leads Đảng bộ Sở Y tế.
_BODIES = (
    ("ban chap hanh dang bo", "dang bo"),
    ("ban thuong vu dang uy", "dang bo"),
    ("dang uy", "dang bo"),
    ("chi uy", "chi bo"),
)
_PREFIX = re.compile(r"^(?:chi bo|dang bo|to dang)(?: co so| bo phan| truc thuoc)? (?=\w)")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Match:
    """An organisation, how sure it is (0..1), and how it was told."""

    organisation: int
    confidence: float
    how: str

    @property
    def is_the_name_itself(self) -> bool:
        return self.confidence == EXACT


@dataclass(frozen=True, slots=True)
class NoMatch:
    """Nothing fits well enough; ``candidates`` are what came closest, the best first."""

    candidates: tuple[int, ...] = ()


@lru_cache(maxsize=20_000)
def expanded(text: str) -> str:
    """The folded name with abbreviations written out: 'CB Sở KH&ĐT' → 'chi bo so ke hoach va dau tu'."""
    words = fold(text.replace("&", " ")).split()
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            long = _ABBREVIATIONS.get(" ".join(words[at : at + length]))
            if long:
                found.append(long)
                at += length
                break
        else:
            found.append(words[at])
            at += 1
    name = " ".join(" ".join(found).split())
    for body, organisation in _BODIES:
        if name.startswith(body + " "):
            return organisation + name[len(body) :]
    return name


def _core(name: str) -> str:
    """An expanded name without its kind: what is left of 'Chi bộ Sở Tài chính' is 'so tai chinh'."""
    return _PREFIX.sub("", name).replace(" va ", " ")


def _shortens(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are a name with some of its words written short: by their initials, or as the table has it."""
    if not words or not name:
        return not words and not name
    if name[0] == "va" and _shortens(words, name[1:]):
        return True
    first, rest = words[0], words[1:]
    if first == name[0] and _shortens(rest, name[1:]):
        return True
    long = _ABBREVIATIONS.get(first, "").split()
    if long and long == list(name[: len(long)]) and _shortens(rest, name[len(long) :]):
        return True
    reach = _initials(first, name) if len(first) > 1 else 0
    return reach > 0 and _shortens(rest, name[reach:])


def _initials(short: str, name: Sequence[str]) -> int:
    """How many words of a name a word gives by their initials ('và' may be left out); 0 where it does not."""
    at = 0
    for letter in short:
        if at < len(name) and name[at] == "va" and letter != "v":
            at += 1
        if at >= len(name) or name[at][0] != letter:
            return 0
        at += 1
    return at


def _likeness(one: str, other: str) -> float:
    """How much two names are alike (0..1); 0 where it is little."""
    if 2 * min(len(one), len(other)) < 0.7 * (len(one) + len(other)):
        return 0.0  # by their lengths alone, before the letters are counted
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < 0.7:
        return 0.0
    return matcher.ratio()


class Matcher:
    """The names of one tree, indexed once for a load."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._scopes: dict[int | None, _Scope] = {}
        self._found: dict[tuple[str, int | None], Match | NoMatch] = {}

    def match(self, text: str, within: int | None = None) -> Match | NoMatch:
        """The organisation meant by ``text``, among those at or below ``within`` (everywhere)."""
        asked = (text, within)
        if asked not in self._found:
            found = self._scope(within).match(text)
            if isinstance(found, NoMatch) and not text.isascii():
                # "Chi bé Thanh tra" is Vietnamese as it stands, and a name only in an old encoding.
                ways = (self._scope(within).match(other) for other in other_readings(text) if other != text)
                found = next(
                    (way for way in ways if isinstance(way, Match) and way.is_the_name_itself), found
                )
            self._found[asked] = found
        return self._found[asked]

    def inside(self, text: str, *, whole_names: bool = False) -> Match | NoMatch:
        """The organisation whose name stands somewhere in ``text`` (a file name): the longest name wins.

        ``whole_names``: with its kind ("Chi bộ Sở Tài chính"), not the rest of it alone.
        """
        return self._scope(None).inside(text, whole_names)

    def _scope(self, within: int | None) -> _Scope:
        if within not in self._scopes:
            ids = (
                self.tree.descendants(within)
                if within is not None and within in self.tree
                else list(self.tree.nodes)
            )
            self._scopes[within] = _Scope([self.tree[id_] for id_ in ids])
        return self._scopes[within]


class _Scope:
    """The names among which one search is made."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._by_text: dict[str, list[int]] = {}
        self._by_key: dict[str, list[int]] = {}
        self._by_expanded: dict[str, list[int]] = {}
        self._by_core: dict[str, list[int]] = {}
        self._written: list[tuple[int, list[str]]] = []
        """The words of each name as it is written, with its kind and without."""
        self._ways: dict[str, tuple[list[str], set[str]]] = {}
        """For each expanded name its numbers, and what is compared with a misspelt one."""
        for node in nodes:
            name, plain = expanded(node.name), fold(node.name)
            bare = _PREFIX.sub("", plain)
            self._by_text.setdefault(clean(node.name), []).append(node.id)
            self._by_key.setdefault(key(node.name), []).append(node.id)
            self._by_expanded.setdefault(name, []).append(node.id)
            self._by_core.setdefault(_core(name), []).append(node.id)
            self._written += [(node.id, way.split()) for way in {plain, bare}]
            self._ways[name] = (_NUMBER.findall(name), {_core(name), _core(plain), bare})

    def match(self, text: str) -> Match | NoMatch:
        name = expanded(text)
        steps = (
            (self._by_text, clean(text), EXACT, "đúng tên"),
            (self._by_key, key(text), SAME_LETTERS, "cùng tên, khác chữ hoa hoặc cách đặt dấu"),
            (
                self._by_expanded,
                name,
                ABBREVIATED if fold(text) != name else WITHOUT_MARKS,
                "viết tắt hoặc khác dấu",
            ),
            (self._by_core, _core(name), SHORTENED, "tên rút gọn"),
        )
        for index, asked, confidence, how in steps:
            found = index.get(asked, [])
            if len(found) == 1:
                return Match(found[0], confidence, how)
            if found:
                return NoMatch(tuple(sorted(found)))
        plain = fold(text.replace("&", " "))
        short = self._shortened(plain.split())
        if len(short) == 1:
            return Match(short[0], ABBREVIATED, "viết tắt")
        return NoMatch(tuple(short)) if short else self._alike(name, plain)

    def _shortened(self, words: list[str]) -> list[int]:
        """The organisations whose name, with its kind or without, the words give in a short form."""
        return sorted({id_ for id_, name in self._written if _shortens(words, name)})

    def _alike(self, name: str, plain: str) -> Match | NoMatch:
        """A misspelt name: the one most alike, if it leads clearly and every number in it is the same."""
        if len(name) < 6:
            return NoMatch()
        cores, scored = {_core(name), _core(plain), _PREFIX.sub("", plain)}, []
        numbers = _NUMBER.findall(name)
        for other, ids in self._by_expanded.items():
            theirs_numbers, theirs = self._ways[other]
            if len(ids) > 1 or theirs_numbers != numbers:
                continue
            likeness = max(_likeness(mine, their) for mine in cores for their in theirs)
            if likeness:
                scored.append((likeness, ids[0]))
        scored.sort(reverse=True)
        if not scored:
            return NoMatch()
        best = scored[0]
        second = scored[1][0] if len(scored) > 1 else 0.0
        if best[0] >= _LIKE and best[0] - second >= _LEAD:
            return Match(best[1], round(best[0] * 0.97, 2), "gần giống tên")
        return NoMatch(tuple(id_ for _, id_ in scored[:3]))

    def inside(self, text: str, whole_names: bool) -> Match | NoMatch:
        name = f" {expanded(text)} "
        best: list[tuple[int, int]] = []
        ways = ((self._by_expanded, WITHOUT_MARKS), (self._by_core, SHORTENED))
        for wanted, confidence in ways[:1] if whole_names else ways:
            for other, ids in wanted.items():
                if len(ids) == 1 and len(other) > 3 and f" {other} " in name.replace(" va ", " ") + name:
                    best.append((len(other), ids[0]))
            if best:
                longest = max(length for length, _ in best)
                winners = {id_ for length, id_ in best if length == longest}
                if len(winners) == 1:
                    return Match(winners.pop(), confidence, "theo tên tệp")
                return NoMatch(tuple(sorted(winners)))
        return NoMatch()
