"""Members in a real browser: Debian's Chromium at phone size, watched for everything a page must not do."""

import contextlib
import pathlib
import re

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
CHROMIUM = "/usr/bin/chromium"

expect.set_options(timeout=15_000)


class Complaints:
    """What pages complained of: errors, refused content, requests to anyone else."""

    def __init__(self, server):
        self.server = server
        self.found: list[str] = []
        #: Parts of messages that belong to what the test does on purpose, such as killing the server.
        self.expected = re.compile(r"ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET"
                                   r"|WebSocket connection to|status of 401|status of 409|ERR_NETWORK_CHANGED|ERR_EMPTY_RESPONSE|net::ERR_FAILED")

    def watch(self, page: Page) -> None:
        page.on("console", lambda message: self.note(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.note(f"uncaught: {error}"))
        page.on("request", lambda request: self.note(f"foreign request: {request.url}")
                if not re.match(r"(https?|wss?)://localhost:|blob:|data:", request.url) else None)

    def note(self, text: str) -> None:
        if not self.expected.search(text):
            self.found.append(text)


@contextlib.contextmanager
def chromium(server):
    """Opens the browser; at the end no page may have complained."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        complaints = Complaints(server)
        try:
            yield Browser(browser, server, complaints)
        finally:
            browser.close()
        assert complaints.found == [], complaints.found


class Browser:
    def __init__(self, browser, server, complaints):
        self.browser, self.server, self.complaints = browser, server, complaints

    def person(self, cookie: str | None = None, viewport: dict = PHONE, dark: bool = False) -> "Person":
        context = self.browser.new_context(
            viewport=viewport, device_scale_factor=2, locale="ja-JP", timezone_id="Asia/Tokyo",
            has_touch=viewport is PHONE, color_scheme="dark" if dark else "light")
        if cookie:
            context.add_cookies([{"name": "hiroba", "value": cookie, "url": self.server.address}])
        page = context.new_page()
        self.complaints.watch(page)
        return Person(context, page, self.server)


class Person:
    """One member's browser."""

    def __init__(self, context: BrowserContext, page: Page, server):
        self.context, self.page, self.server = context, page, server

    def open(self, path: str) -> "Person":
        self.page.goto(self.server.address + path)
        return self

    def open_room(self, room: int) -> "Person":
        self.open(f"/rooms/{room}")
        expect(self.composer).to_be_visible()
        return self

    @property
    def composer(self):
        """Where one writes now: the thread's, when one is open over the room."""
        return self.page.get_by_role("textbox", name=re.compile("^(話題|コメント)を書く")).last

    def write(self, text: str) -> None:
        self.composer.fill(text)
        self.page.get_by_role("button", name="送信").last.click()

    def message(self, text: str):
        """The message that says this."""
        return self.page.locator("article.message", has_text=text)

    def sees(self, text: str, times: int = 1) -> None:
        expect(self.message(text)).to_have_count(times)

    def menu(self, text: str, entry: str) -> None:
        """Opens the message's menu and chooses an entry."""
        article = self.message(text)
        article.scroll_into_view_if_needed()
        article.get_by_role("button", name="メニュー", include_hidden=True).dispatch_event("click")
        self.page.get_by_role("dialog").get_by_role("button", name=entry, exact=True).click()

    def bodies(self) -> list[str]:
        return self.page.locator("article.message .message__body").all_inner_texts()


def screenshot(person: Person, name: str) -> None:
    """Kept beside the test's other files, for a person to look at."""
    folder = pathlib.Path(person.server.data).parent
    person.page.screenshot(path=folder / f"{name}.png")
