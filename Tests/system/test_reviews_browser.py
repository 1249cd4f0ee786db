"""The moderators' console in a real browser: held, reported, hidden and undone, on a phone and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from support.browser import DESKTOP, PHONE, chromium, screenshot

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: A text that is held in a new community.
HELD = "LINEのID交換しませんか"


@pytest.fixture
def room(server) -> int:
    _, answer, _ = server.get("/api/rooms", cookie=server.sessions[0][1])
    return next(room["id"] for room in answer["rooms"] if room["slug"] == "senpai")


def cookies(server, role: str) -> list[str]:
    return [cookie for found, cookie in server.sessions if found == role]


def card(person, text: str):
    return person.page.locator("review-card", has_text=text)


def test_a_held_text_is_seen_at_once_and_published_with_one_tap(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        moderator = browser.person(cookies(server, "moderator")[0]).open("/reviews")
        expect(moderator.page.get_by_role("heading", name="見守り")).to_be_visible()
        author.write(HELD)
        held = card(moderator, HELD)
        expect(held).to_be_visible()
        expect(held.locator("mark").first).to_be_visible()
        expect(held.get_by_text("保留")).to_be_visible()
        screenshot(moderator, "reviews-phone")
        assert held.get_by_role("button", name="公開する").bounding_box()["height"] >= 44
        held.get_by_role("button", name="公開する").click()
        expect(held).to_have_count(0)
        author.sees(HELD)
        reader = browser.person(cookies(server, "member")[1]).open_room(room)
        reader.sees(HELD)


def test_a_decision_can_be_taken_back_and_the_text_stays_unpublished(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        moderator = browser.person(cookies(server, "moderator")[0]).open("/reviews")
        author.write(HELD)
        card(moderator, HELD).get_by_role("button", name="公開しない").click()
        expect(card(moderator, HELD)).to_have_count(0)
        moderator.page.get_by_role("button", name="元に戻す").click()
        expect(card(moderator, HELD)).to_be_visible()
        card(moderator, HELD).get_by_role("button", name="ほかの対応").click()
        moderator.page.get_by_role("button", name="人を傷つける言葉").click()
        moderator.page.get_by_role("dialog").get_by_role("button", name="公開しない").click()
        expect(card(moderator, HELD)).to_have_count(0)
        moderator.page.get_by_role("button", name="済んだもの").click()
        decided = moderator.page.locator("review-card").first
        expect(decided.get_by_text("人を傷つける言葉")).to_be_visible()
        decided.get_by_role("button", name="もとの文").click()
        moderator.page.get_by_label("見る理由").fill("判断を確かめるため")
        moderator.page.get_by_role("button", name="封を開けて見る").click()
        expect(moderator.page.get_by_role("dialog").get_by_text(HELD)).to_be_visible()


def test_a_message_hidden_on_a_phone_leaves_every_screen_with_a_receipt(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        author.write("消えるべき住所です 笠原町")
        reader = browser.person(cookies(server, "member")[1]).open_room(room)
        reader.sees("消えるべき住所です")
        thread = browser.person(cookies(server, "member")[2]).open_room(room)
        thread.menu("消えるべき住所です", "コメントする")
        moderator = browser.person(cookies(server, "moderator")[0]).open_room(room)
        moderator.message("消えるべき住所です").get_by_role("button", name=re.compile("非表示にする"), include_hidden=True).first.click()
        for person in (author, reader):
            person.sees("消えるべき住所です", times=0)
        expect(thread.page.get_by_text("消えるべき住所です")).to_have_count(0)
        receipt = moderator.page.locator("receipt-strip")
        expect(receipt.get_by_text("どの画面からも消えました")).to_be_visible()
        expect(receipt.get_by_text(re.compile(r"表示中の画面 [1-9]\d* → 0"))).to_be_visible()
        screenshot(moderator, "receipt-phone")
        receipt.get_by_role("button", name="お知らせを送る").click()
        moderator.page.get_by_role("dialog").get_by_role("button", name="送る", exact=True).click()
        expect(moderator.page.get_by_text(re.compile("人に知らせました"))).to_be_visible()
        reader.open("/search?q=" + "消えるべき住所")
        expect(reader.page.get_by_text(re.compile("見つかりませんでした"))).to_be_visible()
        receipt.get_by_role("button", name="表示に戻す").click()
        author.sees("消えるべき住所です")


def test_what_one_moderator_works_on_is_locked_for_the_other(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        author.write(HELD)
        first = browser.person(cookies(server, "moderator")[0], viewport=DESKTOP).open("/reviews")
        expect(card(first, HELD)).to_be_visible()
        second = browser.person(cookies(server, "moderator")[1]).open("/reviews")
        expect(card(second, HELD).get_by_text(re.compile("確認中です"))).to_be_visible()
        expect(card(second, HELD).get_by_role("button", name="公開する")).to_be_disabled()
        first.page.locator(".shell__name").click()
        expect(card(second, HELD).get_by_role("button", name="公開する")).to_be_enabled()


def test_the_queue_is_worked_by_keyboard(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        for number in range(3):
            author.write(f"{HELD} その{number}")
            expect(author.message(f"その{number}")).to_be_visible()
        moderator = browser.person(cookies(server, "moderator")[0], viewport=DESKTOP).open("/reviews")
        rows = moderator.page.locator(".review-row")
        expect(rows).to_have_count(3)
        expect(card(moderator, "その0")).to_be_visible()
        moderator.page.keyboard.press("j")
        expect(card(moderator, "その1")).to_be_visible()
        moderator.page.keyboard.press("r")
        expect(rows).to_have_count(2)
        expect(card(moderator, "その2")).to_be_visible()
        moderator.page.keyboard.press("k")
        moderator.page.keyboard.press("a")
        expect(rows).to_have_count(1)
        reader = browser.person(cookies(server, "member")[1]).open_room(room)
        reader.sees("その0")
        reader.sees("その1", times=0)
        moderator.page.keyboard.press("?")
        expect(moderator.page.get_by_role("dialog")).to_be_visible()
        screenshot(moderator, "reviews-keys")


def test_members_find_no_console(server, room):
    with chromium(server) as browser:
        member = browser.person(cookies(server, "member")[0]).open("/reviews")
        expect(member.page.get_by_role("heading", name="ページが見つかりません").first).to_be_attached()
        expect(member.page.get_by_role("link", name="見守り")).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_console_has_no_violations(server, room, viewport, dark):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        author.write(HELD)
        moderator = browser.person(cookies(server, "moderator")[0], viewport=viewport, dark=dark).open("/reviews")
        expect(card(moderator, HELD)).to_be_visible()
        moderator.page.wait_for_timeout(500)
        screenshot(moderator, f"reviews-{'dark' if dark else 'light'}-{viewport['width']}")
        found = Axe().run(moderator.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found] == []
        card(moderator, HELD).get_by_role("button", name="前後と経歴").click()
        expect(moderator.page.get_by_role("dialog").get_by_text("これまで")).to_be_visible()
        moderator.page.wait_for_timeout(500)
        screenshot(moderator, f"surroundings-{'dark' if dark else 'light'}-{viewport['width']}")
        found = Axe().run(moderator.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found] == []


def test_the_shield_goes_up_and_down_with_a_tap_and_everyone_is_told(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        moderator = browser.person(cookies(server, "moderator")[0]).open_room(room)
        moderator.page.get_by_role("button", name="部屋の調整").click()
        moderator.page.get_by_role("button", name="全員の投稿").click()
        expect(author.page.locator("room-notice")).to_contain_text("確認してから公開")
        screenshot(moderator, "controls-phone")
        found = Axe().run(moderator.page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found] == []
        moderator.page.keyboard.press("Escape")
        author.write("盾の向こうの投稿")
        expect(author.message("盾の向こうの投稿").locator(".delivery--held")).to_be_visible()
        moderator.sees("盾の向こうの投稿", times=0)
        screenshot(author, "shield-phone")
        moderator.page.locator("room-notice").get_by_role("button", name="すべて解除").click()
        expect(author.page.locator("room-notice")).to_be_hidden()
        author.write("盾のあとの投稿")
        moderator.sees("盾のあとの投稿")


def test_slow_mode_says_how_long_and_sends_by_itself(server, room):
    with chromium(server) as browser:
        author = browser.person(cookies(server, "member")[0]).open_room(room)
        moderator = browser.person(cookies(server, "moderator")[0]).open_room(room)
        moderator.page.get_by_role("button", name="部屋の調整").click()
        moderator.page.get_by_role("button", name="10秒", exact=True).click()
        expect(author.page.locator("room-notice")).to_contain_text("10秒に1回")
        author.write("一通目です")
        author.write("二通目です")
        expect(author.message("二通目です").locator(".delivery--waiting")).to_contain_text("読める速さ")
        moderator.page.keyboard.press("Escape")
        moderator.sees("二通目です")
