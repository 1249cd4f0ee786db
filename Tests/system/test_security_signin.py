"""Signing in, tried by those who guess, steal, plant and flood."""

import concurrent.futures
import re
import secrets
import sqlite3
import time

import pytest

from support.raw import RawSocket
from support.server import Server, create_demo
from support.visitor import BEHIND_A_PROXY, Answer, Visitor, code_for, mails_to

TRIES = 5
CODES_BY_CLIENT = 6
KNOWN_BROWSER_CODES = 3


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data, sessions = create_demo(tmp_path_factory.mktemp("signin"), members=60, messages=40)
    with Server(data, env=BEHIND_A_PROXY) as running:
        running.sessions = sessions
        yield running


def browser(server) -> Visitor:
    """Somebody new, from an address of their own."""
    return Visitor(server, address=f"10.{secrets.randbelow(200)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}")


def somebody() -> str:
    return f"hito-{secrets.token_hex(6)}@example.jp"


def member(server, address: str) -> Visitor:
    """Who has just joined with this address."""
    found = browser(server)
    assert found.sign_up(address, f"ひと{secrets.token_hex(3)}").status == 201
    return found


def enter(who: Visitor, code: str) -> Answer:
    return who.post("/api/sign-in/verify", {"code": code})


def other(code: str, step: int = 1) -> str:
    return f"{(int(code) + step) % 1_000_000:06d}"


def at_once(calls: list) -> list[Answer]:
    with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
        return [one.result() for one in [pool.submit(call) for call in calls]]


def copy(who: Visitor) -> Visitor:
    """The same browser once more: a request of its own cannot change the first one's cookies."""
    found = Visitor(who.server, address=who.address)
    found.jar = dict(who.jar)
    return found


# MARK: The code


def test_five_tries_kill_a_code(server):
    who = browser(server)
    code = who.request_code(somebody())
    assert [enter(who, other(code, step)).code for step in range(1, TRIES + 1)] == ["codeWrong"] * (TRIES - 1) + ["codeTriesUsedUp"]
    for _ in range(3):
        answer = enter(who, code)
        assert (answer.status, answer.code) == (422, "codeTriesUsedUp") and not answer.cookies


def test_the_last_try_may_be_the_right_one(server):
    who = browser(server)
    code = who.request_code(somebody())
    for step in range(1, TRIES):
        assert enter(who, other(code, step)).code == "codeWrong"
    assert enter(who, code).json == {"next": "profile"}


def test_what_cannot_be_a_code_is_not_a_try(server):
    who = browser(server)
    code = who.request_code(somebody())
    for text in ["", " ", "12345", "1234567", "abcdef", "１２３４５", "٠١٢٣٤٥", "-12345", "1e5", "0x1234", "9" * 120, f"{code}\0", f"{code}'--"]:
        assert enter(who, text).code in ("codeWrong", "badRequest"), text
    full_width = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in code)
    assert enter(who, f" {full_width[:3]}－{full_width[3:]}　").json == {"next": "profile"}


def test_guesses_at_the_same_moment_are_not_more_guesses(server):
    who = browser(server)
    code = who.request_code(somebody())
    answers = at_once([lambda step=step: enter(copy(who), other(code, step)) for step in range(1, 21)])
    codes = [answer.code for answer in answers]
    assert codes.count("codeWrong") == TRIES - 1 and codes.count("codeTriesUsedUp") == 20 - TRIES + 1, codes
    assert enter(who, code).code == "codeTriesUsedUp"


def test_a_code_belongs_to_the_browser_that_asked(server):
    who, thief = browser(server), browser(server)
    code = who.request_code(somebody())
    for jar in [{}, {"hiroba-challenge": "A" * 43}, {"hiroba-challenge": who.jar["hiroba-challenge"][:-1]}, {"hiroba": who.jar["hiroba-challenge"]},
                {"__Host-hiroba-challenge": who.jar["hiroba-challenge"]}]:
        thief.jar = jar
        assert enter(thief, code).code == "codeExpired", jar
    # Nor with a challenge of the thief's own.
    thief.jar = {}
    own = thief.request_code(somebody())
    if own != code:
        assert enter(thief, code).code == "codeWrong"
    # Two of them: somebody planted one.
    planted = f"hiroba-challenge={who.jar['hiroba-challenge']}; hiroba-challenge={thief.jar['hiroba-challenge']}"
    assert who.post("/api/sign-in/verify", {"code": code}, headers={"Cookie": planted}).code == "codeExpired"
    assert enter(who, code).json == {"next": "profile"}, "what others tried cost its owner nothing"


