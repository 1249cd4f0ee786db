"""Rebuilds the disk as a power failure may leave it, from the journal of faults/recordio.c."""

import dataclasses
import pathlib
import random
import struct
import subprocess

HEAD = struct.Struct("<BBHIQQ")
SECTOR = 4096
SOURCE = pathlib.Path(__file__).resolve().parents[1] / "faults" / "recordio.c"


@dataclasses.dataclass(frozen=True)
class Operation:
    kind: str
    file: int
    offset: int
    at: int
    data: bytes


def build_recorder(folder: pathlib.Path) -> pathlib.Path:
    library = folder / "recordio.so"
    subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)
    return library


def read_journal(path: pathlib.Path) -> list[Operation]:
    raw, operations, position = path.read_bytes(), [], 0
    while position + HEAD.size <= len(raw):
        kind, file, _, length, offset, at = HEAD.unpack_from(raw, position)
        position += HEAD.size
        operations.append(Operation(chr(kind), file, offset, at, raw[position:position + length]))
        position += length
    return operations


def rebuild(start: list[bytes], operations: list[Operation], cut: int, keep: float, dice: random.Random,
            fsync_lies: bool = False) -> list[bytes]:
    """The database and its WAL after a power failure at monotonic time `cut`.

    Everything synced before the cut is there. Of what was not synced, each sector is kept with probability `keep`,
    independently, in any order. `fsync_lies` shows what would be lost if nothing had been synced.
    """
    done = [operation for operation in operations if operation.at <= cut]
    files = []
    for number, content in enumerate(start):
        mine = [operation for operation in done if operation.file == number]
        synced = max((index for index, operation in enumerate(mine) if operation.kind == "S"), default=-1)
        if fsync_lies:
            synced = -1
        image = bytearray(content)
        for index, operation in enumerate(mine):
            apply(image, operation, durable=index <= synced, keep=keep, dice=dice)
        files.append(bytes(image))
    return files


def apply(image: bytearray, operation: Operation, durable: bool, keep: float, dice: random.Random) -> None:
    if operation.kind == "W":
        for start in range(0, len(operation.data), SECTOR):
            if durable or dice.random() < keep:
                write(image, operation.offset + start, operation.data[start:start + SECTOR])
    elif operation.kind == "T" and (durable or dice.random() < keep):
        if operation.offset < len(image):
            del image[operation.offset:]
        else:
            image.extend(bytes(operation.offset - len(image)))
    elif operation.kind == "U" and (durable or dice.random() < keep):
        image.clear()


def write(image: bytearray, offset: int, data: bytes) -> None:
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset:offset + len(data)] = data
