"""Bytes as no well-behaved client sends them: sockets, handshakes and frames by hand."""

import base64
import json
import os
import socket
import struct
import time


class RawSocket:
    """A TCP connection that says exactly what it is told, and reads with a deadline."""

    def __init__(self, port: int, timeout: float = 10):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        #: Set when the other end is gone.
        self.ended = False

    def send(self, data: bytes) -> "RawSocket":
        self.socket.sendall(data)
        return self

    def fill(self) -> bool:
        """Reads what there is, waiting for some; False at the end of the connection."""
        try:
            data = self.socket.recv(65_536)
        except ConnectionError:
            data = b""
        self.buffer += data
        self.ended = not data
        return bool(data)

    def read_to_end(self) -> bytes:
        """Everything until the server closes."""
        while self.fill():
            pass
        return self.buffer

    def read_head(self) -> tuple[int, dict[str, str]]:
        """One answer's status and headers; what follows stays in `buffer`."""
        while b"\r\n\r\n" not in self.buffer:
            if not self.fill():
                raise AssertionError(f"the server closed without an answer: {self.buffer!r}")
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        pairs = (line.split(": ", 1) for line in lines[1:])
        return int(lines[0].split()[1]), {name.lower(): value for name, value in pairs}

    def read_answer(self) -> tuple[int, dict[str, str], bytes]:
        status, headers = self.read_head()
        length = int(headers.get("content-length", "0"))
        while len(self.buffer) < length and self.fill():
            pass
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return status, headers, body

    def close(self) -> None:
        self.socket.close()

    def __enter__(self) -> "RawSocket":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def upgrade_request(port: int, cookie: str | None, origin: str | None = "", **headers: str) -> bytes:
    """A WebSocket handshake; the server's own origin unless told otherwise, none when it is None."""
    lines = [
        "GET /ws HTTP/1.1", f"Host: localhost:{port}", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}"]
    if origin is not None:
        lines.append(f"Origin: {origin or f'http://localhost:{port}'}")
    if cookie:
        lines.append(f"Cookie: hiroba={cookie}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def frame(payload: bytes | str, opcode: int = 1, final: bool = True) -> bytes:
    """One client frame, masked with zeroes: valid, and the payload stays readable."""
    data = payload.encode() if isinstance(payload, str) else payload
    first = (0x80 if final else 0) | opcode
    if len(data) < 126:
        header = bytes([first, 0x80 | len(data)])
    elif len(data) < 65_536:
        header = bytes([first, 0x80 | 126]) + struct.pack("!H", len(data))
    else:
        header = bytes([first, 0x80 | 127]) + struct.pack("!Q", len(data))
    return header + bytes(4) + data


def request(kind: str, ref: int | None = None, **payload) -> str:
    envelope = {"v": 1, "type": kind, "payload": payload}
    if ref is not None:
        envelope["ref"] = ref
    return json.dumps(envelope, ensure_ascii=False)


class RawMember(RawSocket):
    """A signed-in WebSocket whose frames are ours to break."""

    def __init__(self, port: int, cookie: str, timeout: float = 10):
        super().__init__(port, timeout)
        self.send(upgrade_request(port, cookie))
        status, _ = self.read_head()
        assert status == 101, f"the handshake was answered with {status}"
        self.close_code: int | None = None

    def say(self, text: str | bytes, opcode: int = 1, final: bool = True) -> "RawMember":
        self.send(frame(text, opcode, final))
        return self

    def next(self) -> dict | None:
        """The next text frame, decoded; None when the server closed (`close_code`) or is gone."""
        while True:
            found = self._take()
            if found is None:
                if not self.fill():
                    return None
                continue
            opcode, payload = found
            if opcode == 1:
                return json.loads(payload)
            if opcode == 8:
                self.close_code = struct.unpack("!H", payload[:2])[0] if len(payload) >= 2 else 1005
                return None

    def ask(self, text: str | bytes, ref: int) -> dict:
        """Sends a frame and waits for the answer with this `ref`."""
        self.say(text)
        while (found := self.next()) is not None:
            if found.get("ref") == ref:
                return found
        raise AssertionError(f"the socket was closed ({self.close_code}) instead of answering {text[:200]!r}")

    def wait_for_close(self, within: float = 5) -> int | None:
        """The close code, or None when the connection ended without one."""
        deadline = time.monotonic() + within
        while self.close_code is None and not self.ended:
            if time.monotonic() > deadline:
                raise AssertionError(f"the socket was still open after {within} s")
            self.socket.settimeout(max(0.01, deadline - time.monotonic()))
            try:
                self.next()
            except TimeoutError:
                continue
        return self.close_code

    def _take(self) -> tuple[int, bytes] | None:
        """One frame of the server out of the buffer: opcode and payload."""
        if len(self.buffer) < 2:
            return None
        length, start = self.buffer[1] & 0x7F, 2
        if length == 126:
            if len(self.buffer) < 4:
                return None
            length, start = struct.unpack("!H", self.buffer[2:4])[0], 4
        elif length == 127:
            if len(self.buffer) < 10:
                return None
            length, start = struct.unpack("!Q", self.buffer[2:10])[0], 10
        if len(self.buffer) < start + length:
            return None
        opcode, payload = self.buffer[0] & 0xF, self.buffer[start:start + length]
        self.buffer = self.buffer[start + length:]
        return opcode, payload