def test_a_code_is_used_once(server):
    address = somebody()
    first = member(server, address)
    again = browser(server)
    again.jar["hiroba-known"] = first.jar["hiroba-known"]
    assert again.post("/api/sign-in/code", {"email": address}).status == 200
    code = code_for(server, address, after=1)
    kept = copy(again)
    answers = at_once([lambda: enter(copy(again), code) for _ in range(8)])
    signed_in = [answer for answer in answers if answer.status == 200]
    assert len(signed_in) == 1 and all(answer.code == "codeExpired" for answer in answers if answer.status != 200), answers
    assert enter(kept, code).code == "codeExpired"
    assert len(first.get("/api/me/sessions").json["sessions"]) == 2
    # Nor does it let anybody join with an address that has a member.
    assert kept.post("/api/sign-up", {"displayName": "もうひとり", "termsVersion": 1}).code == "codeExpired"


def test_a_proven_address_joins_once(server):
    who = browser(server)
    profile = {"displayName": f"名{secrets.token_hex(3)}", "termsVersion": 1}
    code = who.request_code(somebody())
    assert who.post("/api/sign-up", profile).code == "codeExpired", "the code was not entered yet"
    assert enter(who, code).json == {"next": "profile"}
    stranger = browser(server)
    assert stranger.post("/api/sign-up", profile).code == "codeExpired"
    answers = at_once([lambda n=n: copy(who).post("/api/sign-up", {**profile, "displayName": f"{profile['displayName']}{n}"}) for n in range(6)])
    assert sorted(answer.status for answer in answers) == [201] + [422] * 5, answers
    assert {answer.code for answer in answers if answer.status != 201} == {"codeExpired"}
    assert copy(who).post("/api/sign-up", {**profile, "displayName": "またひとり"}).code == "codeExpired"


def test_codes_are_not_guessable_from_each_other(server):
    codes = [browser(server).request_code(somebody()) for _ in range(12)]
    assert all(re.fullmatch(r"\d{6}", code) for code in codes)
    assert len(set(codes)) >= 11 and len({int(b) - int(a) for a, b in zip(codes, codes[1:])}) >= 9


# MARK: Who is a member


def shape(answer: Answer) -> tuple:
    """An answer without what is different every time."""
    pairs = sorted((name, re.sub(r"=[\w-]{43}", "=SECRET", value)) for name, value in answer.pairs if name != "date")
    return answer.status, pairs, re.sub(rb'"retryAfterMs":\d+|\d+.?\xe7\xa7\x92|\d+ s', b"LATER", answer.raw)


def test_a_member_and_nobody_wait_alike(server):
    known, unknown = somebody(), somebody()
    member(server, known)
    assert browser(server).post("/api/sign-in/code", {"email": unknown}).status == 200
    soon = [browser(server).post("/api/sign-in/code", {"email": address}) for address in (known, unknown)]
    assert soon[0].code == soon[1].code == "codeTooSoon"
    assert [name for name, _ in soon[0].pairs] == [name for name, _ in soon[1].pairs] and not soon[0].cookies + soon[1].cookies


@pytest.fixture(scope="module")
def restarted(tmp_path_factory):
    """A server with a small limit for a client, and a member whose address was asked for an hour ago."""
    data, sessions = create_demo(tmp_path_factory.mktemp("limits"), members=60, messages=40)
    address = somebody()
    with Server(data) as first:
        joined = Visitor(first)
        assert joined.sign_up(address, "むかしの会員").status == 201
    database = sqlite3.connect(data / "hiroba.sqlite")
    database.execute("UPDATE signInChallenge SET createdAtMs = createdAtMs - 7200000, expiresAtMs = expiresAtMs - 7200000")
    database.commit()
    database.close()
    with Server(data, env={**BEHIND_A_PROXY, "HIROBA_SIGN_IN_CODES_PER_CLIENT": str(CODES_BY_CLIENT)}) as running:
        running.member, running.mark = address, joined.jar["hiroba-known"]
        yield running


