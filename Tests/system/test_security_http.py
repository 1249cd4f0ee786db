"""Every HTTP route, asked by strangers, other sites' pages and broken clients."""

import gzip
import re
import sqlite3
import zlib

import pytest

from support.raw import RawSocket
from support.routes import HTTP_ROUTES
from support.server import ROOT, Server, cookie_of, create_demo
from support.visitor import BEHIND_A_PROXY, Answer, Visitor

PRIVATE = [route for route in HTTP_ROUTES if route.is_private]
CHANGING = [route for route in HTTP_ROUTES if route.changes_something]
WITH_BODY = [route for route in HTTP_ROUTES if route.has_body]
LARGEST_BODY = 65_536
#: Answered `notFound` before anything else where the community is no open demo.
DEMO = "/api/demo/sign-in"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data, sessions = create_demo(tmp_path_factory.mktemp("http"), members=250, messages=60)
    with Server(data, env=BEHIND_A_PROXY) as running:
        running.sessions = sessions
        yield running


@pytest.fixture
def members(server):
    """Cookies nobody has used yet: what one test asks for must not use up another's allowance."""
    taken = getattr(server, "taken", 0)
    server.taken = taken + 2
    return [cookie for role, cookie in server.sessions if role == "member"][taken:taken + 2]


#: Routes that refuse a member before they look at the body, and who may use them.
FOR_MODERATORS = ("/api/reviews/", "/evidence", "/correction", "/playbook", "/controls", "/api/rules/test", "/api/rule-hits/")
FOR_MANAGERS = ("/api/rules",)


def sender(server, members: list[str], route) -> str:
    """The cookie of somebody who may use the route; of several in turn, so that nobody asks too fast."""
    roles = None
    if any(part in route.template for part in FOR_MODERATORS):
        roles = ("moderator", "staff", "communityManager")
    elif any(part in route.template for part in FOR_MANAGERS):
        roles = ("administrator", "communityManager")
    if roles is None:
        return members[0]
    able = [cookie for role, cookie in server.sessions if role in roles]
    return able[WITH_BODY.index(route) % len(able)]


def is_refusal(answer: Answer, status: int, code: str) -> bool:
    return answer.status == status and answer.code == code and len(answer.text) > 5


@pytest.mark.parametrize("route", PRIVATE, ids=str)
def test_nobody_is_told_anything_without_a_session(server, route):
    body = {} if route.has_body else None
    for language, pattern in [("ja", r"[ぁ-ん]"), ("en", r"^[ -~]+$"), ("en-GB,ja;q=0.5", r"^[ -~]+$"), ("fr", r"[ぁ-ん]")]:
        answer = Visitor(server, language=language).ask(route.method, route.path(), body)
        assert is_refusal(answer, 401, "signInRequired"), answer
        assert re.search(pattern, answer.text), (language, answer.text)
    for forged in ["A" * 43, "../../etc/passwd", "' OR 1=1 --", "x", "A" * 4_000, "", "%00"]:
        answer = Visitor(server, forged).ask(route.method, route.path(), body)
        assert answer.status == 401, (forged, answer)


def test_a_planted_second_cookie_makes_both_worthless(server, members):
    good = members[0]
    for line in [f"hiroba={good}; hiroba={members[1]}", f"hiroba={members[1]}; a=b; hiroba={good}",
                 f"hiroba=; hiroba={good}", f"__Host-hiroba={good}", f"Hiroba={good}", f"hiroba={good[:-1]}",
                 f"hiroba={good}x", f'hiroba="{good}"']:
        assert Visitor(server).get("/api/me", headers={"Cookie": line}).status == 401, line
    assert Visitor(server).get("/api/me", headers={"Cookie": f"other=1; hiroba={good}; more=2"}).status == 200
    # Nor does a session travel by any other way.
    for headers, path in [({"Authorization": f"Bearer {good}"}, "/api/me"), ({}, f"/api/me?hiroba={good}"),
                          ({"X-Session": good}, f"/api/me?token={good}&session={good}")]:
        assert Visitor(server).get(path, headers=headers).status == 401


