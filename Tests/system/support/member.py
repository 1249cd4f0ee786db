"""A member's client over a real socket, with the checks every client can make."""

import asyncio
import itertools
import json
import uuid

import websockets


class Faults(Exception):
    """Something the protocol forbids was seen."""


class Member:
    """One socket that resumes by offset, keeps what it was promised, and applies publications like the web client."""

    def __init__(self, port: int, cookie: str, rooms: list[int]):
        self.port, self.cookie, self.rooms = port, cookie, rooms
        self.offsets: dict[int, int] = {}
        self.messages: dict[int, dict[int, dict]] = {room: {} for room in rooms}
        self.epoch: str | None = None
        self.acknowledged: dict[str, dict] = {}
        self.unanswered: dict[str, tuple[int, str]] = {}
        self.refused: list[dict] = []
        self.resets = 0
        self.socket = None
        self.member: dict | None = None
        self._refs = itertools.count(1)
        self._waiting: dict[int, asyncio.Future] = {}
        self._keys: dict[int, str] = {}
        self._reader: asyncio.Task | None = None

    async def connect(self) -> "Member":
        self.socket = await websockets.connect(
            f"ws://localhost:{self.port}/ws", origin=f"http://localhost:{self.port}",
            additional_headers={"Cookie": f"hiroba={self.cookie}", "Accept-Language": "ja"},
            ping_interval=None, max_size=None, open_timeout=20, compression=None)
        welcome = json.loads(await self.socket.recv())
        assert welcome["type"] == "welcome", welcome
        self.member = welcome["payload"]["member"]
        epoch = welcome["payload"]["epoch"]
        self._reader = asyncio.create_task(self._read())
        for room in self.rooms:
            await self.subscribe(room, epoch)
        self.epoch = epoch
        for key, (room, body) in list(self.unanswered.items()):
            await self._send_post(room, body, key)
        return self

    async def subscribe(self, room: int, epoch: str | None = None) -> dict:
        payload: dict = {"room": room}
        if room in self.offsets:
            payload["after"] = {"offset": self.offsets[room], "epoch": self.epoch}
        answer = await self.request("subscribe", payload)
        return answer

    async def request(self, kind: str, payload: dict, timeout: float = 20) -> dict:
        ref = next(self._refs)
        future = asyncio.get_running_loop().create_future()
        self._waiting[ref] = future
        await self.socket.send(json.dumps({"v": 1, "type": kind, "ref": ref, "payload": payload}))
        return await asyncio.wait_for(future, timeout)

    async def post(self, room: int, body: str, key: str | None = None) -> str:
        """Sends without waiting; the acknowledgement arrives in `acknowledged`."""
        key = key or str(uuid.uuid4())
        self.unanswered[key] = (room, body)
        await self._send_post(room, body, key)
        return key

    async def _send_post(self, room: int, body: str, key: str) -> None:
        ref = next(self._refs)
        self._keys[ref] = key
        await self.socket.send(json.dumps(
            {"v": 1, "type": "post", "ref": ref, "payload": {"room": room, "body": body, "key": key}}))

    async def close(self) -> None:
        if self.socket:
            await self.socket.close()
        await self.gone()

    async def gone(self) -> None:
        """Waits for the end of a socket that the server, or its death, ended."""
        if self._reader:
            await asyncio.wait([self._reader], timeout=20)
            if self._reader.done() and not self._reader.cancelled():
                error = self._reader.exception()
                if isinstance(error, Faults):
                    raise error
        for future in self._waiting.values():
            if not future.done():
                future.cancel()
        self._waiting.clear()
        self._keys.clear()

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                self._receive(json.loads(text))
        except websockets.ConnectionClosed:
            pass

    def _receive(self, frame: dict) -> None:
        kind, payload, ref = frame["type"], frame.get("payload", {}), frame.get("ref")
        if kind == "publication":
            self._apply(payload)
        elif kind == "subscribed":
            self._recover(payload)
        elif kind == "posted":
            earlier = self.acknowledged.get(payload["key"])
            if earlier and earlier["message"] != payload["message"]:
                raise Faults(f"one key, two messages: {earlier} {payload}")
            self.acknowledged[payload["key"]] = payload
            self.unanswered.pop(payload["key"], None)
        elif kind == "refused" and ref in self._keys:
            self.refused.append(payload)
            self.unanswered.pop(self._keys[ref], None)
        if ref in self._waiting and not self._waiting[ref].done():
            self._waiting.pop(ref).set_result(frame)

    def _recover(self, payload: dict) -> None:
        room = payload["room"]
        if payload["recovery"] == "reset":
            self.resets += 1
            self.messages[room] = {}
        for message in payload.get("messages", []):
            self._upsert(room, message)
        self.offsets[room] = payload["offset"]
        self.epoch = payload["epoch"]

    def _apply(self, publication: dict) -> None:
        room, offset = publication["room"], publication["offset"]
        last = self.offsets.get(room)
        if last is None or offset <= last:
            return
        if offset != last + 1:
            raise Faults(f"gap in room {room}: {last} then {offset}")
        self.offsets[room] = offset
        self._upsert(room, publication["message"])
        thread = publication.get("thread")
        if thread and thread["post"] in self.messages[room]:
            post = self.messages[room][thread["post"]]
            post["revision"] = thread["revision"]
            if thread.get("comments", {}).get("count"):
                post["comments"] = thread["comments"]
            else:
                post.pop("comments", None)

    def _upsert(self, room: int, message: dict) -> None:
        known = self.messages[room].get(message["id"])
        if known and known["revision"] > message["revision"]:
            return
        if "author" not in message:  # only new tallies
            if known:
                known["revision"] = message["revision"]
                known["tallies"] = message["tallies"]
            return
        self.messages[room][message["id"]] = {name: value for name, value in message.items() if name != "mine"}