def test_a_member_and_nobody_get_the_same_answer_and_the_same_mail(restarted):
    asked = {address: Visitor(restarted, address=f"10.20.0.{n}") for n, address in enumerate((restarted.member, somebody()))}
    answers = [who.post("/api/sign-in/code", {"email": address}) for address, who in asked.items()]
    assert answers[0].status == 200 and shape(answers[0]) == shape(answers[1])
    texts = set()
    for address in asked:
        code = code_for(restarted, address, after=int(address == restarted.member))
        mail = mails_to(restarted, address)[-1][1]
        texts.add((str(mail["Subject"]).replace(code, "CODE"), mail.get_content().replace(code, "CODE")))
    assert len(texts) == 1, texts
    wrong = [enter(who, other(mail_code(restarted, address))) for address, who in asked.items()]
    assert shape(wrong[0]) == shape(wrong[1]) and wrong[0].code == "codeWrong"


def mail_code(server, address: str) -> str:
    return re.search(r"\b\d{6}\b", mails_to(server, address)[-1][1].get_content()).group()


# MARK: Limits


def test_one_address_gets_one_code_a_minute_whoever_asks(server):
    address = somebody()
    answers = at_once([lambda: browser(server).post("/api/sign-in/code", {"email": address}) for _ in range(12)])
    assert sorted(answer.status for answer in answers) == [200] + [429] * 11, answers
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in address)
    for form in (address, address.upper(), f"  {address} ", wide):
        answer = browser(server).post("/api/sign-in/code", {"email": form})
        assert answer.code == "codeTooSoon" and 0 < answer.json["error"]["retryAfterMs"] <= 60_000, form
        assert int(answer.headers["retry-after"]) >= 1 and not answer.cookies
    time.sleep(0.2)
    assert len(mails_to(server, address)) == 1


def test_strangers_cannot_keep_an_owner_out_and_the_owner_gets_no_more_than_agreed(server):
    address, elsewhere = somebody(), somebody()
    owner, someone = member(server, address), member(server, elsewhere)
    # Forged marks, and one of another address, are worth nothing.
    for mark in [someone.jar["hiroba-known"], "A" * 43, owner.jar["hiroba-known"][:-1] + "A", owner.jar["hiroba-known"].swapcase()]:
        if mark == owner.jar["hiroba-known"]:
            continue
        guest = browser(server)
        guest.jar["hiroba-known"] = mark
        assert guest.post("/api/sign-in/code", {"email": address}).code == "codeTooSoon", mark
    codes = []
    for _ in range(KNOWN_BROWSER_CODES + 2):
        home = browser(server)
        home.jar["hiroba-known"] = owner.jar["hiroba-known"]
        codes.append(home.post("/api/sign-in/code", {"email": address}).code)
    assert codes == [None] * KNOWN_BROWSER_CODES + ["codeTooSoon"] * 2


def ask_for(server, client: str | None, count: int) -> list[str | None]:
    return [Visitor(server, address=client).post("/api/sign-in/code", {"email": somebody()}).code for _ in range(count)]


def test_one_client_gets_so_many_codes(restarted):
    assert ask_for(restarted, "10.30.0.1", CODES_BY_CLIENT + 2) == [None] * CODES_BY_CLIENT + ["codeTooSoon"] * 2
    assert ask_for(restarted, "10.30.0.2", 1) == [None], "a neighbour is another client"
    # What a client says of itself is not believed, only what the proxy appended.
    for forged in ["1.2.3.4, 10.30.0.1", "10.30.0.2,10.30.0.1", "unknown, 10.30.0.1", "10.30.0.1, 127.0.0.1", " 10.30.0.1 "]:
        assert ask_for(restarted, forged, 1) == ["codeTooSoon"], forged
    for name in ("Forwarded", "X-Real-IP", "Client-IP", "True-Client-IP", "CF-Connecting-IP"):
        answer = Visitor(restarted, address="10.30.0.1").post("/api/sign-in/code", {"email": somebody()}, headers={name: "9.9.9.9"})
        assert answer.code == "codeTooSoon", name


