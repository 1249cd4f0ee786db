"""A database restored from a copy is another log: every client resets once, without a loop."""

import asyncio
import shutil
import sqlite3

from support.member import Member
from support.server import Server


def copy_database(data, target):
    """An online copy, as an operator's backup makes it."""
    source, copy = sqlite3.connect(data / "hiroba.sqlite"), sqlite3.connect(target)
    with copy:
        source.backup(copy)
    source.close()
    copy.close()


def test_clients_of_a_restored_database_reset_once(community, tmp_path):
    data, sessions = community
    cookies = [cookie for role, cookie in sessions if role == "member"][:3]
    server = Server(data).start()
    try:
        asyncio.run(drill(server, cookies, data, tmp_path))
    finally:
        server.stop()


async def drill(server, cookies, data, tmp_path):
    _, answer, _ = server.get("/api/rooms", cookie=cookies[0])
    room = next(room["id"] for room in answer["rooms"] if room["canPost"])
    members = [await Member(server.port, cookie, [room]).connect() for cookie in cookies]
    await post(members[0], room, "写しを取る前の話題です。")
    first_epoch = members[0].epoch
    for member in members:
        await member.close()
    server.stop()
    copy_database(data, tmp_path / "copy.sqlite")
    server.start()

    members = [await member.connect() for member in members]
    lost = await post(members[0], room, "写しのあとに書いた話題です。")
    for member in members:
        await member.close()
    server.stop()
    for name in ("hiroba.sqlite", "hiroba.sqlite-wal", "hiroba.sqlite-shm"):
        (data / name).unlink(missing_ok=True)
    shutil.copy(tmp_path / "copy.sqlite", data / "hiroba.sqlite")
    server.start()

    for member in members:
        await member.connect()
    assert members[0].epoch != first_epoch
    assert [member.resets for member in members] == [1, 1, 1]
    for _ in range(3):
        for member in members:
            await member.close()
            await member.connect()
    assert [member.resets for member in members] == [1, 1, 1], "a reset must not repeat"
    status, _, _ = server.get(f"/api/messages/{lost}", cookie=cookies[0])
    fresh = await post(members[1], room, "写しから戻したあとの話題です。")
    assert status == 404 or fresh != lost
    for member in members:
        await member.close()


async def post(member, room, body):
    answer = await member.request("post", {"room": room, "body": body, "key": f"restore-{abs(hash(body)):x}"[:40]})
    assert answer["type"] == "posted", answer
    return answer["payload"]["message"]
