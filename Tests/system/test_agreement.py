"""Promise P4: whatever happens in a room, and however often a socket breaks, a client ends as if it had never left."""

import asyncio
import random

from support.member import Member
from support.server import LONG, cookie_of

ROUNDS = 10 if LONG else 2
STEPS = 150


def test_resumed_clients_end_in_the_state_of_a_fresh_fetch(server):
    for seed in range(ROUNDS):
        asyncio.run(history(server, random.Random(seed)))


async def history(server, dice: random.Random) -> None:
    cookies = [cookie for role, cookie in server.sessions if role == "member"][:3]
    _, answer, _ = server.get("/api/rooms", cookie=cookies[0])
    room = dice.choice([room["id"] for room in answer["rooms"] if room["canPost"] and room["canReact"]])
    faithful, wanderer = [await Member(server.port, cookie, [room]).connect() for cookie in cookies[:2]]
    author = await Member(server.port, cookies[2], [room]).connect()
    moderator = await Member(server.port, cookie_of(server.sessions, "moderator"), [room]).connect()
    mine: list[int] = []
    posts: list[int] = []
    hidden: list[int] = []
    for step in range(STEPS):
        deed = dice.choice(["post", "comment", "comment", "edit", "react", "react", "delete", "hide", "restore", "break"])
        if deed == "post" or not posts:
            posts.append(await say(author, room, f"{step}番目の話題", dice))
            mine.append(posts[-1])
        elif deed == "comment":
            message = await say(author, room, f"{step}番目のコメント", dice, thread=dice.choice(posts))
            if message:
                mine.append(message)
        elif deed == "edit":
            await author.request("edit", {"message": dice.choice(mine), "body": f"{step}番目に書き直した"})
        elif deed == "react":
            member = dice.choice([author, faithful, moderator])
            await member.request("react", {
                "message": dice.choice(mine), "sticker": dice.choice(["iine", "ume", "wakaru"]), "on": dice.random() < 0.7})
        elif deed == "delete" and dice.random() < 0.3:
            await author.request("delete", {"message": dice.choice(mine)})
        elif deed == "hide":
            hidden.append(dice.choice(mine))
            await moderator.request("hide", {"message": hidden[-1], "reason": "試験"})
        elif deed == "restore" and hidden:
            await moderator.request("restore", {"message": dice.choice(hidden)})
        elif deed == "break":
            await wanderer.close()
            await wanderer.connect()
        await asyncio.sleep(0.05)  # the flood guard counts people, not tests
    await settle(server, room, [faithful, wanderer, author, moderator])
    for member in (faithful, wanderer, author):
        for message in fresh(server, member.cookie, room, posts):
            held = member.messages[room].get(message["id"])
            if held is not None:  # what was there before the member came is known from pages only
                assert held == message, f"the client holds {held}, a fresh fetch shows {message}"
        assert set(mine) <= set(member.messages[room]), "a message is missing"
    assert wanderer.resets == 0
    for member in (faithful, wanderer, author, moderator):
        await member.close()


async def say(author: Member, room: int, body: str, dice: random.Random, thread: int | None = None) -> int | None:
    payload = {"room": room, "body": body, "key": f"agree-{dice.getrandbits(64):016x}"}
    answer = await author.request("post", payload | ({"thread": thread} if thread else {}))
    return answer["payload"]["message"] if answer["type"] == "posted" else None


async def settle(server, room: int, members: list[Member]) -> None:
    """Waits until the last tallies are announced and everybody has everything."""
    async with asyncio.timeout(20):
        while True:
            await asyncio.sleep(0.3)
            _, page, _ = server.get(f"/api/rooms/{room}/messages?limit=1", cookie=members[0].cookie)
            if all(member.offsets[room] == page["offset"] for member in members):
                return


def fresh(server, cookie: str, room: int, posts: list[int]) -> list[dict]:
    """Every post and comment of the test, as the HTTP API shows them now."""
    found = []
    for post in posts:
        status, answer, _ = server.get(f"/api/messages/{post}/comments?limit=100", cookie=cookie)
        assert status == 200, answer
        found += [answer["post"], *answer["messages"]]
    return [{name: value for name, value in message.items() if name != "mine"} for message in found]