@pytest.mark.parametrize("route", CHANGING, ids=str)
def test_a_body_that_a_form_could_send_is_refused(server, members, route):
    visitor = Visitor(server, members[0])
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/json",
                 "application/json-patch+json", "application/jsonp", "", None]:
        answer = visitor.ask(route.method, route.path(), raw=b"{}", headers={"Content-Type": kind})
        assert is_refusal(answer, 415, "unsupportedMediaType"), (kind, answer)


@pytest.mark.parametrize("route", CHANGING, ids=str)
def test_another_sites_page_changes_nothing(server, members, route):
    visitor = Visitor(server, members[0])
    own = f"http://localhost:{server.port}"
    foreign = ["https://evil.example", "null", "", f"https://localhost:{server.port}", f"http://localhost:{server.port + 1}",
               "http://localhost", f"{own}.evil.example", f"{own}@evil.example", f"http://evil.example/{own}",
               f"{own}/", f" {own} x", f"{own}, {own}"]
    cases = [{"Sec-Fetch-Site": site, "Origin": origin} for site in ("cross-site", "same-site", "", "Same-Origin", "x")
             for origin in (own, None)]
    cases += [{"Sec-Fetch-Site": None, "Origin": origin} for origin in [*foreign, None]]
    body = {} if route.has_body else None
    for headers in cases:
        answer = visitor.ask(route.method, route.path(), body, headers=headers)
        assert is_refusal(answer, 403, "crossSite"), (headers, answer)
    # An old browser's own page is let through, to whatever the route says then.
    answer = Visitor(server).ask(route.method, route.path(), body, headers={"Sec-Fetch-Site": None, "Origin": own})
    assert answer.code != "crossSite"


def test_a_preflight_permits_nothing(server, members):
    for route in CHANGING:
        answer = Visitor(server, members[0]).ask("OPTIONS", route.path(), headers={
            "Origin": "https://evil.example", "Access-Control-Request-Method": route.method,
            "Access-Control-Request-Headers": "content-type", "Sec-Fetch-Site": "cross-site"})
        assert answer.status in (404, 405)
        assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_a_body_that_is_too_long_is_refused(server, members, route):
    if route.template == DEMO:
        return
    cookie = sender(server, members, route)
    visitor = Visitor(server, cookie, address=f"10.1.0.{WITH_BODY.index(route)}")
    # A list of words is longer than anything else one sends.
    largest = 4 << 20 if route.template == "/api/rules/import" else LARGEST_BODY
    long = b'{"x":"' + b"a" * largest + b'"}'
    assert is_refusal(visitor.ask(route.method, route.path(), raw=long), 413, "tooLarge")
    chunked = iter([long[:30_000], long[30_000:60_000], long[60_000:]])
    assert is_refusal(visitor.ask(route.method, route.path(), raw=chunked), 413, "tooLarge")
    head = (f"{route.method} {route.path()} HTTP/1.1\r\nHost: localhost:{server.port}\r\nSec-Fetch-Site: same-origin\r\n"
            f"Cookie: hiroba={cookie}\r\nContent-Type: application/json\r\n")
    # Announced only: the refusal does not wait for what will never come.
    with RawSocket(server.port) as announced:
        announced.send((head + "Content-Length: 4000000000000\r\n\r\n{").encode())
        status, _, body = announced.read_answer()
        assert status == 413 and b"tooLarge" in body
    for length in ["-1", "abc", "+5", "0x10", "99999999999999999999999", "5, 6"]:
        with RawSocket(server.port) as liar:
            liar.send((head + f"Content-Length: {length}\r\n\r\n{{}}").encode())
            status, _, _ = liar.read_answer()
            assert status in (400, 413), (length, status)
    # Decompression is not offered, so no small body becomes a large one.
    for coding, packed in [("gzip", gzip.compress(b"{}" + b" " * 10_000_000)), ("deflate", zlib.compress(b"{}"))]:
        assert visitor.ask(route.method, route.path(), raw=packed[:60_000], headers={"Content-Encoding": coding}).status == 400


