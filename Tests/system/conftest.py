"""Fixtures shared by the system tests."""

import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from support.server import Server, create_demo  # noqa: E402


@pytest.fixture
def community(tmp_path):
    """A demo community of 60 members with some history: its data folder and its sessions."""
    return create_demo(tmp_path, members=60, messages=300)


@pytest.fixture
def server(community):
    """A running server on that community."""
    data, sessions = community
    with Server(data) as running:
        running.sessions = sessions
        yield running
