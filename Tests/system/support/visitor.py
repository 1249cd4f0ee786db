"""A browser without screens: keeps cookies like one, and signs up by the code in the mail folder."""

import email
import email.policy
import http.client
import http.cookies
import json
import re
import time


#: Settings of a server that believes where a `Visitor` says it comes from: limits for strangers count addresses.
BEHIND_A_PROXY = {"HIROBA_HTTP_TRUSTED_PROXIES": "127.0.0.1"}


class Answer:
    """One HTTP answer: status, headers in lower case, bytes, and the body decoded when it is JSON."""

    def __init__(self, status: int, headers: list[tuple[str, str]], raw: bytes):
        self.status, self.raw = status, raw
        self.pairs = [(name.lower(), value) for name, value in headers]
        self.headers = dict(self.pairs)

    @property
    def json(self) -> dict:
        return json.loads(self.raw)

    @property
    def code(self) -> str | None:
        """The code of a refusal; None for anything else."""
        if not self.headers.get("content-type", "").startswith("application/json"):
            return None
        return self.json.get("error", {}).get("code") if self.raw else None

    @property
    def text(self) -> str:
        return self.json["error"]["text"]

    @property
    def cookies(self) -> list[str]:
        return [value for name, value in self.pairs if name == "set-cookie"]

    def __repr__(self) -> str:
        return f"<{self.status} {self.raw[:300]!r}>"


class Visitor:
    """Somebody's browser. `ask` is one request on a connection of its own.

    `address` is where it seems to come from, to a server that trusts `BEHIND_A_PROXY`.
    """

    def __init__(self, server, cookie: str | None = None, language: str = "ja", address: str | None = None):
        self.server, self.language, self.address = server, language, address
        self.jar: dict[str, str] = {"hiroba": cookie} if cookie else {}
        self.member: dict | None = None

    @property
    def cookie(self) -> str | None:
        return self.jar.get("hiroba")

    def ask(self, method: str, path: str, body=None, raw: bytes | None = None, headers: dict | None = None) -> Answer:
        """`body` is sent as JSON, `raw` as it is. A header whose value is None is left out."""
        every = {"Sec-Fetch-Site": "same-origin", "Accept-Language": self.language}
        data = raw if body is None else json.dumps(body).encode()
        if data is not None:
            every["Content-Type"] = "application/json"
        if self.jar:
            every["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        if self.address:
            every["X-Forwarded-For"] = self.address
        every.update(headers or {})
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.request(method, path, body=data, headers={
                "Host": f"localhost:{self.server.port}", **{name: value for name, value in every.items() if value is not None}})
            found = connection.getresponse()
            answer = Answer(found.status, found.getheaders(), found.read())
        finally:
            connection.close()
        for line in answer.cookies:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    self.jar.pop(name, None)
                else:
                    self.jar[name] = morsel.value
        return answer

    def get(self, path: str, **more) -> Answer:
        return self.ask("GET", path, **more)

    def post(self, path: str, body: dict | None = None, **more) -> Answer:
        return self.ask("POST", path, {} if body is None else body, **more)

    def request_code(self, address: str) -> str:
        """Asks for a code and reads it from the e-mail."""
        answer = self.post("/api/sign-in/code", {"email": address})
        assert answer.status == 200, answer
        return code_for(self.server, address)

    def sign_up(self, address: str, name: str, attributes: dict | None = None, **extra) -> Answer:
        code = self.request_code(address)
        answer = self.post("/api/sign-in/verify", {"code": code})
        assert answer.json == {"next": "profile"}, answer
        answer = self.post("/api/sign-up", {
            "displayName": name, "attributes": attributes or {}, "termsVersion": 1, **extra})
        if answer.status == 201:
            self.member = answer.json["member"]
        return answer


def mails_to(server, address: str) -> list[tuple[str, email.message.EmailMessage]]:
    """Every e-mail to the address in the mail folder, oldest first: file name and message."""
    found = []
    for path in sorted((server.data / "mail").glob("*.eml")):
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if address in str(mail["To"]):
            found.append((path.name, mail))
    return found


def code_for(server, address: str, after: int = 0) -> str:
    """The six digits of the newest e-mail to the address, once there are more than `after`."""
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        mails = mails_to(server, address)
        if len(mails) > after:
            return re.search(r"\b(\d{6})\b", mails[-1][1].get_content()).group(1)
        time.sleep(0.02)
    raise AssertionError(f"no e-mail to {address} arrived")