def test_a_household_of_version_six_is_one_client(restarted):
    half = CODES_BY_CLIENT // 2
    assert ask_for(restarted, "2001:db8:1:2::1", half) == [None] * half
    assert ask_for(restarted, "2001:db8:1:2:ffff::9", half) == [None] * half
    for same in ("2001:db8:1:2:abcd::1", "2001:0DB8:0001:0002::77", "2001:db8:1:2::1%eth0"):
        assert ask_for(restarted, same, 1) == ["codeTooSoon"], same
    assert ask_for(restarted, "2001:db8:1:3::1", 1) == [None]
    assert ask_for(restarted, "::ffff:10.31.0.1", CODES_BY_CLIENT) == [None] * CODES_BY_CLIENT
    assert ask_for(restarted, "10.31.0.1", 1) == ["codeTooSoon"], "mapped or not, one address"


def test_asking_at_the_same_moment_gets_no_more_codes(restarted):
    """Whole requests but for their last byte wait on 24 connections; then the last bytes come together."""
    waiting = []
    for _ in range(24):
        body = f'{{"email":"{somebody()}"}}'
        one = RawSocket(restarted.port)
        one.send(f"POST /api/sign-in/code HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: 10.32.0.1\r\n"
                 f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body[:-1]}".encode())
        waiting.append(one)
    time.sleep(0.2)
    for one in waiting:
        one.send(b"}")
    statuses = [one.read_answer()[0] for one in waiting]
    for one in waiting:
        one.close()
    assert set(statuses) == {200, 429} and statuses.count(200) == CODES_BY_CLIENT, (
        f"{statuses.count(200)} codes for one client instead of {CODES_BY_CLIENT}")


def test_a_flood_of_guesses_is_slowed_for_its_client_alone(server):
    flood = Visitor(server, address="10.33.0.1")
    flood.jar["hiroba-challenge"] = "A" * 43
    codes = [enter(flood, f"{guess:06d}").code for guess in range(160)]
    assert set(codes) == {"codeExpired", "tooFast"} and 100 <= codes.count("codeExpired") <= 140, codes.count("codeExpired")
    neighbour = Visitor(server, address="10.33.0.2")
    assert enter(neighbour, "000000").code == "codeExpired"


def test_an_untrusted_peer_cannot_choose_its_address(tmp_path):
    data, _ = create_demo(tmp_path, members=60, messages=10)
    with Server(data, env={"HIROBA_SIGN_IN_CODES_PER_CLIENT": "3"}) as alone:
        assert [ask_for(alone, f"10.40.0.{n}", 1)[0] for n in range(5)] == [None] * 3 + ["codeTooSoon"] * 2


# MARK: Sessions


def test_a_session_cannot_be_planted(server):
    """What the browser brought along is worth nothing after signing in: neither invented nor stolen."""
    victim = browser(server)
    victim.jar["hiroba"] = "A" * 43
    assert victim.sign_up(somebody(), f"被{secrets.token_hex(3)}").status == 201
    assert victim.jar["hiroba"] != "A" * 43
    assert Visitor(server, "A" * 43).get("/api/me").status == 401
    # An attacker's own, living session.
    attacker, target = member(server, somebody()), browser(server)
    planted = attacker.cookie
    target.jar = {"hiroba": planted}
    assert target.sign_up(somebody(), f"的{secrets.token_hex(3)}").status == 201
    assert target.cookie != planted
    assert attacker.get("/api/me").status == 401, "the planted session has ended"
    assert target.get("/api/me").json["member"]["id"] == target.member["id"] != attacker.member["id"]
    # An attacker's challenge: asking for one's own code replaces it.
    attacker, target = browser(server), browser(server)
    attackers_code = attacker.request_code(somebody())
    target.jar["hiroba-challenge"] = attacker.jar["hiroba-challenge"]
    code = target.request_code(somebody())
    assert target.jar["hiroba-challenge"] != attacker.jar["hiroba-challenge"]
    if code != attackers_code:
        assert enter(attacker, code).code == "codeWrong"
    assert enter(target, code).json == {"next": "profile"}
    assert attacker.post("/api/sign-up", {"displayName": "横取り", "termsVersion": 1}).code == "codeExpired"


def attributes(line: str) -> tuple[str, str, dict[str, str]]:
    first, *rest = line.split("; ")
    name, _, value = first.partition("=")
    return name, value, {part.partition("=")[0].lower(): part.partition("=")[2] for part in rest}


