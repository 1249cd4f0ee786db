"""The WebSocket, opened by strangers and other sites, and spoken to by broken and hostile clients."""

import json
import os
import random
import socket
import struct
import time

import pytest

from support.raw import RawMember, RawSocket, frame, request, upgrade_request
from support.server import Server, create_demo
from support.talk import Conversation, open_room, subscribe
from support.visitor import Visitor, code_for

SOCKETS_PER_MEMBER = 10
FRAMES_PER_SECOND, BURST, REFUSALS = 20, 60, 300
LONGEST_MESSAGE = 65_536
HEADER_DEADLINE = 8


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data, sessions = create_demo(tmp_path_factory.mktemp("socket"), members=120, messages=60)
    with Server(data) as running:
        running.cookies = [cookie for role, cookie in sessions if role == "member"]
        yield running
    assert running.process.returncode == 0, running.output()[-2000:]


@pytest.fixture
def cookies(server):
    """Of six members nobody has used yet."""
    taken, server.cookies = server.cookies[:6], server.cookies[6:]
    assert len(taken) == 6
    return taken


def handshake(server, cookie: str | None, origin: str | None = "", **headers: str) -> tuple[int, str | None]:
    """The status of an upgrade, and the code of its refusal."""
    with RawSocket(server.port) as raw:
        raw.send(upgrade_request(server.port, cookie, origin, **headers))
        status, _, body = raw.read_answer()
        return status, json.loads(body)["error"]["code"] if status != 101 and body else None


# MARK: Opening


def test_only_our_own_page_opens_a_socket(server, cookies):
    own = f"http://localhost:{server.port}"
    assert handshake(server, cookies[0], own) == (101, None)
    for origin in ["https://evil.example", "null", None, "file://", own.replace("http", "https"), f"http://localhost:{server.port + 1}",
                   "http://localhost", f"{own}.evil.example", f"{own}@evil.example", f"http://evil.example/{own}", f"{own}/",
                   f"{own}, {own}", f"{own} https://evil.example", own.replace("localhost", "127.0.0.1"),
                   own.replace("localhost", "[::1]"), own.replace("localhost", "localhost.evil.example"), "chrome-extension://x"]:
        assert handshake(server, cookies[0], origin) == (403, "crossSite"), origin
    # Two of them: one is planted.
    for first, second in [(own, "https://evil.example"), ("https://evil.example", own), ("null", own)]:
        status, _ = handshake(server, cookies[0], first, Origin=second)
        assert status in (400, 403), (first, second, status)


def test_only_who_is_signed_in_opens_a_socket(server, cookies):
    for cookie in [None, "A" * 43, "x", cookies[0][:-1], cookies[0] + "x", f"{cookies[0]}; hiroba={cookies[1]}"]:
        assert handshake(server, cookie) == (401, "signInRequired"), cookie
    assert handshake(server, None, Authorization=f"Bearer {cookies[0]}") == (401, "signInRequired")
    assert handshake(server, None, Sec_WebSocket_Protocol=cookies[0]) == (401, "signInRequired")
    # Who is a stranger learns nothing from another site's page.
    assert handshake(server, None, "https://evil.example") == (403, "crossSite")


def test_a_member_has_so_many_sockets_and_no_more(server, cookies):
    opened = [RawMember(server.port, cookies[0]) for _ in range(SOCKETS_PER_MEMBER)]
    for _ in range(3):
        assert handshake(server, cookies[0]) == (429, "tooManyConnections")
    assert handshake(server, cookies[1]) == (101, None), "others are not counted"
    # Both ways of leaving give the place back: a goodbye, and a connection that is torn.
    opened[0].say(struct.pack("!H", 1000), opcode=8)
    assert opened[0].wait_for_close() == 1000
    opened[0].close()
    tear(opened[1])
    for place in range(2):
        opened.append(open_when_there_is_room(server, cookies[0]))
    assert handshake(server, cookies[0]) == (429, "tooManyConnections")
    for one in opened:
        one.close()


def tear(raw: RawSocket) -> None:
    """Ends with a reset instead of a goodbye."""
    raw.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raw.close()


