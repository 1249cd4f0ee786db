"""What a member tells in confidence stays there: canaries looked for in every answer, frame, log and file."""

import base64
import hashlib
import json
import re
import sqlite3
import time
import urllib.parse

import pytest

from support.raw import RawMember, RawSocket, request
from support.server import Server, create_demo
from support.visitor import BEHIND_A_PROXY, Visitor, code_for, mails_to

LOCAL, DOMAIN = "kanaria-zx81q", "himitsu-mura.example"
EMAIL = f"{LOCAL}@{DOMAIN}"
AGE, RESIDENCE = "eightiesAndOver", "470007"
ATTRIBUTES = {"ageBand": AGE, "residence": {"prefecture": RESIDENCE}}
NAME, ADDRESS, BROWSER = "小鳥のカナリヤ", "10.77.81.9", "KanariaBrowser/81.7 (zx81q)"
#: Said in public: found wherever public words are, or the search itself is broken.
PUBLIC = "公開の合言葉はヤマセミ八十一です"
EVERY_ROLE = ["member", "moderator", "communityManager", "staff", "administrator"]


def disguises(text: str) -> set[bytes]:
    """The text as it could be written somewhere without being sealed."""
    data = text.encode()
    found = {data, data.upper(), data.hex().encode(), data.hex().upper().encode(), urllib.parse.quote(text, safe="").encode(),
             text.encode("utf-16-le"), text.encode("utf-16-be"), data[::-1], json.dumps(text)[1:-1].encode()}
    # Base64 at each of the three positions, without the characters that its neighbours decide.
    for shift in range(3):
        code = base64.b64encode(b"\0" * shift + data + b"\0" * (-(shift + len(data)) % 3)).decode()
        start, end = (0, 2, 3)[shift], -(4 if (shift + len(data)) % 3 else 0) or None
        found |= {code[start + (shift > 0):end].encode(), code[start + (shift > 0):end].replace("+", "-").replace("/", "_").encode()}
    return {form for form in found if len(form) >= 6}


EMAIL_FORMS = disguises(EMAIL) | disguises(LOCAL) | disguises(DOMAIN)
#: The residence's digits alone could be part of any time; in quotes they are what they are.
TOLD_FORMS = disguises(AGE) | {f'"{RESIDENCE}"'.encode(), b'"prefecture"', b'"ageBand"'}


def traces(data: bytes, forms: set[bytes]) -> set[bytes]:
    return {form for form in forms if form in data}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data, sessions = create_demo(tmp_path_factory.mktemp("privacy"), members=60, messages=60)
    with Server(data, env={**BEHIND_A_PROXY, "HIROBA_LOG_LEVEL": "trace"}) as running:
        running.cookies = {role: [cookie for found, cookie in sessions if found == role] for role in EVERY_ROLE}
        yield running


class Canary(Visitor):
    """The member whose confidence is watched, and what others heard of what they did in public."""

    def ask(self, method, path, body=None, raw=None, headers=None):
        """As any visitor, with a browser that could be recognised."""
        return super().ask(method, path, body, raw, {"User-Agent": BROWSER, **(headers or {})})


@pytest.fixture(scope="module")
def canary(server) -> Canary:
    found = Canary(server, address=ADDRESS)
    found.listeners = [RawMember(server.port, server.cookies[role][0]) for role in EVERY_ROLE]
    code = found.request_code(EMAIL)
    found.secrets = [found.jar["hiroba-challenge"], code]
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert found.post("/api/sign-in/verify", {"code": wrong}).code == "codeWrong"
    assert found.post("/api/sign-in/verify", {"code": code}).json == {"next": "profile"}
    # Refused first: what was refused must not be told either.
    assert found.post("/api/sign-up", {"displayName": NAME, "termsVersion": 1, "attributes": {
        "ageBand": AGE, "residence": {"prefecture": RESIDENCE, "municipality": EMAIL}}}).code == "attributeInvalid"
    answer = found.post("/api/sign-up", {"displayName": NAME, "attributes": ATTRIBUTES, "termsVersion": 1})
    assert answer.status == 201, answer
    found.secrets += [found.cookie, found.jar["hiroba-known"]]
    found.answered = answer
    found.member = answer.json["member"]
    room = next(room["id"] for room in found.get("/api/rooms").json["rooms"] if room["canPost"])
    found.room = room
    for one in found.listeners:
        one.ask(request("subscribe", 1, room=room), 1)
    sticker = found.get("/api/community").json["stickers"][0]["id"]
    with RawMember(server.port, found.cookie) as raw:
        raw.ask(request("subscribe", 1, room=room), 1)
        raw.say(request("typing", room=room))
        found.message = raw.ask(request("post", 2, room=room, body=PUBLIC, key="canary-public-1"), 2)["payload"]["message"]
        raw.ask(request("edit", 3, message=found.message, body=PUBLIC + "。"), 3)
        raw.ask(request("react", 4, message=found.message, sticker=sticker, on=True), 4)
    # Changed, withdrawn and told again.
    for attributes in ({"ageBand": None}, {"residence": None}, ATTRIBUTES):
        assert found.ask("PATCH", "/api/me/attributes", attributes).status == 200
    assert found.ask("PATCH", "/api/me/attributes", {"ageBand": EMAIL}).status in (400, 422)
    return found