BROKEN = [
    b"", b" ", b"{", b"}", b"nul", b"[]", b'"x"', b"1", b"null", b"{}{}", b'{"a":1,}', b'{"a" 1}', b"{'a':1}", b"\xff\xfe{}",
    b"\xef\xbb\xbf{}", b'{"a":"\xc3\x28"}', b'{"a":"\\ud800"}', b'{"a":"\x00"}', b'{"a":"\\x41"}', b'{"a":01}', b'{"a":NaN}',
    b"[" * 20_000, b'{"a":' * 5_000, b'{"a":1e}', b"{\x00}", b'{"\\ud800":1}']


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
def test_what_is_no_json_is_refused_as_such(server, members, route):
    visitor = Visitor(server, sender(server, members, route), address=f"10.2.0.{WITH_BODY.index(route)}")
    for body in BROKEN:
        answer = visitor.ask(route.method, route.path(), raw=body)
        if route.template == DEMO:
            assert is_refusal(answer, 404, "notFound")
        else:  # a body whose beginning is one has its own refusal
            assert answer.code == "termsNotAccepted" and body.startswith(b"{}") or is_refusal(answer, 400, "badRequest"), (
                body[:40], answer)


UNKNOWN = [
    "/api", "/api/", "/api/nowhere", "/api/me/secret", "/api/rooms/1/secret", "/api/messages", "/API/me", "/health",
    "/health/", "/metrics", "/debug", "/debug/pprof", "/.git/config", "/.env", "/data/hiroba.sqlite", "/hiroba.sqlite",
    "/keys/vault.keys", "/assets/", "/assets/x/app.js", "/ws/", "/ws/x", "/server-status", "/openapi.yaml", "/Package.swift",
    "/api/rooms/0/messages", "/api/rooms/-1/messages", "/api/rooms/abc/messages", "/api/rooms/1e3/messages",
    "/api/rooms/9223372036854775808/messages", "/api/rooms/%31%00/messages", "/api/messages/99999999999999999999", "/api/messages/+1",
    "/api/messages/1.0", "/api/messages/%D9%A1",
]


def test_what_is_not_there_is_not_found_and_files_outside_are_out_of_reach(server, members):
    visitor = Visitor(server, members[0])
    index = visitor.get("/").raw
    build = re.search(rb"/assets/([^/]+)/", index).group(1).decode()
    assert visitor.get(f"/assets/{build}/app.js").status == 200
    climbs = [f"/assets/{build}/{climb}" for climb in [
        "../../Package.swift", "..%2f..%2fPackage.swift", "%2e%2e/%2e%2e/Package.swift", "%252e%252e/Package.swift",
        "..\\..\\Package.swift", "..%5c..%5cPackage.swift", "....//....//etc/passwd", "/etc/passwd", "%2fetc%2fpasswd",
        "app.js%00.css", "./app.js%20", "index.html", ".", "..", "%c0%ae%c0%ae/Package.swift", "~root/.profile"]]
    for path in UNKNOWN + climbs:
        answer = visitor.get(path)
        shown = answer.status == 200 and answer.raw == index  # one of the app's own addresses
        assert is_refusal(answer, 404, "notFound") or shown and not path.startswith(("/api", "/assets", "/health")), (path, answer)
        assert b"swift-tools" not in answer.raw and b"root:" not in answer.raw
    for route in HTTP_ROUTES:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {
                other.method for other in HTTP_ROUTES if other.template == route.template}:
            answer = visitor.ask(method, route.path())
            assert answer.status in (404, 405) and answer.code in ("notFound", None), (method, route, answer)


def test_trace_is_off_and_nothing_is_echoed(server, members):
    for path in ["/", "/api/me", "/api/nowhere", "/assets/x", "/health/live", "/ws"]:
        for method in ("TRACE", "TRACK", "DEBUG", "PROPFIND"):
            answer = Visitor(server, members[0]).ask(method, path, headers={"X-Canary": "kanaria-echo"})
            assert answer.status in (400, 403, 404, 405), (method, path, answer)
            assert b"kanaria-echo" not in answer.raw and members[0].encode() not in answer.raw


