"""Two members on phones: what they see, through tunnels, reloads and a killed server."""

import email
import email.policy
import re
import time

import pytest
from playwright.sync_api import expect

from support.browser import DESKTOP, chromium
from support.server import Server, cookie_of


@pytest.fixture
def room(server) -> int:
    _, answer, _ = server.get("/api/rooms", cookie=server.sessions[0][1])
    return next(room["id"] for room in answer["rooms"] if room["slug"] == "senpai")


@pytest.fixture
def cookies(server) -> list[str]:
    return [cookie for role, cookie in server.sessions if role == "member"]


def test_two_members_talk(server, room, cookies):
    with chromium(server) as browser:
        first, second = browser.person(cookies[0]).open_room(room), browser.person(cookies[1]).open_room(room)
        first.write("つくばみらい市の保育園、待機児童ってどうですか？")
        second.sees("つくばみらい市の保育園")

        second.menu("つくばみらい市の保育園", "コメントする")
        expect(second.page).to_have_url(re.compile(r"/posts/\d+$"))
        second.write("去年の秋に入れました。見学は早めがおすすめです。")
        comments = first.message("つくばみらい市の保育園").get_by_role("link", name=re.compile("コメント1件"))
        expect(comments).to_be_visible()
        comments.click()
        first.sees("見学は早めがおすすめです")
        first.page.go_back()

        second.page.go_back()
        second.message("つくばみらい市の保育園").get_by_role(
            "button", name="スタンプを押す", include_hidden=True).first.dispatch_event("click")
        second.page.get_by_role("dialog").get_by_role("button", name="助かりました").first.click()
        expect(first.message("つくばみらい市の保育園").get_by_role(
            "button", name=re.compile("助かりました 1件"))).to_be_visible()

        first.menu("つくばみらい市の保育園", "書き直す")
        first.composer.fill("つくばみらい市の保育園は、途中からでも入れますか？")
        first.page.get_by_role("button", name=re.compile("保存|送信")).click()
        second.sees("途中からでも入れますか")
        expect(second.message("途中からでも入れますか").get_by_text("編集済み")).to_be_visible()

        first.menu("途中からでも入れますか", "消す")
        first.page.get_by_role("dialog").get_by_role("button", name="消す", exact=True).click()
        expect(second.page.get_by_text("削除されました")).to_be_visible()
        second.sees("途中からでも入れますか", times=0)


def test_messages_written_in_a_tunnel_arrive_once_and_in_order(server, room, cookies):
    with chromium(server) as browser:
        traveller, friend = browser.person(cookies[0]).open_room(room), browser.person(cookies[1]).open_room(room)
        # The service worker must have the shell before the tunnel, as on a second visit.
        traveller.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
        traveller.page.reload()
        expect(traveller.composer).to_be_visible()
        traveller.context.set_offline(True)
        for number in range(1, 4):
            traveller.write(f"トンネルの中の{number}通目")
        expect(traveller.page.get_by_text("送信待ち").first).to_be_visible()
        traveller.page.reload()
        traveller.sees("トンネルの中の3通目")
        friend.write("トンネルの外から")
        friend.sees("トンネルの外から")
        traveller.context.set_offline(False)
        friend.sees("トンネルの中の3通目")
        traveller.sees("トンネルの外から")
        for person in (traveller, friend):
            tunnel = [body for body in person.bodies() if "トンネルの中" in body]
            assert [re.search(r"(\d)通目", body).group(1) for body in tunnel] == ["1", "2", "3"], tunnel
        expect(traveller.page.get_by_text("送信待ち")).to_have_count(0)


def test_a_killed_server_costs_a_pause_and_nothing_else(server, room, cookies):
    with chromium(server) as browser:
        first, second = browser.person(cookies[0]).open_room(room), browser.person(cookies[1]).open_room(room)
        first.write("落ちる前のことば")
        second.sees("落ちる前のことば")
        server.kill()
        first.write("落ちている間のことば")
        expect(first.page.get_by_text(re.compile("送信待ち|送信中")).first).to_be_visible()
        server.start()
        second.page.bring_to_front()
        second.sees("落ちている間のことば")
        first.sees("落ちている間のことば")
        second.write("戻ったあとのことば")
        first.sees("戻ったあとのことば")
        assert [body.split("\n")[0] for body in first.bodies()][-3:] == [
            "落ちる前のことば", "落ちている間のことば", "戻ったあとのことば"]