# MARK: Answers


def test_the_owner_alone_reads_it(server, canary):
    own = canary.get("/api/me")
    assert own.json["attributes"] == ATTRIBUTES
    assert traces(own.raw, TOLD_FORMS), "the search finds what is there"
    assert not traces(own.raw, disguises(EMAIL) | disguises(LOCAL)), "an address is masked even for its owner"
    assert not traces(canary.answered.raw, TOLD_FORMS | EMAIL_FORMS)


@pytest.mark.parametrize("role", [None, *EVERY_ROLE])
def test_no_answer_to_another_holds_it(server, canary, role):
    other = Visitor(server, server.cookies[role][-1] if role else None, address="10.77.82.1")
    if role == "member":
        assert other.post(f"/api/messages/{canary.message}/reports", {"reason": "other", "note": "確認です"}).status == 201
    author = canary.member["id"]
    quoted, name = urllib.parse.quote(PUBLIC[:8]), urllib.parse.quote(NAME)
    paths = ["/api/me", "/api/me/sessions", "/api/me/held", "/api/me/notices", "/api/rooms", f"/api/rooms/{canary.room}/messages?limit=100",
             f"/api/messages/{canary.message}", f"/api/messages/{canary.message}/comments", f"/api/messages/{canary.message}/edits",
             f"/api/messages/{canary.message}/reactions", f"/api/messages/{canary.message}/receipt", f"/api/members?q={name}",
             f"/api/members?q={LOCAL}", f"/api/members?q={urllib.parse.quote(EMAIL)}", f"/api/members?q={AGE}", f"/api/search?q={quoted}",
             f"/api/search?q={LOCAL}", f"/api/search?q={quoted}&author={author}", "/api/reviews", "/api/reviews?state=decided",
             f"/api/members/{author}", "/api/community"]
    if role and role != "member":
        items = other.get("/api/reviews").json["items"]
        paths += [f"/api/reviews/{item['id']}" for item in items]
        assert items and NAME in str(items), "the reported message is to be reviewed"
    told, everything = b"", b""
    for path in paths:
        answer = other.get(path)
        assert answer.status < 500, (path, answer)
        seen = answer.raw + str(answer.pairs).encode()
        everything += seen
        if path.startswith("/api/me") and "members" not in path or path == "/api/community":
            # One's own attributes, and the catalogue that everybody chooses from.
            assert not traces(seen, EMAIL_FORMS), path
            continue
        found = traces(seen, EMAIL_FORMS | TOLD_FORMS)
        assert not found, (path, found)
        told += seen
    if role:
        assert PUBLIC.encode() in told and NAME.encode() in told, "what is public is found by the same search"
    for secret in canary.secrets:
        assert len(secret) == 6 or secret.encode() not in everything


def test_no_frame_to_another_holds_it(server, canary):
    for role, one in zip(EVERY_ROLE, canary.listeners):
        heard = b""
        one.say(request("ping", 77))
        while (said := one.next()) is not None and said.get("ref") != 77:
            heard += json.dumps(said, ensure_ascii=False).encode()
        assert PUBLIC.encode() in heard and NAME.encode() in heard, role
        assert not traces(heard, EMAIL_FORMS | TOLD_FORMS), role


# MARK: Mail and addresses


