"""Reads spreadsheets through a child process, so that no file can hurt the program that asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from dangvu.foundation.workbooks.child.limits import Limits
from dangvu.foundation.workbooks.process import Died, ReaderProcess, TimedOut
from dangvu.foundation.workbooks.received import Received, Unreadable, receive
from dangvu.foundation.workbooks.sheets import Workbook, understand

TOO_SLOW = (
    "Tệp “{}” đọc quá lâu nên đã dừng lại. "
    "Hãy chép riêng phần số liệu sang một tệp Excel mới, bỏ hàng cột thừa, rồi gửi lại."
)
KILLED_THE_READER = (
    "Tệp “{}” làm bộ đọc phải dừng, thường do tệp hỏng hoặc có một ô ở rất xa (như ô XFD1048576). "
    "Hãy chép riêng phần số liệu sang một tệp Excel mới rồi gửi lại."
)


class Reader:
    """One reader child, used for file after file and replaced when it dies. For one thread at a time.

    ``with Reader() as reader: for result in reader.read_many(paths): ...``
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._child: ReaderProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def child_pid(self) -> int | None:
        """The process now reading, for those who measure it."""
        return self._child.pid if self._child else None

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.stop()
            self._child = None

    def read(self, path: Path | str) -> Workbook | Unreadable:
        """Read one file."""
        return next(self.read_many([path]))

    def read_many(self, paths: Iterable[Path | str]) -> Iterator[Workbook | Unreadable]:
        """Read files in order. While the caller works on one, the child already parses the next."""
        if self._child and self._child.asked:
            raise RuntimeError("a Reader reads one file at a time: finish or leave the read_many loop first")
        asked: Received | Unreadable | None = None
        try:
            for path in paths:
                received = receive(Path(path), self.limits)
                result = self._answer(asked) if asked else None
                asked = self._ask(received)
                if result:
                    yield result
            if asked:
                yield self._answer(asked)
        finally:
            if (
                self._child and self._child.asked
            ):  # the caller left in the middle: nobody waits for that answer
                self.close()

    def _ask(self, received: Received | Unreadable) -> Received | Unreadable:
        """Hand a file to the child, a new one if the last is gone or worn out."""
        if isinstance(received, Unreadable):
            return received
        if self._child and not self._child.fit:
            self.close()
        self._child = self._child or ReaderProcess(self.limits)
        try:
            self._child.ask(received.name, received.data)
        except (Died, TimedOut) as error:
            return self._lost(received, error)
        return received

    def _answer(self, asked: Received | Unreadable) -> Workbook | Unreadable:
        """The child's answer, which is made of what a stranger sent: anything odd in it ends that child."""
        if isinstance(asked, Unreadable):
            return asked
        assert self._child
        try:
            reply = self._child.answer()
            return understand(asked, reply)
        except (Died, TimedOut) as error:
            return self._lost(asked, error)

    def _lost(self, asked: Received, error: Died | TimedOut) -> Unreadable:
        self.close()
        code, message = (
            ("qua_thoi_gian", TOO_SLOW)
            if isinstance(error, TimedOut)
            else ("lam_dung_bo_doc", KILLED_THE_READER)
        )
        return Unreadable(asked.path, asked.name, asked.sha256, code, message.format(asked.name))