def check_cookies(answers: list[Answer], secure: bool) -> dict[str, str]:
    prefix, values = "__Host-" if secure else "", {}
    for answer in answers:
        for line in answer.cookies:
            name, value, found = attributes(line)
            assert name in {f"{prefix}hiroba", f"{prefix}hiroba-challenge", f"{prefix}hiroba-known"}, line
            assert found["path"] == "/" and "domain" not in found and found["samesite"] == "Lax" and "httponly" in found, line
            assert ("secure" in found) == secure, line
            if value:
                assert re.fullmatch(r"[\w-]{43,}", value) and int(found["max-age"]) > 0, line
                values[name.removeprefix(prefix)] = value
            else:
                assert found["max-age"] == "0", line
    return values


@pytest.mark.parametrize("secure", [False, True])
def test_cookies_have_every_attribute(server, tmp_path, secure):
    if not secure:
        return follow_cookies(server, False)
    data, _ = create_demo(tmp_path, members=60, messages=10)
    with Server(data, env={"HIROBA_PUBLIC_ORIGIN": "https://hiroba.example.jp"}) as encrypted:
        follow_cookies(encrypted, True)


def follow_cookies(server, secure: bool) -> None:
    who, address = browser(server), somebody()
    asked = who.post("/api/sign-in/code", {"email": address})
    entered = enter(who, code_for(server, address))
    joined = who.post("/api/sign-up", {"displayName": f"菓{secrets.token_hex(3)}", "termsVersion": 1})
    assert joined.status == 201, joined
    values = check_cookies([asked, entered, joined], secure)
    assert set(values) == {"hiroba", "hiroba-challenge", "hiroba-known"} and len(set(values.values())) == 3
    name = "__Host-hiroba" if secure else "hiroba"
    assert f"{name}-challenge" not in who.jar, "what was used is taken back"
    assert who.get("/api/me").status == 200
    # Under the other name, a subdomain's or a plain-text page's cookie, it is nothing.
    plain = Visitor(server)
    plain.jar = {"hiroba" if secure else "__Host-hiroba": values["hiroba"]}
    assert plain.get("/api/me").status == 401
    left = who.post("/api/sign-out")
    check_cookies([left], secure)
    assert left.status == 204 and name not in who.jar and f"{name}-known" in who.jar


def test_signing_out_ends_this_session_and_no_other(server):
    address = somebody()
    first = member(server, address)
    second = browser(server)
    second.jar["hiroba-known"] = first.jar["hiroba-known"]
    assert second.post("/api/sign-in/code", {"email": address}).status == 200
    assert enter(second, code_for(server, address, after=1)).status == 200
    stolen = copy(first)
    assert stolen.get("/api/me").status == 200
    assert first.post("/api/sign-out").status == 204 and first.cookie is None
    for method, path in [("GET", "/api/me"), ("GET", "/api/rooms"), ("DELETE", "/api/me/sessions/1"), ("PATCH", "/api/me/attributes")]:
        assert copy(stolen).ask(method, path, {} if method == "PATCH" else None).code == "signInRequired", (method, path)
    assert second.get("/api/me").status == 200 and len(second.get("/api/me/sessions").json["sessions"]) == 1
    # Repeated, or by nobody: harmless.
    assert copy(stolen).post("/api/sign-out").status == 204 and browser(server).post("/api/sign-out").status == 204
    assert second.get("/api/me").status == 200


def test_a_session_that_ends_while_it_asks_signs_nobody_in_afterwards(server):
    """Requests in flight may win or lose; once signing out is answered, all lose."""
    for _ in range(3):
        who = member(server, somebody())
        asked = [lambda: copy(who).get("/api/me") for _ in range(12)]
        answers = at_once([*asked[:6], lambda: copy(who).post("/api/sign-out"), *asked[6:]])
        assert {answer.status for answer in answers} <= {200, 204, 401}
        assert all(copy(who).get("/api/me").status == 401 for _ in range(5))


def test_a_body_in_pieces_and_a_repeated_name_decide_one_address(server):
    """Nobody is told of one address while the code goes to another."""
    first, last = somebody(), somebody()
    data = f'{{"email":"{first}","email":"{last}"}}'.encode()
    with RawSocket(server.port) as raw:
        raw.send(f"POST /api/sign-in/code HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: 10.50.0.1\r\n"
                 f"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for index in range(0, len(data), 7):
            part = data[index:index + 7]
            raw.send(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        raw.send(b"0\r\n\r\n")
        status, _, _ = raw.read_answer()
    assert status == 200
    assert code_for(server, last) and not mails_to(server, first)
