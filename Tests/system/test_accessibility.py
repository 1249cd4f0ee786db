"""axe on every screen, light and dark, phone and desktop: no violations of WCAG 2.2 A and AA."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from support.browser import DESKTOP, PHONE, chromium

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_screen_has_violations(server, viewport, dark):
    cookie = next(cookie for role, cookie in server.sessions if role == "member")
    _, rooms, _ = server.get("/api/rooms", cookie=cookie)
    room = max(rooms["rooms"], key=lambda room: room["postCount"])["id"]
    _, page, _ = server.get(f"/api/rooms/{room}/messages", cookie=cookie)
    post = page["messages"][-1]["id"]
    violations = {}
    with chromium(server) as browser:
        stranger = browser.person(viewport=viewport, dark=dark)
        check(stranger, "/sign-in", violations)
        member = browser.person(cookie, viewport=viewport, dark=dark)
        for path in ("/", f"/rooms/{room}", f"/rooms/{room}/posts/{post}", "/search", "/me", "/nowhere"):
            check(member, path, violations)
    assert violations == {}


def check(person, path, violations):
    person.open(path)
    person.page.wait_for_load_state("networkidle")
    person.page.wait_for_timeout(400)
    results = Axe().run(person.page, options={"runOnly": {"type": "tag", "values": TAGS}})
    if results.response["violations"]:
        violations[path] = [
            (found["id"], [node["html"][:160] for node in found["nodes"]][:3])
            for found in results.response["violations"]]
