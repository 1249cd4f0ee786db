"""Moderation as members meet it, in a real browser: reporting, waiting, being told; and that no text of theirs runs."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from support.browser import DESKTOP, PHONE, chromium, screenshot
from support.visitor import Visitor

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HELD = "LINEのID交換しませんか"


@pytest.fixture
def room(server) -> int:
    _, answer, _ = server.get("/api/rooms", cookie=server.sessions[0][1])
    return next(room["id"] for room in answer["rooms"] if room["slug"] == "senpai")


def cookies(server, role: str) -> list[str]:
    return [cookie for found, cookie in server.sessions if found == role]


def decide(server, kind: str) -> None:
    """A moderator decides about the only thing that waits."""
    moderator = Visitor(server, cookies(server, "moderator")[0])
    item = moderator.get("/api/reviews").json["items"][0]
    assert moderator.post(f"/api/reviews/{item['id']}/decision", {"kind": kind}).status == 200


def test_a_report_takes_two_taps_and_its_result_comes_back(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        author.write("通報される投稿です")
        reporter = browser.person(cookies(server, "member")[1]).open_room(room)
        reporter.menu("通報される投稿です", "通報する")
        screenshot(reporter, "report-phone")
        reporter.page.get_by_role("dialog").get_by_role("button", name="個人情報").click()
        expect(reporter.page.get_by_text(re.compile("知らせてくださり"))).to_be_visible()
        reporter.menu("通報される投稿です", "通報する")
        reporter.page.get_by_role("dialog").get_by_role("button", name="そのほか").click()
        expect(reporter.page.get_by_text(re.compile("もう知らせていただいています"))).to_be_visible()
        decide(server, "hide")
        author.sees("通報される投稿です", times=0)
        # Told once the decision can no longer be taken back.
        expect(reporter.page.get_by_text(re.compile("対応しました"))).to_be_visible(timeout=20_000)
        reporter.page.get_by_role("button", name="見る").click()
        expect(reporter.page.get_by_role("heading", name="お知らせ")).to_be_visible()
        expect(reporter.page.locator(".notice", has_text="対応しました")).to_be_visible()
        expect(reporter.page.locator(".notice__new")).to_be_visible()
        screenshot(reporter, "notices-phone")
        reporter.page.reload()
        expect(reporter.page.locator(".notice", has_text="対応しました")).to_be_visible()
        expect(reporter.page.locator(".notice__new")).to_have_count(0)
        assert author.page.get_by_text("みんなに").count() == 0


def test_a_held_text_says_why_and_can_be_taken_back(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        author.write(HELD)
        waiting = author.message(HELD)
        expect(waiting.get_by_text("確認中", exact=False).first).to_be_visible()
        expect(waiting.locator(".delivery__reason")).to_be_visible()
        screenshot(author, "held-phone")
        waiting.get_by_role("link", name="確認中の投稿を見る").click()
        mine = author.page.locator(".held-list__item", has_text=HELD)
        expect(mine).to_be_visible()
        screenshot(author, "held-list-phone")
        mine.get_by_role("button", name="取り下げる").click()
        expect(author.page.get_by_text("確認中の投稿はありません。")).to_be_visible()
        author.open_room(room)
        author.sees(HELD, times=0)
        assert Visitor(server, cookies(server, "moderator")[0]).get("/api/reviews").json["items"] == []


def test_a_held_text_appears_when_it_is_approved(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        reader = browser.person(cookies(server, "member")[1]).open_room(room)
        author.write(HELD)
        expect(author.message(HELD).locator(".delivery--held")).to_be_visible()
        reader.sees(HELD, times=0)
        decide(server, "approve")
        reader.sees(HELD)
        expect(author.message(HELD).locator(".delivery--held")).to_have_count(0)
        author.sees(HELD)
        expect(author.page.get_by_text(re.compile("確認が終わり"))).to_be_visible(timeout=20_000)


def test_a_blocked_text_is_kept_for_rewriting(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        author.write("もういい、殺すぞ")
        blocked = author.message("もういい")
        expect(blocked.locator(".delivery--failed")).to_be_visible()
        blocked.get_by_role("button", name="書き直す").click()
        expect(author.composer).to_have_value("もういい、殺すぞ")
        author.composer.fill("もういい、寝ます")
        author.page.get_by_role("button", name=re.compile("保存|送信")).last.click()
        author.sees("もういい、寝ます")
        author.sees("殺すぞ", times=0)


#: Texts that would run in a page that builds markup from them.
HOSTILE = [
    '<img src=x onerror="window.hacked=1">', "<script>window.hacked=1</script>", '"><svg onload=window.hacked=1>',
    "javascript:window.hacked=1", "https://example.test/\"onmouseover=window.hacked=1", "{{constructor.constructor('window.hacked=1')()}}",
    "<a href=\"javascript:window.hacked=1\">押す</a>", "&lt;img src=x onerror=window.hacked=1&gt;", "</textarea><img src=x onerror=window.hacked=1>",
    "＠<b onclick=window.hacked=1>名</b>",
]


def test_nothing_a_member_writes_runs_in_a_page(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        moderator = browser.person(cookies(server, "moderator")[0], viewport=DESKTOP)
        dialogs = []
        for person in (author, moderator):
            person.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for text in HOSTILE:
            author.write(f"試し書き {text}")
            expect(author.message(text).first).to_be_visible()
        reporter = Visitor(server, cookies(server, "member")[1])
        page = reporter.get(f"/api/rooms/{room}/messages").json
        message = next(one["id"] for one in page["messages"] if one["body"].startswith("試し書き"))
        assert reporter.post(f"/api/messages/{message}/reports", {"reason": "other", "note": HOSTILE[0]}).status == 201
        for path in (f"/rooms/{room}", f"/rooms/{room}/posts/{message}", "/search?q=" + "試し書き", "/reviews", "/notices"):
            moderator.open(path)
            moderator.page.wait_for_timeout(700)
            for link in moderator.page.locator("main a[href]").all():
                assert re.match(r"(https?://|/|#)", link.get_attribute("href")), link.get_attribute("href")
        moderator.open("/reviews")
        moderator.page.locator(".review-row", has_text="通報").click()
        expect(moderator.page.locator("review-card").get_by_text(HOSTILE[0]).first).to_be_visible()
        for person in (author, moderator):
            assert person.page.evaluate("() => window.hacked") is None
            assert person.page.locator("main img[src='x'], main svg[onload], main script").count() == 0
        assert dialogs == []


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_reporting_waiting_and_notices_have_no_violations(server, room, viewport, dark):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0], viewport=viewport, dark=dark).open_room(room)
        author.write(HELD)
        expect(author.message(HELD).locator(".delivery--held")).to_be_visible()
        clean(author)
        other = Visitor(server, cookies(server, "member")[1])
        page = other.get(f"/api/rooms/{room}/messages").json["messages"]
        mine = Visitor(server, cookies(server, "member")[0]).get("/api/me").json["member"]["id"]
        said = next(message["body"] for message in page if message["author"]["id"] != mine and message["body"])
        author.menu(said.split("\n")[0][:12], "通報する")
        author.page.wait_for_timeout(400)
        clean(author)
        author.page.keyboard.press("Escape")
        decide(server, "reject")
        expect(author.page.get_by_text(re.compile("公開を見送りました"))).to_be_visible(timeout=20_000)
        author.open("/notices")
        expect(author.page.locator(".notice")).to_have_count(1)
        clean(author)
        author.open("/me")
        expect(author.page.get_by_text("確認中の投稿はありません。")).to_be_visible()
        clean(author)


def clean(person) -> None:
    found = Axe().run(person.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found] == []