def open_when_there_is_room(server, cookie: str, within: float = 2) -> RawMember:
    deadline = time.monotonic() + within
    while True:
        try:
            return RawMember(server.port, cookie)
        except AssertionError:
            assert time.monotonic() < deadline, f"no place was given back within {within} s"
            time.sleep(0.05)


# MARK: Ending


def test_an_ended_session_ends_its_sockets_within_a_second(server):
    phone = Visitor(server)
    assert phone.sign_up("owner@example.jp", "二台持ちの人").status == 201
    # Another browser of the same person, in which the address was proven before.
    laptop = Visitor(server)
    laptop.jar["hiroba-known"] = phone.jar["hiroba-known"]
    assert laptop.post("/api/sign-in/code", {"email": "owner@example.jp"}).status == 200
    answer = laptop.post("/api/sign-in/verify", {"code": code_for(server, "owner@example.jp", after=1)})
    assert "member" in answer.json, answer
    sessions = laptop.get("/api/me/sessions").json["sessions"]
    assert len(sessions) == 2
    stolen = [RawMember(server.port, phone.cookie) for _ in range(3)]
    kept = RawMember(server.port, laptop.cookie)
    for one in (*stolen, kept):
        assert one.next()["type"] == "welcome"
    other = next(session["id"] for session in sessions if not session["current"])
    began = time.monotonic()
    assert laptop.ask("DELETE", f"/api/me/sessions/{other}").status == 204
    for one in stolen:
        assert one.wait_for_close(within=3) == 4501
    assert time.monotonic() - began < 1
    assert handshake(server, phone.cookie) == (401, "signInRequired")
    assert phone.get("/api/me").status == 401
    assert kept.ask(request("ping", 5), 5)["type"] == "pong"
    # Signing out does the same to one's own.
    began, cookie = time.monotonic(), laptop.cookie
    assert laptop.post("/api/sign-out").status == 204
    assert kept.wait_for_close(within=3) == 4501 and time.monotonic() - began < 1
    assert handshake(server, cookie) == (401, "signInRequired")


# MARK: Floods


@pytest.mark.parametrize("text", [request("ping", 3), '{"v":1,"type":"post","ref":3,"payload":{', '{"v":1,"type":"nonsense","ref":3}'],
                         ids=["readable", "unreadable", "unknown"])
def test_a_flood_is_refused_and_then_ended(server, cookies, text):
    with Conversation(server, cookies[0], cookies[1]), RawMember(server.port, cookies[2]) as flood:
        began = time.monotonic()
        sent = 0
        said: list[dict] = []
        while flood.close_code is None and not flood.ended and sent < 3_000:
            # In portions, so that neither end's buffer decides the result.
            try:
                flood.send(frame(text) * 20)
            except ConnectionError:
                break
            sent += 20
            while len([one for one in said if one["type"] != "welcome"]) < sent and (found := flood.next()) is not None:
                said.append(found)
        elapsed = time.monotonic() - began
        assert flood.close_code == 4029, (flood.close_code, sent)
        refused = [one["payload"] for one in said if one["type"] == "refused" and one["payload"]["code"] == "tooFast"]
        passed = len(said) - len(refused) - 1
        assert len(refused) == REFUSALS
        assert all(one["temporary"] and one["retryAfterMs"] > 0 for one in refused)
        assert BURST <= passed <= BURST + FRAMES_PER_SECOND * elapsed + 1, (passed, elapsed)
        # The other sockets of the same member are judged by themselves.
        with RawMember(server.port, cookies[2]) as again:
            assert again.ask(request("ping", 1), 1)["type"] == "pong"


def test_who_keeps_to_the_pace_is_never_refused(server, cookies):
    with RawMember(server.port, cookies[0]) as calm:
        for ref in range(1, BURST + 1):
            assert calm.ask(request("ping", ref), ref)["type"] == "pong"
        for ref in range(100, 130):
            time.sleep(1.1 / FRAMES_PER_SECOND)
            assert calm.ask(request("ping", ref), ref)["type"] == "pong"


# MARK: Nonsense

BAD = "badRequest"


def envelope(payload: str, kind: str = "subscribe", ref: str = "7") -> str:
    return f'{{"v":1,"type":"{kind}","ref":{ref},"payload":{payload}}}'