def test_mails_and_addresses_of_pages_hold_no_secret(server, canary):
    mails = mails_to(server, EMAIL)
    assert len(mails) == 1
    text = mails[0][1].get_content()
    assert canary.secrets[1] in text
    for link in re.findall(r"https?://\S+", text):
        assert not traces(link.encode(), EMAIL_FORMS) and canary.secrets[1] not in link
    # A name of the file is told in the log: it must not be an address either.
    assert not traces(mails[0][0].encode(), EMAIL_FORMS)
    # The server takes a secret from no address bar.
    for path in [f"/api/sign-in/code?email={EMAIL}", f"/api/sign-in/verify?code={canary.secrets[1]}"]:
        assert Visitor(server, address="10.77.83.1").post(path).status == 400
        assert Visitor(server, address="10.77.83.1").get(path).status in (404, 405)


@pytest.mark.parametrize("address", [
    "a@example.jp\r\nBcc: stolen@example.jp", "a@example.jp\nBcc: stolen@example.jp", "a@example.jp\r\n\r\nstolen@example.jp", "a\r@example.jp",
    "a@example.jp, stolen@example.jp", "a@example.jp;stolen@example.jp", "stolen@example.jp <a@example.jp>", "a@example.jp\0stolen@example.jp",
    "<stolen@example.jp>", "a@exa\u2028mple.jp", '"a\r\nBcc: stolen@example.jp"@example.jp', "=?utf-8?q?a=0D=0ABcc:stolen@example.jp?=@example.jp",
    "a@[127.0.0.1]", "\u202estolen@example.jp"])
def test_no_address_becomes_another_header(server, address):
    before = {path.name for path in (server.data / "mail").glob("*.eml")}
    answer = Visitor(server, address="10.77.84.1").post("/api/sign-in/code", {"email": address})
    if answer.status == 200:  # an odd address is one: but it is one, and nothing else
        code_for(server, "example.jp")
        time.sleep(0.1)
        new = [path for path in (server.data / "mail").glob("*.eml") if path.name not in before]
        heads = [path.read_bytes().split(b"\r\n\r\n")[0].split(b"\n\n")[0] for path in new]
        assert not [head for head in heads if re.search(rb"(?im)^bcc|stolen", head)], heads
    else:
        assert answer.code == "invalidEmail", answer
        assert {path.name for path in (server.data / "mail").glob("*.eml")} == before


# MARK: Logs

TOKEN = "FORGED81"
FORGERIES = [f"x\n2026-11-23T00:00:00.000Z notice {TOKEN} it=happened", f"x\r\n{TOKEN}", f"x\r{TOKEN}", f"\x1b[31m{TOKEN}\x1b[0m", f"\x1b]0;{TOKEN}\x07",
             f"x\x0b{TOKEN}", f"x\x85{TOKEN}", f"x\u2028{TOKEN}", f"\u202e{TOKEN}", f"x\0{TOKEN}", f"\x9b31m{TOKEN}", f"%s%n${{jndi:{TOKEN}}}"]


