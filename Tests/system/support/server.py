"""A real server for a test: its own process, its own free port, its own data folder; stopped by its process id."""

import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARIES = pathlib.Path(os.environ.get("HIROBA_BINARIES", ROOT / ".build" / "debug"))
LONG = os.environ.get("HIROBA_LONG") == "1"
READY_WITHIN = 30.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def hiroba(*arguments: str, timeout: float = 300) -> subprocess.CompletedProcess:
    """Runs one command of the executable to its end."""
    return subprocess.run(
        [BINARIES / "hiroba", *arguments], capture_output=True, text=True, timeout=timeout, env=environment())


def environment(**extra: str) -> dict:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HIROBA_")}
    return {**kept, "LANG": "C.UTF-8", **extra}


class Server:
    """`hiroba serve` on a data folder."""

    def __init__(self, data: pathlib.Path, *flags: str, env: dict | None = None, port: int | None = None, scheme="http"):
        self.data = pathlib.Path(data)
        self.flags = flags
        self.env = env or {}
        self.port = port or free_port()
        self.scheme = scheme
        self.process: subprocess.Popen | None = None
        self.log = self.data.parent / f"{self.data.name}-server-{self.port}.log"

    @property
    def address(self) -> str:
        return f"{self.scheme}://localhost:{self.port}"

    @property
    def pid(self) -> int:
        return self.process.pid

    def start(self) -> "Server":
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [BINARIES / "hiroba", "serve", "--host", "127.0.0.1", "--port", str(self.port),
                 "--data", str(self.data), *self.flags],
                stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                # Drills write at a machine's pace and repeat themselves; how members write is watched, not acted on.
                env=environment(**{"HIROBA_MODERATION_BEHAVIOUR": "observe", **self.env}))
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.output()[-4000:]}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    if self.scheme != "http" or self.get("/health/ready")[0] == 200:
                        return
            except OSError:
                pass
            time.sleep(0.02)
        raise AssertionError(f"the server was not ready in {READY_WITHIN} s:\n{self.output()[-4000:]}")

    def output(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def kill(self) -> None:
        """kill -9: no farewell, no flush."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=10)

    def stop(self) -> int:
        """SIGTERM, and the exit code."""
        if self.process is None or self.process.poll() is not None:
            return self.process.returncode if self.process else 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop within 30 s:\n{self.output()[-2000:]}")

    def resident_bytes(self) -> int:
        pages = pathlib.Path(f"/proc/{self.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGESIZE")

    def get(self, path: str, cookie: str | None = None, headers: dict | None = None) -> tuple[int, dict | bytes, dict]:
        return self.request("GET", path, cookie=cookie, headers=headers)

    def request(self, method: str, path: str, body=None, cookie=None, headers=None) -> tuple[int, dict | bytes, dict]:
        """One HTTP exchange on a connection of its own: status, body (JSON decoded), headers in lower case."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=20)
        all_headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "ja", **(headers or {})}
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            all_headers.setdefault("Content-Type", "application/json")
        if cookie:
            all_headers["Cookie"] = f"hiroba={cookie}"
        try:
            connection.request(method, path, body=data, headers=all_headers)
            answer = connection.getresponse()
            raw = answer.read()
            found = {name.lower(): value for name, value in answer.getheaders()}
            if found.get("content-type", "").startswith("application/json"):
                return answer.status, json.loads(raw), found
            return answer.status, raw, found
        finally:
            connection.close()

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()


def create_demo(folder: pathlib.Path, members: int, messages: int) -> tuple[pathlib.Path, list[tuple[str, str]]]:
    """A demo community and its sessions as (role, cookie)."""
    data, sessions = folder / "data", folder / "sessions.tsv"
    made = hiroba("demo", "create", "--data", str(data), "--members", str(members), "--messages", str(messages),
                  "--sessions", str(sessions))
    assert made.returncode == 0, made.stderr
    return data, [tuple(line.split("\t")) for line in sessions.read_text().splitlines()]


def cookie_of(sessions: list[tuple[str, str]], role: str) -> str:
    return next(cookie for found, cookie in sessions if found == role)