def nested(levels: int) -> str:
    """A ping whose ignored field brings it to this many levels."""
    return '{"v":1,"type":"ping","ref":7,"x":' + "[" * (levels - 1) + "]" * (levels - 1) + "}"


#: Each with the answer: the code of a refusal, or the type of a reply.
KNOWN = [
    ("", BAD), (" ", BAD), ("null", BAD), ("[]", BAD), ("1", BAD), ('"ping"', BAD), ("{}", BAD), ("{", BAD), ("}", BAD), ("{}{}", BAD),
    (envelope("{}", "ping") + "x", BAD), ("\ufeff" + envelope("{}", "ping"), BAD), (envelope("{}", "ping")[:-1], BAD),
    (envelope("{}", "ping"), "pong"), (" \n\t" + envelope("{}", "ping") + "\r\n", "pong"),
    (envelope("{}", "Ping"), "unknownType"), (envelope("{}", ""), "unknownType"), (envelope("{}", "welcome"), "unknownType"),
    (envelope("{}", "x" * 60_000), "unknownType"), (envelope("{}", "pi\\u006eg"), "pong"), (envelope("{}", "ping\\u0000"), "unknownType"),
    # Versions and numbers.
    (envelope("{}", "ping").replace('"v":1', '"v":2'), BAD), (envelope("{}", "ping").replace('"v":1', '"v":"1"'), BAD),
    (envelope("{}", "ping", "4294967295"), "pong"), (envelope("{}", "ping", "4294967296"), BAD), (envelope("{}", "ping", "-1"), BAD),
    (envelope("{}", "ping", "1.0"), BAD), (envelope("{}", "ping", "1e1"), BAD), (envelope("{}", "ping", "01"), BAD),
    (envelope("{}", "ping", "9" * 50_000), BAD), (envelope('{"room":0}'), BAD), (envelope('{"room":-1}'), BAD),
    (envelope('{"room":9007199254740991}'), "notFound"), (envelope('{"room":9007199254740992}'), BAD),
    (envelope('{"room":9223372036854775808}'), BAD), (envelope('{"room":18446744073709551617}'), BAD), (envelope('{"room":1e400}'), BAD),
    (envelope('{"room":NaN}'), BAD), (envelope('{"room":"1"}'), BAD), (envelope('{"room":true}'), BAD), (envelope('{"room":[1]}'), BAD),
    (envelope('{"room":null}'), BAD), (envelope("{}"), BAD), (envelope("[]"), BAD), (envelope("null"), BAD), (envelope('"x"'), BAD),
    # Depth.
    (nested(16), "pong"), (nested(17), BAD), (nested(20_000), BAD), ("[" * 60_000, BAD), ('{"a":' * 12_000, BAD),
    # Texts.
    (envelope('{"room":1,"key":"abcdefgh1","body":"\\ud800"}', "post"), BAD), (envelope('{"room":1,"key":"abcdefgh1","body":"\\udc00\\ud800"}', "post"), BAD),
    (envelope('{"room":1,"key":"abcdefgh1","body":"\\ud83d\\u0041"}', "post"), BAD), (envelope('{"room":1,"key":"abcdefgh1","body":"a\x00b"}', "post"), BAD),
    (envelope('{"room":1,"key":"abcdefgh1","body":"a\nb"}', "post"), BAD), (envelope('{"room":1,"key":"abcdefgh1","body":"\\x41"}', "post"), BAD),
    (envelope('{"room":1,"key":"abcdefgh1","body":"\\u12"}', "post"), BAD), (envelope('{"room":1,"key":"abcdefgh1","body":""}', "post"), "bodyEmpty"),
    (envelope('{"room":1,"key":"abcdefgh1","body":"\\u200b\\u2060 \\u3000"}', "post"), "bodyEmpty"),
    (envelope('{"room":1,"key":"abcdefgh1","body":"%s"}' % ("あ" * 2_001), "post"), "bodyTooLong"),
    (envelope('{"room":1,"key":"abcdefgh1","body":"a%s"}' % ("\u0301" * 9_000), "post"), "bodyTooLong"),
    (envelope('{"room":1,"key":"short","body":"a"}', "post"), "keyInvalid"), (envelope('{"room":1,"key":"abcdefg\\u0000h","body":"a"}', "post"), "keyInvalid"),
    (envelope('{"room":1,"key":"%s","body":"a"}' % ("k" * 65), "post"), "keyInvalid"),
    (envelope('{"message":1,"sticker":"%s","on":true}' % ("s" * 5_000), "react"), "unknownSticker"),
    (envelope('{"message":1,"sticker":"like","on":1}', "react"), BAD), (envelope('{"room":1,"key":"abcdefgh1","body":{"a":1}}', "post"), BAD),
    # Names that come twice: the last one counts, also of the envelope.
    ('{"v":1,"type":"subscribe","type":"ping","ref":7}', "pong"), ('{"v":2,"v":1,"type":"ping","ref":7}', "pong"),
    ('{"v":1,"v":2,"type":"ping","ref":7}', BAD), (envelope('{"room":1,"room":9007199254740991}'), "notFound"),
    ('{"payload":{"room":9007199254740991},"ref":7,"type":"subscribe","v":1}', "notFound"),
    (envelope('{"room":9007199254740991,"__proto__":{"x":1},"constructor":null}'), "notFound"),
    # Values of every sort where none is expected.
    (envelope('{"a":[{"b":[true,false,null,-1.5e-7,"\\u0000"]}]}', "ping"), "pong"), (envelope("{" + ",".join(f'"k{i}":1' for i in range(5_000)) + "}", "ping"), "pong"),
]