def test_reading_changes_nothing(tmp_path):
    """Everything GET can ask for, with every trick that turns a GET into something else."""
    data, sessions = create_demo(tmp_path, members=60, messages=60)
    cookie = cookie_of(sessions, "member")
    with Server(data) as server:  # what a first start does once is not what is looked at
        rooms = Visitor(server, cookie).get("/api/rooms").json["rooms"]
        room = max(rooms, key=lambda room: room["postCount"])["id"]
        message = Visitor(server, cookie).get(f"/api/rooms/{room}/messages").json["messages"][0]["id"]
    before = contents(data)
    with Server(data) as server:
        visitor = Visitor(server, cookie)
        for route in HTTP_ROUTES:
            for path in {route.path(room), route.path(message)}:
                for headers in ({}, {"X-HTTP-Method-Override": "DELETE"}, {"X-HTTP-Method": "PUT", "X-Method-Override": "POST"}):
                    visitor.get(path, headers=headers)
                visitor.get(path + "?_method=DELETE&on=true&body=x&key=abcdefgh12")
                visitor.ask("HEAD", path)
                visitor.get(path, raw=b'{"displayName":"x"}')
        assert visitor.get("/api/me").status == 200, "the session lives"
    assert contents(data) == before


def contents(data) -> dict[str, list]:
    """Every row of every table of a stopped server's database, but for when sessions were last seen."""
    database = sqlite3.connect(data / "hiroba.sqlite")
    try:
        tables = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")]
        found = {}
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(column for column in columns if column not in ("lastSeenAtMs", "expiresAtMs"))
            rows = [repr(row) for row in database.execute(f"SELECT {kept} FROM {table}")]
            # The server proves to itself every few seconds that it can still write.
            found[table] = sorted(row for row in rows if "probedAtMs" not in row)
        return found
    finally:
        database.close()


def test_every_answer_carries_the_headers_that_protect_it(server, members):
    visitor = Visitor(server, members[0])
    index = visitor.get("/")
    build = re.search(rb"/assets/([^/]+)/", index.raw).group(1).decode()
    answers = {
        "page": index, "client route": visitor.get("/rooms/5"), "script": visitor.get(f"/assets/{build}/app.js"),
        "style": visitor.get(f"/assets/{build}/styles/base.css"), "icon": visitor.get(f"/assets/{build}/icons/app.svg"),
        "worker": visitor.get("/sw.js"), "manifest": visitor.get("/manifest.webmanifest"),
        "known": visitor.get("/", headers={"If-None-Match": index.headers["etag"]}), "head": visitor.ask("HEAD", "/api/me"),
        "json": visitor.get("/api/me"), "no content": visitor.ask("PUT", "/api/rooms/5/follow"),
        "bad": visitor.post("/api/sign-in/code"), "stranger": Visitor(server).get("/api/me"),
        "cross-site": visitor.post("/api/sign-out", headers={"Sec-Fetch-Site": "cross-site"}),
        "missing": visitor.get("/api/nowhere"), "missing file": visitor.get("/x.php"),
        "media type": visitor.ask("POST", "/api/sign-out", raw=b"x", headers={"Content-Type": "text/plain"}),
        "too large": visitor.ask("POST", "/api/sign-in/code", raw=b"x" * 70_000), "options": visitor.ask("OPTIONS", "/api/me"),
        "live": visitor.get("/health/live"), "ready": visitor.get("/health/ready"),
    }
    assert answers["known"].status == 304 and answers["too large"].status == 413
    for name, answer in answers.items():
        for header, value in {
                "x-content-type-options": "nosniff", "referrer-policy": "same-origin",
                "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin"}.items():
            assert answer.headers.get(header) == value, (name, header)
        assert "geolocation=()" in answer.headers["permissions-policy"], name
        check_policy(answer.headers["content-security-policy"])
        check_nothing_leaks(name, answer)
        if name not in ("page", "client route", "script", "style", "icon", "worker", "manifest", "known"):
            assert answer.headers["cache-control"] == "no-store", name
    # Those that never reach the router: a socket's handshake, and what cannot be parsed.
    for name, text in {
            "not a handshake": "GET /ws HTTP/1.1\r\nHost: x\r\n\r\n", "post to the socket": "POST /ws HTTP/1.1\r\nHost: x\r\n\r\n",
            "no method": "FOO / HTTP/1.1\r\nHost: x\r\n\r\n", "no host": "GET / HTTP/1.1\r\n\r\n", "no http": "\x16\x03\x01\x02\r\n\r\n",
            "long field": f"GET / HTTP/1.1\r\nHost: x\r\nX: {'x' * 9_000}\r\n\r\n", "old": "GET / HTTP/0.9\r\n\r\n",
            "long path": f"GET /{'x' * 9_000} HTTP/1.1\r\nHost: x\r\n\r\n",
            "many fields": "GET / HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n" * 200 + "\r\n",
            "second": "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\nFOO / HTTP/1.1\r\nHost: x\r\n\r\n"}.items():
        with RawSocket(server.port) as raw:
            raw.send(text.encode("latin-1"))
            if name == "second":
                raw.read_answer()
            status, headers, body = raw.read_answer()
            assert 400 <= status < 500 or name == "old" and status == 505, (name, status)
            assert headers["connection"] == "close", (name, headers)
            if body:
                assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store", (name, headers)
                assert "frame-ancestors 'none'" in headers["content-security-policy"], (name, headers)
            check_nothing_leaks(name, Answer(status, list(headers.items()), body))


