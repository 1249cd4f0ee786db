"""Promises P1 to P4 under kill -9: nothing acknowledged is lost, doubled, reordered or skipped."""

import asyncio
import random
import time

from support.member import Member
from support.server import LONG, Server

ROUNDS = 200 if LONG else 20
MEMBERS = 12
ROOMS = [1, 4, 5]


def test_kill_at_random_moments_under_load(community):
    data, sessions = community
    cookies = [cookie for role, cookie in sessions if role == "member"][:MEMBERS]
    asyncio.run(drill(Server(data), cookies))


async def drill(server: Server, cookies: list[str]) -> None:
    rooms = await writable_rooms(server.start(), cookies[0])
    members = [Member(server.port, cookie, rooms) for cookie in cookies]
    try:
        for round_number in range(ROUNDS):
            await asyncio.gather(*(member.connect() for member in members))
            writing = [asyncio.create_task(write(member, rooms, round_number)) for member in members]
            await asyncio.sleep(random.uniform(0.05, 0.5))
            server.kill()
            await asyncio.gather(*writing, return_exceptions=True)
            for member in members:
                await member.gone()
            server.start()
            await asyncio.gather(*(member.connect() for member in members))
            await settle(members)
            # The whole history is read back each time; in a long drill, which writes much, every tenth.
            if not LONG or round_number % 10 == 9:
                check(server, members, rooms)
            assert len({member.epoch for member in members}) == 1, "a crash must not change the epoch"
            assert sum(member.resets for member in members) == 0, "a crash must not reset a room"
            for member in members:
                await member.close()
    finally:
        server.stop()
    print(f"{ROUNDS} kills, {sum(len(member.acknowledged) for member in members)} acknowledged messages, 0 lost")


async def writable_rooms(server: Server, cookie: str) -> list[int]:
    _, answer, _ = server.get("/api/rooms", cookie=cookie)
    return [room["id"] for room in answer["rooms"] if room["canPost"]][:3]


async def write(member: Member, rooms: list[int], round_number: int) -> None:
    """Posts as fast as a fast typist on a bad day, until the socket dies."""
    number = 0
    while True:
        number += 1
        await member.post(random.choice(rooms), f"{round_number}回目の{number}通目です。筑波山がきれいに見えました。")
        await asyncio.sleep(random.uniform(0, 0.02))


async def settle(members: list[Member]) -> None:
    """Unanswered posts were sent again under their keys; waits until each is answered and all clients agree."""
    async with asyncio.timeout(30):
        while any(member.unanswered for member in members) or disagree(members):
            await asyncio.sleep(0.02)


def disagree(members: list[Member]) -> bool:
    return any(member.offsets != members[0].offsets for member in members)


def check(server: Server, members: list[Member], rooms: list[int]) -> None:
    """Every acknowledged message stands in the history exactly once, where the acknowledgement said."""
    promised = [ack for member in members for ack in member.acknowledged.values()]
    for room in rooms:
        history = read_history(server, members[0].cookie, room)
        offsets = [message["offset"] for message in history]
        assert offsets == sorted(set(offsets)), "history out of order or doubled"
        by_key: dict[tuple, list] = {}
        for message in history:
            by_key.setdefault((message["author"]["id"], message["key"]), []).append(message)
        assert all(len(found) == 1 for found in by_key.values()), "one key, two messages"
        by_id = {message["id"]: message for message in history}
        for ack in promised:
            if ack["room"] != room:
                continue
            found = by_id.get(ack["message"])
            assert found is not None, f"acknowledged and lost: {ack}"
            assert found["offset"] == ack["offset"], f"acknowledged at {ack['offset']}, stands at {found['offset']}"
        # What the live clients hold is what a fresh fetch shows.
        for member in members:
            for message_id, message in member.messages[room].items():
                assert by_id[message_id]["body"] == message["body"]
                assert by_id[message_id]["offset"] == message["offset"]


def read_history(server: Server, cookie: str, room: int) -> list[dict]:
    """The whole room, oldest first, by paging backwards."""
    pages: list[list[dict]] = []
    before = None
    while True:
        query = "limit=100" + (f"&before={before}" if before is not None else "")
        status, page, _ = server.get(f"/api/rooms/{room}/messages?{query}", cookie=cookie)
        if status == 429:  # a long history is read at the pace the server asks for
            time.sleep(page["error"]["retryAfterMs"] / 1_000 + 0.2)
            continue
        assert status == 200, page
        pages.append(page["messages"])
        if not page["hasOlder"]:
            return [message for messages in reversed(pages) for message in messages]
        before = page["messages"][0]["offset"]