def test_a_hidden_message_leaves_every_screen_and_never_comes_back(server, room, cookies):
    with chromium(server) as browser:
        author, reader = browser.person(cookies[0]).open_room(room), browser.person(cookies[1]).open_room(room)
        moderator = browser.person(cookie_of(server.sessions, "moderator")).open_room(room)
        author.write("消えるべき電話番号のような何か")
        reader.sees("消えるべき電話番号")
        moderator.menu("消えるべき電話番号", "非表示にする")
        reader.sees("消えるべき電話番号", times=0)
        expect(reader.page.get_by_text("運営が非表示にしました")).to_be_visible()
        reader.page.reload()
        expect(reader.page.get_by_text("運営が非表示にしました")).to_be_visible()
        reader.sees("消えるべき電話番号", times=0)
        status, found, _ = server.get("/api/search?q=%E9%9B%BB%E8%A9%B1%E7%95%AA%E5%8F%B7%E3%81%AE%E3%82%88%E3%81%86",
                                      cookie=cookies[1])
        assert status == 200 and found["results"] == []


def test_the_enter_that_confirms_a_conversion_never_sends(server, room, cookies):
    with chromium(server) as browser:
        writer = browser.person(cookies[0], viewport=DESKTOP).open_room(room)
        before = len(writer.bodies())
        writer.composer.fill("いばらき")
        # Chrome: the confirming Enter comes while composing. Safari: after compositionend, with key code 229.
        writer.composer.evaluate("""field => {
          const key = (options) => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, cancelable: true, ...options}))
          field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}))
          key({isComposing: true, keyCode: 229})
          field.dispatchEvent(new CompositionEvent('compositionend', {data: 'いばらき', bubbles: true}))
          field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}))
          field.dispatchEvent(new CompositionEvent('compositionend', {data: 'いばらき', bubbles: true}))
          key({isComposing: false, keyCode: 229})
        }""")
        expect(writer.composer).to_have_value("いばらき")
        assert len(writer.bodies()) == before
        writer.page.wait_for_timeout(600)  # beyond the window in which Safari's late Enter may come
        writer.composer.press("Enter")
        writer.sees("いばらき")


def test_a_newcomer_signs_up_by_code(server):
    with chromium(server) as browser:
        newcomer = browser.person().open("/")
        page = newcomer.page
        page.get_by_label("メールアドレス").fill("hanako@example.jp")
        page.get_by_role("button", name="番号を送る").click()
        expect(page.get_by_label("6けたの番号")).to_be_visible()
        page.get_by_label("6けたの番号").fill(code_for(server, "hanako@example.jp"))
        page.get_by_label("広場での名前").fill("みと梅ざけ")
        page.get_by_label("年代").select_option(label="30代")
        page.get_by_label("住んでいる都道府県").select_option(label="茨城県")
        page.get_by_label("市町村").select_option(label="水戸市")
        page.get_by_role("button", name=re.compile("次へ")).click()
        page.get_by_role("button", name="同意して始める").click()
        expect(page.get_by_role("heading", name="部屋", exact=True)).to_be_visible()
    database = b"".join(path.read_bytes() for path in server.data.glob("hiroba.sqlite*"))
    assert b"hanako@example.jp" not in database, "the address must be sealed"
    assert "hanako" not in server.output(), "no address in the log"


def code_for(server, address: str) -> str:
    """The six digits of the newest e-mail to this address, as the member would read them."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        for path in sorted((server.data / "mail").glob("*.eml"), reverse=True):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            found = re.search(r"\b(\d{6})\b", mail.get_content())
            if address in str(mail["To"]) and found:
                return found.group(1)
        time.sleep(0.05)
    raise AssertionError("no e-mail arrived")


def test_older_messages_load_without_moving_what_one_reads(tmp_path):
    from support.server import create_demo
    data, sessions = create_demo(tmp_path, members=60, messages=6_000)
    with Server(data) as server:
        cookie = next(cookie for role, cookie in sessions if role == "member")
        _, answer, _ = server.get("/api/rooms", cookie=cookie)
        room = max((room for room in answer["rooms"] if room["canPost"]), key=lambda room: room["postCount"])["id"]
        with chromium(server) as browser:
            reader = browser.person(cookie).open_room(room)
            reader.page.wait_for_selector("article.message")
            first_seen = reader.page.locator("article.message").first.get_attribute("id")
            count = reader.page.locator("article.message").count()
            reader.page.locator(f"[id='{first_seen}']").scroll_into_view_if_needed()
            before = reader.page.locator(f"[id='{first_seen}']").bounding_box()["y"]
            expect(reader.page.locator("article.message")).not_to_have_count(count)
            reader.page.wait_for_timeout(300)
            after = reader.page.locator(f"[id='{first_seen}']").bounding_box()["y"]
            assert abs(after - before) <= 60, f"the message moved from {before} to {after}"