def answer_of(raw: RawMember) -> dict | None:
    """The next frame that answers something; what others do in the rooms is told in between."""
    while (said := raw.next()) is not None and said["type"] == "activity":
        pass
    return said


def outcome(said: dict) -> str:
    return said["payload"]["code"] if said["type"] == "refused" else said["type"]


def test_nonsense_has_its_answer_and_the_socket_stays(server, cookies):
    with Conversation(server, cookies[0], cookies[1]):
        for start in range(0, len(KNOWN), 40):
            with RawMember(server.port, cookies[2]) as raw:
                assert raw.next()["type"] == "welcome"
                for text, expected in KNOWN[start:start + 40]:
                    raw.say(text)
                    said = answer_of(raw)
                    assert said is not None, (text[:100], raw.close_code)
                    assert outcome(said) == expected, (text[:100], said)
                    if said["type"] == "refused":
                        assert len(said["payload"]["text"]) > 5 and not said["payload"].get("temporary"), said


def mutate(text: str, chance: random.Random) -> str:
    """One frame, bent: cut, doubled, swapped, or with something strange in it. Always valid UTF-8."""
    strange = ["\x00", "\u2028", "\ufeff", "\U0010ffff", '"', "\\", "\\u", "\\ud800", "{", "}", "[", "]", ",", ":", "-", "e9", ".",
               "9" * 400, "null", "true", '{"a":' * 17, "\\u0000", "👨‍👩‍👧", "\u202e", "'", "<script>", "%s%n"]
    for _ in range(chance.randint(1, 4)):
        place, other = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        text = chance.choice([
            lambda: text[:place] + chance.choice(strange) + text[place:], lambda: text[:place] + text[other:],
            lambda: text[:other] + text[place:], lambda: text[:place] + chance.choice(strange) + text[other:],
            lambda: text[:place] + text[place:other][::-1] + text[other:]])()
        text = text or "{"
    return text


def test_hundreds_of_bent_frames_break_nothing(server, cookies):
    chance = random.Random(20_261_123)
    room = open_room(server, cookies[2])
    whole = [
        request("subscribe", 7, room=room, after={"offset": 1, "epoch": "x"}), request("post", 7, room=room, body="曲げる前の文", key="bent-frame-1"),
        request("edit", 7, message=1, body="あ"), request("delete", 7, message=1), request("react", 7, message=1, sticker="like", on=True),
        request("read", 7, room=room, offset=3), request("typing", 7, room=room), request("hide", 7, message=1, reason="x"),
        request("restore", 7, message=1), request("unsubscribe", 7, room=room), request("ping", 7)]
    answered = silent = 0
    with Conversation(server, cookies[0], cookies[1]):
        for cookie in cookies[2:6]:
            for _ in range(3):
                with RawMember(server.port, cookie) as raw:
                    bent = [mutate(chance.choice(whole), chance) for _ in range(BURST - 5)]
                    for text in bent:
                        raw.say(text)
                    raw.say(request("ping", 4_000_000_000))
                    replies = []
                    while (said := raw.next()) is not None and said.get("ref") != 4_000_000_000:
                        replies.append(said)
                    assert said is not None and said["type"] == "pong", (raw.close_code, raw.ended)
                    for one in replies:
                        if one["type"] == "refused":
                            assert one["payload"]["code"] not in ("internal", "tooFast"), one
                    answered += len([one for one in replies if one["type"] not in ("welcome", "publication", "presence", "activity", "typing")])
                    silent += len(bent)
    assert answered >= silent * 0.9, (answered, silent)


