"""A short load run that checks correctness only: speed is measured by hand (docs/performance.md)."""

import json
import subprocess

import pytest

from support.server import BINARIES

SCENARIOS = {
    "chat": ["chat", "--members", "50", "--rooms", "5", "--rate", "40", "--seconds", "5"],
    "event": ["event", "--members", "50", "--posters", "20", "--rate", "40", "--seconds", "5"],
    "storm": ["storm", "--members", "50", "--rate", "10", "--seconds", "9"],
    "resume": ["resume", "--members", "40", "--rate", "30", "--drops", "0.5", "--seconds", "8"],
    "post": ["post", "--senders", "20", "--rooms", "3", "--seconds", "3"],
    "idle": ["idle", "--members", "50", "--seconds", "1"],
}


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_load_run_is_correct(server, tmp_path, scenario):
    sessions = tmp_path / "sessions.tsv"
    _, rooms, _ = server.get("/api/rooms", cookie=server.sessions[0][1])
    first = next(room["id"] for room in rooms["rooms"] if room["slug"] == "senpai")
    result = tmp_path / "result.json"
    run = subprocess.run(
        [BINARIES / "loadtest", *SCENARIOS[scenario], "--port", str(server.port), "--sessions", sessions,
         "--first-room", str(first), "--json", result, "--server-pid", str(server.pid)],
        capture_output=True, text=True, timeout=180)
    assert run.returncode == 0, run.stdout + run.stderr + server.output()[-2000:]
    report = json.loads(result.read_text())
    assert report["faults"] == []
    if scenario != "idle":
        assert report["figures"]["acknowledged (durable) count"] > 0
