"""The reader child as the parent sees it: one question, one answer, each with a deadline."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import struct
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from dangvu.foundation.workbooks.child.limits import Limits

READY = b"!"
REQUEST, REPLY = struct.Struct(">II"), struct.Struct(">Q?")
# -I and -S: nothing of the environment and no site hooks; two folders are all the child needs.
BOOT = "import sys; sys.path[:0] = sys.argv[1:3]; from child.main import main; main()"
PIPE_BYTES = 1024 * 1024


class Died(Exception):
    """The child ended, or broke the protocol, while it had a question."""


class TimedOut(Exception):
    """The child took longer than one file may take."""


class ReaderProcess:
    """A started child. It never outlives ``stop``; whatever it does, the parent only waits so long."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.fit = True
        self.asked = False
        self._ready = False
        parser = find_spec("python_calamine")
        if parser is None or parser.origin is None:
            raise RuntimeError("python_calamine is not installed")
        folders = [str(Path(__file__).parent), str(Path(parser.origin).parent.parent)]
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", BOOT, *folders, json.dumps(limits._asdict())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            env={"LC_ALL": "C.UTF-8"},
            bufsize=0,
        )
        assert self._process.stdin and self._process.stdout
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)
        self._widen_pipe()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _widen_pipe(self) -> None:
        """Room for most answers, so that the child goes on while the parent works on the last file."""
        with contextlib.suppress(OSError, AttributeError):
            fcntl.fcntl(self._from, fcntl.F_SETPIPE_SZ, PIPE_BYTES)

    def ask(self, name: str, data: bytes) -> None:
        """Hand over a file. The child is reading, not writing, at this time: no deadlock."""
        encoded = name.encode()
        self.asked = True
        deadline = time.monotonic() + self.limits.wall_seconds
        for piece in (REQUEST.pack(len(encoded), len(data)) + encoded, data):
            left = memoryview(piece)
            while left:
                self._wait(self._to, select.POLLOUT, deadline)
                try:
                    left = left[os.write(self._to, left) :]
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise Died from error

    def answer(self) -> bytes:
        """The raw answer to what was asked."""
        deadline = time.monotonic() + self.limits.wall_seconds
        if not self._ready:
            self._await_start(deadline)
        length, self.fit = REPLY.unpack(self._read(REPLY.size, deadline))
        if length > self.limits.reply_bytes:
            raise Died
        reply = self._read(length, deadline)
        self.asked = False
        return reply

    def _await_start(self, deadline: float) -> None:
        """A child that cannot even start is the installation's fault, and must not be blamed on a file."""
        try:
            self._ready = self._read(1, deadline) == READY
        except Died as error:
            raise RuntimeError("the workbook reader could not start: is the installation whole?") from error

    def _read(self, length: int, deadline: float) -> bytes:
        pieces, missing = [], length
        while missing:
            self._wait(self._from, select.POLLIN, deadline)
            try:
                piece = os.read(self._from, min(missing, PIPE_BYTES))
            except BlockingIOError:
                continue
            if not piece:
                raise Died
            pieces.append(piece)
            missing -= len(piece)
        return b"".join(pieces)

    @staticmethod
    def _wait(descriptor: int, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(descriptor, event)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise TimedOut

    def stop(self) -> None:
        """End the child at once; it holds nothing worth saving."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
