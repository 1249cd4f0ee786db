"""Promise P1 under a power failure: what was acknowledged was on disk, not only in the kernel's memory."""

import asyncio
import random
import shutil
import sqlite3
import time

from support.member import Member
from support.powercut import build_recorder, read_journal, rebuild
from support.server import LONG, Server

CUTS = 90 if LONG else 30
FILES = ["hiroba.sqlite", "hiroba.sqlite-wal"]


def test_power_cut_loses_nothing_acknowledged(community, tmp_path):
    data, sessions = community
    cookies = [cookie for role, cookie in sessions if role == "member"][:8]
    before = tmp_path / "before"
    shutil.copytree(data, before)
    journal = tmp_path / "journal"
    server = Server(data, env={"LD_PRELOAD": str(build_recorder(tmp_path)), "RECORDIO_JOURNAL": str(journal)})
    server.start()
    began = time.monotonic_ns()
    acknowledged = asyncio.run(write_for(server, cookies, seconds=4))
    ended = time.monotonic_ns()
    server.kill()

    operations = read_journal(journal)
    assert sum(operation.kind == "S" for operation in operations) > 20, "the recorder saw no syncs"
    assert len(acknowledged) > 200
    start = [(before / name).read_bytes() if (before / name).exists() else b"" for name in FILES]
    dice = random.Random(20_241_123)
    for number in range(CUTS):
        cut = dice.randrange(began, ended)
        keep = [0.0, 0.5, 0.9][number % 3]
        lost, verdict = judge(rebuild(start, operations, cut, keep, dice), acknowledged, cut, tmp_path)
        assert verdict == "ok", f"cut {number} (keep {keep}): {verdict}"
        assert lost == 0, f"cut {number} (keep {keep}): {lost} acknowledged messages lost"

    # The drill can fail: had nothing been synced, it would notice.
    lost, _ = judge(rebuild(start, operations, ended, 0.0, dice, fsync_lies=True), acknowledged, ended, tmp_path)
    assert lost == len(acknowledged)
    print(f"{CUTS} power cuts, {len(acknowledged)} acknowledged messages, 0 lost")


async def write_for(server: Server, cookies: list[str], seconds: float) -> list[tuple[int, int]]:
    """(message id, monotonic time of the acknowledgement) of everything acknowledged."""
    _, answer, _ = server.get("/api/rooms", cookie=cookies[0])
    room = next(room["id"] for room in answer["rooms"] if room["canPost"])
    members = [await Member(server.port, cookie, [room]).connect() for cookie in cookies]
    acknowledged: list[tuple[int, int]] = []

    async def write(member: Member) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            answer = await member.request("post", {
                "room": room, "body": "停電の前に書いています。", "key": f"power-{random.getrandbits(64):016x}"})
            if answer["type"] == "posted":
                acknowledged.append((answer["payload"]["message"], time.monotonic_ns()))
            elif answer["payload"].get("retryAfterMs"):
                await asyncio.sleep(answer["payload"]["retryAfterMs"] / 1000)

    await asyncio.gather(*(write(member) for member in members))
    for member in members:
        await member.close()
    return acknowledged


def judge(files: list[bytes], acknowledged: list[tuple[int, int]], cut: int, tmp_path) -> tuple[int, str]:
    folder = tmp_path / "after"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in zip(FILES, files):
        if content or name == FILES[0]:
            (folder / name).write_bytes(content)
    database = sqlite3.connect(folder / FILES[0])
    try:
        verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
        ids = {row[0] for row in database.execute("SELECT id FROM message")}
    finally:
        database.close()
    return sum(1 for message, at in acknowledged if at <= cut and message not in ids), verdict