def check_policy(policy: str) -> None:
    directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"] == "'self'"
    assert directives["require-trusted-types-for"] == "'script'" and directives["form-action"] == "'self'"
    assert not re.search(r"unsafe|\*|data:|https?:|blob:", policy), policy


def check_nothing_leaks(name: str, answer: Answer) -> None:
    """No product, version, path of ours, query or stack in any header or refusal."""
    assert not {"server", "x-powered-by", "via", "x-aspnet-version"} & set(answer.headers), name
    assert not [header for header in answer.headers if header.startswith("access-control-")], name
    if answer.status >= 400:
        said = (str(answer.pairs) + answer.raw.decode(errors="replace")).lower()
        for word in ["hummingbird", "swift", "nio", "sqlite", "grdb", "stack", "fatal", "thread ", "select ", "/sources/",
                     str(ROOT).lower(), "error domain", "exception", "debug"]:
            assert word not in said, (name, word, said)


SMUGGLED = "GET /api/community HTTP/1.1\r\nHost: localhost\r\n\r\n"


def ambiguous(port: int) -> dict[str, str]:
    """Requests in which two parties could read another end, or another host (RFC 9112 §11.2)."""
    host, n = f"Host: localhost:{port}\r\n", len(SMUGGLED)
    post = f"POST /api/sign-in/code HTTP/1.1\r\n{host}Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n"
    chunks = "0\r\n\r\n" + SMUGGLED
    return {
        "length and chunks": f"{post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}",
        "chunks and length": f"{post}Transfer-Encoding: chunked\r\nContent-Length: {5 + n}\r\n\r\n{chunks}",
        "two lengths": f"{post}Content-Length: 0\r\nContent-Length: {n}\r\n\r\n{SMUGGLED}",
        "a list of lengths": f"{post}Content-Length: 0, {n}\r\n\r\n{SMUGGLED}",
        "a signed length": f"{post}Content-Length: +{n}\r\n\r\n{SMUGGLED}",
        "a negative length": f"{post}Content-Length: -1\r\n\r\n{SMUGGLED}",
        "an octal length": f"{post}Content-Length: 0o{n}\r\n\r\n{SMUGGLED}",
        "unknown coding": f"{post}Transfer-Encoding: xchunked\r\n\r\n{chunks}",
        "identity": f"{post}Transfer-Encoding: identity\r\nContent-Length: {n}\r\n\r\n{SMUGGLED}",
        "chunked, identity": f"{post}Transfer-Encoding: chunked, identity\r\n\r\n{chunks}",
        "two codings": f"{post}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n{chunks}",
        "coding with a tab": f"{post}Transfer-Encoding:\x0bchunked\r\nContent-Length: {n}\r\n\r\n{SMUGGLED}",
        "space before the colon": f"{post}Content-Length : {n}\r\n\r\n{SMUGGLED}",
        "coding before the colon": f"{post}Transfer-Encoding : chunked\r\n\r\n{chunks}",
        "folded": f"{post}X: a\r\n Content-Length: {n}\r\nTransfer-Encoding: chun\r\n ked\r\n\r\n{chunks}",
        "folded coding": f"{post}Transfer-Encoding:\r\n chunked\r\nContent-Length: {n}\r\n\r\n{SMUGGLED}",
        "bad chunk size": f"{post}Transfer-Encoding: chunked\r\n\r\nxyz\r\n{SMUGGLED}",
        "huge chunk size": f"{post}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{SMUGGLED}",
        "negative chunk size": f"{post}Transfer-Encoding: chunked\r\n\r\n-1\r\n{SMUGGLED}",
        "chunk without its end": f"{post}Transfer-Encoding: chunked\r\n\r\n1\r\naX0\r\n\r\n{SMUGGLED}",
        "a NUL in a field": f"{post}X: a\x00b\r\nContent-Length: {n}\r\n\r\n{SMUGGLED}",
        "a carriage return in a field": f"{post}X: a\rContent-Length: 0\r\nContent-Length: {n}\r\n\r\n{SMUGGLED}",
        "two hosts": f"GET / HTTP/1.1\r\n{host}Host: evil.example\r\n\r\n{SMUGGLED}",
        "no host": f"GET / HTTP/1.1\r\nX: y\r\n\r\n{SMUGGLED}",
        "a name with a space": f"GET / HTTP/1.1\r\n{host}X Y: z\r\n\r\n{SMUGGLED}",
        "an empty name": f"GET / HTTP/1.1\r\n{host}: z\r\n\r\n{SMUGGLED}",
        "a path with a space": f"GET /a b HTTP/1.1\r\n{host}\r\n{SMUGGLED}",
        "a control in the path": f"GET /a\x01b HTTP/1.1\r\n{host}\r\n{SMUGGLED}",
        "a version of later": f"GET / HTTP/9.9\r\n{host}\r\n{SMUGGLED}",
        "no version": f"GET /\r\n{host}\r\n{SMUGGLED}",
        "length with an upgrade": f"GET /ws HTTP/1.1\r\n{host}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                  f"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nContent-Length: {n}\r\n\r\n{SMUGGLED}",
        "another upgrade": f"GET /health/live HTTP/1.1\r\n{host}Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                           f"HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n{SMUGGLED}",
    }


def test_no_request_hides_in_another(server):
    for name, text in ambiguous(server.port).items():
        with RawSocket(server.port, timeout=5) as raw:
            raw.send(text.encode("latin-1"))
            try:
                said = raw.read_to_end()
            except TimeoutError:
                # The connection waits for more of the first request: it swallowed the second, as a body.
                said = raw.buffer
        # One answer; behind one that was given before its request had ended, only the end may follow.
        statuses = re.findall(rb"HTTP/1\.1 (\d+)", said)
        assert len(statuses) <= 1 or statuses[1:] == [b"400"] and raw.ended, (name, said)
        assert b"stickerGroups" not in said, (name, said)


def test_each_request_of_a_member_is_counted_and_others_are_not_slowed(server, members):
    busy, other = Visitor(server, members[0]), Visitor(server, members[1])
    answers = [busy.get("/api/me") for _ in range(260)]
    refused = [answer for answer in answers if answer.status == 429]
    assert refused and all(is_refusal(answer, 429, "tooFast") for answer in refused)
    assert all(int(answer.headers["retry-after"]) >= 1 and answer.json["error"]["retryAfterMs"] > 0 for answer in refused)
    assert other.get("/api/me").status == 200
