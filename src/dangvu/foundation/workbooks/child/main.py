"""The loop of the reader child: a file comes in by the pipe, its sheets go out. It opens nothing itself."""

from __future__ import annotations

import gc
import json
import math
import resource
import struct
import sys
from typing import Any

from .limits import Limits
from .opening import open_workbook
from .refusal import SEND_AGAIN, Refused

NO_MEMORY = "Tệp “{}” quá lớn, không đủ bộ nhớ để đọc. Hãy chép riêng phần số liệu sang một tệp Excel mới rồi gửi lại."
PANIC = "Tệp “{}” bị hỏng, không đọc được. " + SEND_AGAIN
READY = b"!"  # tells a child that could not start from one that a file killed
REQUEST, REPLY = struct.Struct(">II"), struct.Struct(">Q?")


def main() -> None:
    """Serve requests until the parent closes the pipe or this child has grown too fat."""
    limits = Limits(**json.loads(sys.argv[-1]))
    _confine(limits)
    gc.disable()  # nothing here makes cycles, and lists of cells by the thousand would set it off
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sink.write(READY)
    sink.flush()
    while len(header := source.read(REQUEST.size)) == REQUEST.size:
        name_length, data_length = REQUEST.unpack(header)
        name = source.read(name_length).decode()
        _allow_time(limits)
        reply, fit = answer(name, source.read(data_length), limits)
        sink.write(REPLY.pack(len(reply), fit))
        sink.write(reply)
        sink.flush()
        if not fit:
            return


def _confine(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))


def _allow_time(limits: Limits) -> None:
    """The kernel counts processor time for the whole life: each file gets its own share from here on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = math.ceil(used.ru_utime + used.ru_stime) + limits.cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def answer(name: str, data: bytes, limits: Limits) -> tuple[bytes, bool]:
    """The reply for one file, and whether this child is still fit for the next."""
    sound = True
    try:
        reply = _packed(open_workbook(name, data, limits))
    except Refused as refused:
        reply = _packed({"code": refused.code, "message": refused.message})
    except MemoryError:
        sound, reply = False, _packed({"code": "qua_lon", "message": NO_MEMORY.format(name)})
    except BaseException:  # the parser panicked: no file may end the loop, but this child goes
        sound, reply = False, _packed({"code": "hong", "message": PANIC.format(name)})
    return reply, sound and _slim(limits)


def _slim(limits: Limits) -> bool:
    """Whether memory held now is modest. (The peak that getrusage tells counts the parent's, from before exec.)"""
    with open("/proc/self/statm") as statm:
        pages = int(statm.read().split()[1])
    return pages * resource.getpagesize() < limits.retire_bytes


def _packed(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":")).encode()
