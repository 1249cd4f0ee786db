"""`hiroba audit verify`: the audit log from the command line."""

import sqlite3
import subprocess

from support.server import BINARIES, environment


def hiroba(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([BINARIES / "hiroba", *arguments], capture_output=True, text=True, timeout=120,
                          env={**environment(), "LC_ALL": "en_US.UTF-8", "LANG": "en_US.UTF-8"})


def test_the_first_bad_row_is_named_and_a_sound_log_is_counted(tmp_path):
    data = tmp_path / "data"
    made = hiroba("demo", "create", "--data", str(data), "--members", "60", "--messages", "300",
                  "--sessions", str(tmp_path / "sessions.tsv"))
    assert made.returncode == 0, made.stderr
    sound = hiroba("audit", "verify", "--data", str(data))
    assert sound.returncode == 0, sound.stderr
    assert "rows are right" in sound.stdout or "正しい行" in sound.stdout

    database = sqlite3.connect(data / "hiroba.sqlite")
    database.execute("UPDATE auditHead SET rowCount = rowCount + 1")
    database.commit()
    database.close()
    short = hiroba("audit", "verify", "--data", str(data))
    assert short.returncode == 1
    assert "missing" in short.stdout or "なくなっています" in short.stdout


def test_a_folder_without_a_database_is_told(tmp_path):
    answer = hiroba("audit", "verify", "--data", str(tmp_path))
    assert answer.returncode == 78
    assert str(tmp_path) in answer.stderr
