"""Whether a server still does its work for others, asked while somebody attacks it."""

import threading
import time
import uuid

from support.raw import RawMember, request
from support.visitor import Visitor


def open_room(server, cookie: str) -> int:
    """A room in which this member may post."""
    rooms = Visitor(server, cookie).get("/api/rooms").json["rooms"]
    return next(room["id"] for room in rooms if room["canPost"])


def subscribe(socket: RawMember, room: int, ref: int = 1) -> dict:
    answer = socket.ask(request("subscribe", ref, room=room), ref)
    assert answer["type"] == "subscribed", answer
    return answer


class Conversation:
    """Two members, one of whom speaks and one of whom listens, in a thread of their own while the block runs.

    Leaving the block says whether every word came, and how long the slowest took.
    """

    def __init__(self, server, speaker: str, listener: str, within: float = 2.0):
        self.server, self.within = server, within
        self.room = open_room(server, speaker)
        self.speaker, self.listener = RawMember(server.port, speaker), RawMember(server.port, listener)
        subscribe(self.listener, self.room)
        self.took: list[float] = []
        self.error: BaseException | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._talk)

    def _talk(self) -> None:
        try:
            while True:
                self._say()
                if self._ended.wait(0.25):
                    return
        except BaseException as error:  # told in __exit__
            self.error = error

    def _say(self) -> None:
        key, began = str(uuid.uuid4()), time.monotonic()
        self.speaker.say(request("post", 9, room=self.room, body=f"まだ話せます {key[:8]}", key=key))
        while (heard := self.listener.next()) is not None:
            if heard["type"] == "publication" and heard["payload"].get("message", {}).get("key") == key:
                self.took.append(time.monotonic() - began)
                return
        raise AssertionError(f"the listener was closed with {self.listener.close_code}")

    def __enter__(self) -> "Conversation":
        self._thread.start()
        return self

    def __exit__(self, kind, *_: object) -> None:
        self._ended.set()
        self._thread.join(timeout=20)
        self.speaker.close()
        self.listener.close()
        if kind is None:
            assert self.error is None, self.error
            assert self.took and max(self.took) <= self.within, f"the slowest word took {max(self.took):.2f} s"
