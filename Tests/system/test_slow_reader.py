"""Promise P7: a client that never reads costs little, is cut soon, and slows nobody."""

import asyncio
import base64
import os
import socket
import time

from support.member import Member

CLIENTS = 10
MEBIBYTE = 1_048_576


def open_deaf_socket(port: int, cookie: str, room: int) -> socket.socket:
    """Upgrades, subscribes, and never reads again."""
    deaf = socket.socket()
    deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    deaf.connect(("127.0.0.1", port))
    key = base64.b64encode(os.urandom(16)).decode()
    deaf.sendall(
        f"GET /ws HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nOrigin: http://localhost:{port}\r\n"
        f"Cookie: hiroba={cookie}\r\n\r\n".encode())
    assert b"101" in deaf.recv(1024)
    text = f'{{"v":1,"type":"subscribe","ref":1,"payload":{{"room":{room}}}}}'.encode()
    mask = bytes(4)
    deaf.sendall(bytes([0x81, 0x80 | len(text)]) + mask + text)
    return deaf


def is_cut(deaf: socket.socket) -> bool:
    """True once the server has given the connection up: seen without reading what it sent."""
    # TCP_INFO's first byte is the state; 1 is established (linux/tcp.h).
    return deaf.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != 1


def test_a_client_that_never_reads_is_cut_and_cheap(server):
    asyncio.run(drill(server))


async def drill(server):
    cookies = [cookie for role, cookie in server.sessions if role == "member"]
    _, answer, _ = server.get("/api/rooms", cookie=cookies[0])
    room = next(room["id"] for room in answer["rooms"] if room["canPost"])
    writers = [await Member(server.port, cookie, [room]).connect() for cookie in cookies[:3]]
    body = "読まない人がいても、ほかの人は困りません。" * 60

    await write(writers, room, body, seconds=2, deaf=[])
    before = server.resident_bytes()
    deaf = [open_deaf_socket(server.port, cookie, room) for cookie in cookies[20:20 + CLIENTS]]
    cut_after, peak = await write(writers, room, body, seconds=25, deaf=deaf, resident=server.resident_bytes)
    assert len(cut_after) == CLIENTS, f"only {len(cut_after)} of {CLIENTS} clients were cut"
    # Counted from when their budget could first be full; the server's own limit is 8 s over half the budget.
    assert max(cut_after) <= 20, cut_after
    growth = (peak - before) / CLIENTS
    print(f"cut after {max(cut_after):.1f} s at most, {growth / 1024:.0f} KiB each")
    assert growth <= MEBIBYTE, f"{growth / MEBIBYTE:.2f} MiB for each client that does not read"
    for writer in writers:
        assert not writer.refused or all(answer["code"] == "tooFast" for answer in writer.refused)
        await writer.close()
    for one in deaf:
        one.close()


async def write(writers, room, body, seconds, deaf, resident=lambda: 0):
    """Fills the room; notes when each deaf client was cut, and the server's largest memory."""
    began, cut, peak = time.monotonic(), {}, 0
    while time.monotonic() - began < seconds and (not deaf or len(cut) < len(deaf)):
        for writer in writers:
            await writer.post(room, body)
        await asyncio.sleep(0.06)
        peak = max(peak, resident())
        for index, one in enumerate(deaf):
            if index not in cut and is_cut(one):
                cut[index] = time.monotonic() - began
    return list(cut.values()), peak