# MARK: Broken frames


def unmasked(text: bytes) -> bytes:
    return bytes([0x81, len(text)]) + text


def header(first: int, second: int, rest: bytes = b"") -> bytes:
    return bytes([first, second]) + rest


MASK = bytes(4)
#: What breaks RFC 6455, and the code it is closed with.
VIOLATIONS = {
    "unmasked": (unmasked(b'{"v":1}'), 1002), "rsv1": (header(0xC1, 0x82, MASK + b"{}"), 1002), "rsv2": (header(0xA1, 0x82, MASK + b"{}"), 1002),
    "rsv3": (header(0x91, 0x82, MASK + b"{}"), 1002), **{f"opcode {code}": (frame(b"{}", code), 1002) for code in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)},
    "fragmented ping": (frame(b"x", 9, final=False), 1002), "long ping": (frame(b"x" * 126, 9), 1002), "long close": (frame(b"\x03\xe8" + b"x" * 124, 8), 1002),
    "nothing to continue": (frame(b"x", 0), 1002), "interrupted": (frame(b"x", 1, final=False) + frame(b"{}", 1), 1002),
    "length in two bytes": (header(0x81, 0xFE, b"\x00\x05" + MASK + b"hello"), 1002), "length in eight bytes": (header(0x81, 0xFF, bytes(7) + b"\x05" + MASK + b"hello"), 1002),
    "negative length": (header(0x81, 0xFF, b"\xff" * 8 + MASK), 1002), "close of one byte": (frame(b"\x03", 8), 1002),
    **{f"close code {code}": (frame(struct.pack("!H", code), 8), 1002) for code in (0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535)},
    "close reason": (frame(b"\x03\xe8\xff", 8), 1007), "binary": (frame(b"{}", 2), 1003),
    "one byte too many": (frame(b'"' + b"a" * LONGEST_MESSAGE), 1009), "announced only": (header(0x81, 0xFF, struct.pack("!Q", 1 << 40) + MASK), 1009),
    "too many in parts": (frame(b"a" * 60_000, 1, final=False) + frame(b"a" * 5_537, 0), 1009),
    **{f"not UTF-8 {bad.hex()}": (frame(b'"' + bad + b'"'), 1007) for bad in (
        b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe3\x81", b"\x80", b"\xf8\x88\x80\x80\x80", b"\xe0\x80\xaf")},
    "half a character in parts": (frame(b'"\xe3', 1, final=False) + frame(b'"', 0), 1007), "cut character": (frame(b"\xe3\x81"), 1007),
}


def test_what_breaks_the_protocol_is_closed_with_its_code(server, cookies):
    with Conversation(server, cookies[0], cookies[1]):
        for name, (data, code) in VIOLATIONS.items():
            with RawMember(server.port, cookies[2]) as raw:
                raw.send(data)
                assert raw.wait_for_close() == code, name
                # Nothing more is heard from it.
                assert not raw.fill(), name


def test_a_message_may_be_as_long_as_allowed_and_come_in_pieces(server, cookies):
    with RawMember(server.port, cookies[0]) as raw:
        assert raw.next()["type"] == "welcome"
        text = request("ping", 1)
        raw.say(text + " " * (LONGEST_MESSAGE - len(text)))
        assert answer_of(raw)["type"] == "pong"
        data = request("ping", 2, x="あ👨‍👩‍👧").encode()
        raw.send(frame(data[:1], 1, final=False))
        for index in range(1, len(data) - 1):
            raw.send(frame(data[index:index + 1], 0, final=False) + frame(b"between", 9))
        raw.send(frame(data[-1:], 0))
        assert answer_of(raw)["type"] == "pong"


def test_fragments_that_never_end_cost_the_others_nothing(server, cookies):
    with Conversation(server, cookies[0], cookies[1]):
        before = server.resident_bytes()
        # Unfinished messages held open, nearly as long as they may be.
        holders = [RawMember(server.port, cookies[2]) for _ in range(SOCKETS_PER_MEMBER)]
        for one in holders:
            one.send(frame(b"a" * 65_000, 1, final=False))
        with RawMember(server.port, cookies[3]) as raw:
            raw.say(b"a", final=False)
            try:
                for _ in range(70):
                    raw.send(frame(b"a", 0, final=False) * 1_000)
            except ConnectionError:
                pass
            assert raw.wait_for_close() == 1009
        # Pieces without content never reach the limit.
        with RawMember(server.port, cookies[4]) as raw:
            raw.say(b"", final=False)
            try:
                for _ in range(100):
                    raw.send(frame(b"", 0, final=False) * 1_000)
            except ConnectionError:
                pass
        assert server.resident_bytes() - before < 32 * 1_048_576
        for one in holders:
            one.send(frame(b"a" * 537, 0))
            assert one.wait_for_close() == 1009
            one.close()


# MARK: Connections


def test_a_byte_a_second_is_cut(server, cookies):
    """Slow handshakes of every sort end by the header's deadline, while others talk."""
    whole = upgrade_request(server.port, cookies[2])
    starts = [b"", whole[:1], whole[:40], whole[:-3], b"GET /api/me HTTP/1.1\r\nX-a: b\r\n"]
    with Conversation(server, cookies[0], cookies[1]):
        slow = [RawSocket(server.port, timeout=0.01) for _ in starts]
        began, cut = time.monotonic(), {}
        for one, start in zip(slow, starts):
            one.send(start)
        while len(cut) < len(slow) and time.monotonic() - began < HEADER_DEADLINE + 4:
            for index, one in enumerate(slow):
                if index in cut:
                    continue
                try:
                    if not one.fill():
                        cut[index] = time.monotonic() - began
                    elif starts[index]:
                        one.send(b"a" if index else b"")
                except TimeoutError:
                    try:
                        one.send(b"X"[:bool(starts[index])])
                    except ConnectionError:
                        cut[index] = time.monotonic() - began
                except ConnectionError:
                    cut[index] = time.monotonic() - began
            time.sleep(0.9)
        assert len(cut) == len(slow), cut
        assert max(cut.values()) <= HEADER_DEADLINE + 2.5, cut
        for one in slow:
            assert b" 101 " not in one.buffer and b" 200 " not in one.buffer
            one.close()


def descriptors(server) -> int:
    return len(os.listdir(f"/proc/{server.pid}/fd"))


def test_connections_that_vanish_leave_nothing_behind(server, cookies):
    with Conversation(server, cookies[0], cookies[1]):
        before = descriptors(server)
        most = 0
        for batch in range(10):
            opened: list[RawSocket] = []
            for index in range(30):
                one = RawSocket(server.port)
                opened.append(one)
                kind = (batch * 30 + index) % 6
                if kind == 1:
                    one.send(b"GET /ws HTTP/1.1\r\nHost: local")
                elif kind == 2:
                    one.send(b"POST /api/sign-in/code HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
                elif kind >= 3:
                    one.send(upgrade_request(server.port, cookies[2 + kind % 3]))
                if kind == 4:
                    one.read_head()
                    one.send(frame(b'{"v":1,', final=False))
                elif kind == 5:
                    one.read_head()
                    one.send(frame(request("subscribe", 1, room=1)))
            most = max(most, descriptors(server))
            for index, one in enumerate(opened):
                tear(one) if index % 2 else one.close()
        assert most >= before + 20, "the attack was one"
        deadline = time.monotonic() + 8
        while descriptors(server) > before and time.monotonic() < deadline:
            time.sleep(0.1)
        assert descriptors(server) <= before
        # Nor do the places of their member stay taken.
        for cookie in cookies[2:5]:
            places = [open_when_there_is_room(server, cookie) for _ in range(SOCKETS_PER_MEMBER)]
            for one in places:
                subscribe(one, 1)
                one.close()