def forge(server, cookie: str) -> None:
    """Puts lines of our own wherever somebody's text could be noted."""
    stranger, member = Visitor(server, address="10.77.85.1"), Visitor(server, cookie)
    for number, text in enumerate(FORGERIES):
        quoted = urllib.parse.quote(text, safe="")
        for path in [f"/{quoted}", f"/api/{quoted}", f"/api/rooms/{quoted}/messages", f"/api/search?q={quoted}", f"/assets/{quoted}/app.js"]:
            assert member.get(path).status < 500
        assert stranger.post("/api/sign-in/code", {"email": f"{text}@example.jp"}).status < 500
        assert stranger.post("/api/sign-in/verify", {"code": text}).status < 500
        assert stranger.post("/api/sign-up", {"displayName": text, "termsVersion": 1, "attributes": {"ageBand": text}}).status < 500
        assert member.post("/api/setup", {"token": text}).status < 500
        for name in ["User-Agent", "Referer", "X-Forwarded-For", "X-Request-ID", "Accept-Language", "Host", "Origin", "Cookie"]:
            with RawSocket(server.port, timeout=3) as raw:
                raw.send(f"GET /api/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{name}: {text}\r\n\r\n".encode())
                assert b" 500 " not in raw.read_to_end().split(b"\r\n")[0]
        with RawSocket(server.port, timeout=3) as raw:
            raw.send(f"{text} / HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            raw.read_to_end()
        with RawMember(server.port, cookie) as raw:
            for frame in [json.dumps({"v": 1, "type": text, "ref": 1}), json.dumps({"v": 1, "type": "post", "ref": 2, "payload": {
                    "room": 6, "body": text, "key": f"forged-{number}-00"}}), json.dumps({"v": 1, "type": "hide", "ref": 3, "payload": {
                        "message": 1, "reason": text}}), text]:
                raw.say(frame)
            raw.ask(request("ping", 9), 9)
            raw.say(b"\x03\xe8" + text.encode()[:100], opcode=8)
            raw.wait_for_close()


LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (trace|debug|info|notice|warning|error|critical) \S.*")


def test_nobody_writes_lines_of_their_own_into_the_log(server, canary):
    before = len(server.log.read_bytes())
    forge(server, server.cookies["member"][1])
    time.sleep(0.3)
    new = server.log.read_bytes()[before:]
    assert new.count(b" http.request ") >= len(FORGERIES) * 8, "requests are noted at this level"
    for line in new.decode().split("\n")[:-1]:
        assert LINE.fullmatch(line), repr(line)
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", new), re.findall(rb".{60}[\x00-\x09\x0b-\x1f\x7f].{60}", new)[:3]
    for strange in ["\x85", "\x9b", "\u2028", "\u202e"]:
        assert strange.encode() not in new, repr(strange)
    assert TOKEN.encode() not in new, re.findall(rb"[^\n]*FORGED81[^\n]*", new)[:5]


def test_the_log_names_nobody(server, canary):
    """Even at its most talkative: no address, no attribute, no words, no secret, not where somebody came from."""
    canary.get(f"/api/search?q={LOCAL}")
    canary.get(f"/api/messages/{canary.message}?email={urllib.parse.quote(EMAIL)}", headers={"Referer": f"http://localhost/{EMAIL}"})
    time.sleep(0.3)
    log = server.log.read_bytes()
    assert b" http.request " in log and b"/api/sign-up" in log and str(server.port).encode() in log, "the log was read"
    assert not traces(log, EMAIL_FORMS | TOLD_FORMS)
    for text in [NAME, PUBLIC, BROWSER, "zx81q", ADDRESS, *canary.secrets]:
        assert not re.search(rb"(?<![\w-])" + re.escape(text.encode()) + rb"(?![\w-])", log), text


# MARK: Files. Last, because the server is stopped.


def files(server) -> dict[str, bytes]:
    """Every file of the data folder but the mails that were to be sent."""
    found = {}
    for path in server.data.rglob("*"):
        if path.is_file() and "mail" not in path.relative_to(server.data).parts:
            found[str(path.relative_to(server.data))] = path.read_bytes()
    return found


def check_files(server, canary, expected: set[str]) -> None:
    everything = files(server)
    holders = {name for name, data in everything.items() if PUBLIC.encode() in data}
    assert holders & expected, (holders, list(everything))
    for name, data in everything.items():
        found = traces(data, EMAIL_FORMS)
        # The catalogue's own names may stand in a schema, but not what a member chose.
        found |= traces(data, disguises(AGE) | {f'"{RESIDENCE}"'.encode()})
        assert not found, (name, found)
        for secret in canary.secrets:
            if len(secret) > 6:
                assert not traces(data, {secret.encode(), secret.encode().hex().encode(), *raw_bytes(secret)}), name
        for text in (BROWSER, ADDRESS):
            assert text.encode() not in data, (name, text)


def raw_bytes(token: str) -> set[bytes]:
    return {base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))}


def test_the_database_and_its_log_hold_nothing_in_plain_text(server, canary):
    assert (server.data / "hiroba.sqlite-wal").stat().st_size > 0
    check_files(server, canary, {"hiroba.sqlite", "hiroba.sqlite-wal"})
    assert server.stop() == 0
    check_files(server, canary, {"hiroba.sqlite"})
    # And no column of any table, decoded, does: neither the code nor a hash that anyone could make.
    database = sqlite3.connect(f"file:{server.data / 'hiroba.sqlite'}?mode=ro", uri=True)
    try:
        row = database.execute("SELECT count(*) FROM signInChallenge").fetchone()
        assert row[0] >= 1
        guesses = {text for value in (EMAIL, EMAIL.upper(), canary.secrets[1]) for text in (
            hashlib.sha256(value.encode()).digest(), hashlib.md5(value.encode()).digest(), hashlib.sha1(value.encode()).digest())}
        for table, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0").fetchall():
            for values in database.execute(f'SELECT * FROM "{table}"'):
                for value in values:
                    assert value != canary.secrets[1] and value not in guesses, table
                    if isinstance(value, bytes):
                        assert not any(guess in value for guess in guesses), table
    finally:
        database.close()
