"""Who may do what: every route and every room as every role, and staff rooms asked for by their numbers."""

import re
import time

import pytest

from support.raw import RawMember, request
from support.routes import HTTP_ROUTES
from support.server import ROOT, Server, create_demo
from support.visitor import BEHIND_A_PROXY, Answer, Visitor

ROLES = ["member", "moderator", "communityManager", "staff", "administrator"]
NOWHERE = 9_007_199_254_740_991

#: What a route needs beyond being signed in. A new route must be entered here.
NEEDS = {
    **dict.fromkeys(["edits"], "readEditHistory"), **dict.fromkeys(["evidence"], "readEvidence"),
    **dict.fromkeys(["reviews", "review", "claimReview", "releaseReview", "decideReview", "undoReview", "receipt", "correct",
                    "climates", "climate", "playbook"],
                    "reviewMessages"), **dict.fromkeys(["setControls"], "controlRooms"),
    **dict.fromkeys(["rules", "createRule", "changeRule", "removeRule", "importRules", "exportRules", "dryRunRule"], "manageRules"),
    **dict.fromkeys(["testRules", "ruleHits", "markHit"], "reviewMessages"),
    **dict.fromkeys(["audit", "verifyAudit"], "readAudit"),
    **dict.fromkeys(["me", "changeAttributes", "sessions", "endSession", "members", "rooms", "follow", "unfollow", "page", "message",
                     "comments", "reactions", "search", "held", "notices", "readNotices", "report", "setup",
                     "controls"], None)}
#: Those that answer strangers, too, or by the challenge cookie.
OPEN_TO_ALL = {"community", "signInCode", "signInVerify", "signUp", "signOut", "demoSignIn", "live", "ready"}
#: A body that would be accepted, so that nothing but the permission can refuse it.
BODIES = {"decideReview": {"kind": "hide", "reason": "確認"}, "evidence": {"reason": "確認"}, "report": {"reason": "other"},
          "createRule": {"phrase": "ためしの言葉"}, "changeRule": {"phrase": "ためしの言葉"}, "markHit": {"mark": "right"},
          "importRules": {"text": "keyword\nためしの言葉\n"}, "testRules": {"text": "こんにちは"},
          "dryRunRule": {"rule": {"phrase": "ためしの言葉"}}, "readNotices": {"upTo": 1}, "playbook": {"step": "breathe"},
          "setControls": {"shield": "off"}, "setup": {"token": "x" * 43}}


def read_permissions() -> dict[str, set[str]]:
    """The permission table, out of the Swift that decides."""
    text = (ROOT / "Sources/Community/Members/Permission.swift").read_text()
    every = re.findall(r"^  case (\w+)$", text, re.M)
    table = {}
    for names, rule in re.findall(r"^    case ((?:\.\w+(?:, )?)+): (.+)$", text, re.M):
        parts = [re.fullmatch(r"self (==|!=) \.(\w+)", part).groups() for part in rule.split(" || ")]
        assert len(parts) == 1 or {sign for sign, _ in parts} == {"=="}, rule
        allowed = {role for role in ROLES if any((role == name) == (sign == "==") for sign, name in parts)}
        table.update({name: allowed for name in re.findall(r"\w+", names)})
    assert set(table) == set(every) and len(every) >= 6, table
    return table


PERMISSIONS = read_permissions()


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data, sessions = create_demo(tmp_path_factory.mktemp("roles"), members=60, messages=220)
    with Server(data, env=BEHIND_A_PROXY) as running:
        running.cookies = {role: [cookie for found, cookie in sessions if found == role] for role in ROLES}
        assert all(running.cookies.values()), {role: len(found) for role, found in running.cookies.items()}
        yield running


def visitor(server, role: str | None, number: int = 0) -> Visitor:
    return Visitor(server, server.cookies[role][number] if role else None, address="10.9.0.1")


def paced(who: Visitor, method: str, path: str, body=None) -> Answer:
    """Asks again as long as the answer is that one asked too fast."""
    while (answer := who.ask(method, path, body)).code == "tooFast":
        time.sleep(answer.json["error"]["retryAfterMs"] / 1_000)
    return answer


def every_page(who: Visitor, path: str) -> list[dict]:
    found, before = [], None
    while True:
        page = paced(who, "GET", f"{path}?limit=100" + (f"&before={before}" if before is not None else "")).json
        found += page["messages"]
        if not page["messages"] or not page["hasOlder"]:
            return found
        before = min(message["offset"] for message in page["messages"])


# MARK: Routes


def test_the_table_is_what_the_product_says_of_itself(server):
    for role in ROLES:
        told = set(visitor(server, role).get("/api/me").json["permissions"])
        assert told == {name for name, allowed in PERMISSIONS.items() if role in allowed}, role
    assert not any("member" in allowed for allowed in PERMISSIONS.values()), "an ordinary member has no permission"


def test_every_route_as_every_role(server):
    """What the role may not do is refused before anything else is looked at; what it may is never refused as such."""
    assert {route.operation for route in HTTP_ROUTES} == set(NEEDS) | OPEN_TO_ALL
    message = visitor(server, "member").get("/api/search?q=%E3%81%A7%E3%81%99&limit=1").json["results"][0]["message"]["id"]
    wrong = []
    for route in sorted(HTTP_ROUTES, key=lambda route: route.operation == "signOut"):
        for role in [None, *ROLES]:
            who = visitor(server, role)
            body = BODIES.get(route.operation, {}) if route.has_body else None
            for identity in {NOWHERE, message} if "{id}" in route.template and NEEDS.get(route.operation) else {NOWHERE}:
                answer = paced(who, route.method, route.path(identity), body)
                found = (answer.status, answer.code)
                if route.operation in OPEN_TO_ALL:
                    right = answer.status not in (401, 403)
                elif role is None:
                    right = found == (401, "signInRequired")
                elif NEEDS[route.operation] and role not in PERMISSIONS[NEEDS[route.operation]]:
                    right = found == (403, "notPermitted")
                else:
                    right = answer.status not in (401, 403, 500)
                if not right:
                    wrong.append(f"{route} as {role} of {identity}: {answer}")
                # What was hidden by the question is brought back by nobody: it was asked of nowhere, or refused.
        if route.operation == "signOut":
            for role in ROLES:
                del server.cookies[role][0]
                assert server.cookies[role] or role != "member"
    assert not wrong, "\n".join(wrong)


# The matrix signs everybody out at its end; what follows starts a server of its own.


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    data, sessions = create_demo(tmp_path_factory.mktemp("town"), members=80, messages=220)
    with Server(data, env=BEHIND_A_PROXY) as running:
        running.cookies = {role: [cookie for found, cookie in sessions if found == role] for role in ROLES}
        running.staff_rooms = [room for room in visitor(running, "administrator").get("/api/rooms").json["rooms"]
                               if room["slug"] in ("uneikaigi", "mimamori", "kenrenraku")]
        assert len(running.staff_rooms) == 3
        yield running


# MARK: Rooms


def test_every_room_as_every_role(town):
    """What the list says one may do is what the socket lets one do."""
    rooms = visitor(town, "administrator").get("/api/rooms").json["rooms"]
    staff_only = {room["id"] for room in town.staff_rooms}
    kind = {room["id"]: room["slug"] for room in rooms}
    for role in ROLES:
        seen = {room["id"]: room for room in visitor(town, role).get("/api/rooms").json["rooms"]}
        may_enter = role in PERMISSIONS["enterStaffRooms"]
        assert set(seen) == set(kind) - (set() if may_enter else staff_only), role
        with RawMember(town.port, town.cookies[role][0]) as raw:
            for room, slug in kind.items():
                expected = "posted"
                if room in staff_only and not may_enter:
                    expected = "notFound"
                elif slug in ("oshirase", "shichouson") and role not in PERMISSIONS["postInOfficialRooms"]:
                    expected = {"oshirase": "roomReadOnly", "shichouson": "roomStickersOnly"}[slug]
                said = raw.ask(request("post", room, room=room, body=f"{room}番の部屋を確かめています。", key=f"role-{role}-{room}"), room)
                assert outcome(said) == expected, (role, slug, said)
                assert room not in seen or seen[room]["canPost"] == (expected == "posted"), (role, slug)


def outcome(said: dict) -> str:
    return said["payload"]["code"] if said["type"] == "refused" else said["type"]


def test_only_moderators_hide_and_only_authors_change(town):
    with RawMember(town.port, town.cookies["member"][1]) as author:
        room = visitor(town, "member", 1).get("/api/rooms").json["rooms"][0]["id"]
        posted = author.ask(request("post", 1, room=room, body="これは私が書きました。", key="who-may-change-1"), 1)
        message = posted["payload"]["message"]
    for role, number in [("member", 2), *[(role, 0) for role in ROLES[1:]]]:
        with RawMember(town.port, town.cookies[role][number]) as raw:
            assert outcome(raw.ask(request("edit", 2, message=message, body="書きかえました"), 2)) == "notYours", role
            assert outcome(raw.ask(request("delete", 3, message=message), 3)) == "notYours", role
            allowed = role in PERMISSIONS["hideMessages"]
            assert outcome(raw.ask(request("restore", 4, message=NOWHERE), 4)) == ("notFound" if allowed else "notPermitted"), role
            assert outcome(raw.ask(request("hide", 5, message=message), 5)) == ("done" if allowed else "notPermitted"), role
            assert outcome(raw.ask(request("restore", 6, message=message), 6)) == ("done" if allowed else "notPermitted"), role
    assert visitor(town, "member", 1).get(f"/api/messages/{message}").json["message"]["body"] == "これは私が書きました。"


def test_nobody_ends_anothers_session(town):
    victim = visitor(town, "member", 3)
    session = next(one["id"] for one in victim.get("/api/me/sessions").json["sessions"] if one["current"])
    nowhere = visitor(town, "member", 4).ask("DELETE", f"/api/me/sessions/{NOWHERE}")
    for role in ROLES:
        answer = visitor(town, role, 4 if role == "member" else 0).ask("DELETE", f"/api/me/sessions/{session}")
        assert (answer.status, answer.raw) == (404, nowhere.raw), (role, answer)
    assert victim.get("/api/me").status == 200


# MARK: Staff rooms by number


@pytest.fixture(scope="module")
def secret(town) -> list[dict]:
    """Posts and comments of the staff rooms, as an administrator reads them, each once more by its number."""
    boss, found = visitor(town, "administrator"), []
    with RawMember(town.port, town.cookies["staff"][-1]) as raw:
        for room in town.staff_rooms:
            for number in range(4):
                ref = room["id"] * 100 + number * 2
                key = f"secret-{ref}"
                said = raw.ask(request("post", ref, room=room["id"], body=f"当番の引き継ぎを{number + 1}件お願いします。", key=key), ref)
                said = raw.ask(request("post", ref + 1, room=room["id"], thread=said["payload"]["message"], body=f"{number + 1}件とも承知しました。",
                                       key=f"{key}-comment"), ref + 1)
                assert outcome(said) == "posted", said
    for room in town.staff_rooms:
        for post in every_page(boss, f"/api/rooms/{room['id']}/messages"):
            found.append({**post, "room": room["id"]})
            if post.get("comments"):
                comments = paced(boss, "GET", f"/api/messages/{post['id']}/comments?limit=100").json["messages"]
                found += [{**comment, "room": room["id"]} for comment in comments]
    assert len(found) >= 24 and len([one for one in found if "thread" in one]) >= 12
    for one in found:
        answer = paced(boss, "GET", f"/api/messages/{one['id']}")
        assert answer.status == 200 and answer.json["message"]["room"] == one["room"]
    return found


def test_staff_rooms_do_not_exist_for_members_over_http(town, secret):
    """Each answer is the same, byte by byte, as about a number that never was."""
    boss = visitor(town, "administrator")
    crawlers = [visitor(town, "member", number) for number in range(5, 15)]
    asked = 0

    def hidden(method: str, template: str, identity: int, body=None) -> None:
        nonlocal asked
        who = crawlers[asked % len(crawlers)]
        asked += 1
        answer = paced(who, method, template.format(identity), body)
        never = paced(who, method, template.format(NOWHERE), body)
        assert answer.status == 404 and answer.code == "notFound", (method, template.format(identity), answer)
        assert answer.raw == never.raw and set(answer.headers) == set(never.headers), (template, answer, never)

    for room in town.staff_rooms:
        for template in ["/api/rooms/{}/messages", "/api/rooms/{}/messages?around=1", "/api/search?q=%E3%81%A7%E3%81%99&room={}"]:
            assert paced(boss, "GET", template.format(room["id"])).status == 200
            hidden("GET", template, room["id"])
        hidden("PUT", "/api/rooms/{}/follow", room["id"])
        hidden("DELETE", "/api/rooms/{}/follow", room["id"])
    for one in secret:
        templates = ["/api/messages/{}", "/api/messages/{}/reactions"]
        templates += ["/api/messages/{}/comments"] if "thread" not in one else []
        for template in templates:
            if template != "/api/messages/{}":
                assert paced(boss, "GET", template.format(one["id"])).status == 200
            hidden("GET", template, one["id"])
        hidden("POST", "/api/messages/{}/reports", one["id"], {"reason": "other"})
    for one in secret[:5]:
        for method, template, body in [("GET", "edits", None), ("GET", "receipt", None), ("POST", "evidence", {"reason": "x"}), ("POST", "correction", {})]:
            for identity in (one["id"], NOWHERE):
                answer = paced(crawlers[0], method, f"/api/messages/{identity}/{template}", body)
                assert (answer.status, answer.code) == (403, "notPermitted")


def test_a_walk_over_all_numbers_finds_what_the_list_of_rooms_allows(town, secret):
    boss = visitor(town, "administrator")
    forbidden = {room["id"] for room in town.staff_rooms}
    newest = max(one["id"] for one in secret)
    shown = kept = 0
    for identity in range(max(1, newest - 110), newest + 10):
        truth = paced(boss, "GET", f"/api/messages/{identity}")
        told = paced(visitor(town, "member", 15 + identity % 10), "GET", f"/api/messages/{identity}")
        if truth.status == 200 and truth.json["message"]["room"] not in forbidden:
            shown += 1
            assert told.status == 200, (identity, told)
        else:
            kept += truth.status == 200
            assert told.status == 404, (identity, told)
    assert shown >= 50 and kept >= 5, (shown, kept)


def test_search_never_finds_what_staff_said(town, secret):
    boss = visitor(town, "administrator")
    forbidden = {room["id"] for room in town.staff_rooms}
    found_by_boss = 0
    bodies = [one["body"] for one in secret if len(one.get("body", "")) >= 12][:10]
    for number, body in enumerate(bodies):
        for part in (body[:10], body[2:6]):
            path = f"/api/search?limit=50&q={quoted(part)}"
            found_by_boss += any(one["room"]["id"] in forbidden for one in paced(boss, "GET", path).json["results"])
            told = paced(visitor(town, "member", 25 + number % 5), "GET", path)
            assert told.status == 200 and not any(one["room"]["id"] in forbidden for one in told.json["results"]), told
            authors = f"{path}&author={secret[number]['author']['id']}"
            told = paced(visitor(town, "member", 30 + number % 5), "GET", authors)
            assert told.status == 200 and not any(one["room"]["id"] in forbidden for one in told.json["results"]), told
    assert found_by_boss >= len(bodies), "an administrator finds it: the words are right"


def quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def test_staff_rooms_do_not_exist_for_members_on_the_socket(town, secret):
    community = visitor(town, None).get("/api/community").json
    sticker = community["stickers"][0]["id"]
    open_room = visitor(town, "member", 36).get("/api/rooms").json["rooms"][0]["id"]
    with RawMember(town.port, town.cookies["member"][36]) as raw:
        ref = 0

        def hidden(kind: str, expected: str = "notFound", **payload) -> None:
            nonlocal ref
            ref += 1
            time.sleep(0.04)
            said = raw.ask(request(kind, ref, **payload), ref)
            assert outcome(said) == expected, (kind, payload, said)

        for room in [*(room["id"] for room in town.staff_rooms), NOWHERE]:
            hidden("subscribe", room=room)
            hidden("subscribe", room=room, after={"offset": 0, "epoch": "x"})
            hidden("read", room=room, offset=1)
            hidden("post", room=room, body="のぞきます", key=f"peek-{room}")
            hidden("post", room=room, thread=secret[0]["id"], body="のぞきます", key=f"peek-in-{room}")
        picked = [*secret[:6], *[one for one in secret if "thread" in one][:3]]
        for identity in [*(one["id"] for one in picked), NOWHERE]:
            hidden("react", message=identity, sticker=sticker, on=True)
            hidden("react", message=identity, sticker=sticker, on=False)
            hidden("edit", message=identity, body="書きかえ")
            hidden("delete", message=identity)
            # A thread that is gone, of another room, or never was: one answer for all.
            hidden("post", "messageGone", room=open_room, thread=identity, body="返信です", key=f"comment-{identity}")
            hidden("hide", "notPermitted", message=identity)
            hidden("restore", "notPermitted", message=identity)


def test_nothing_of_a_staff_room_travels_to_a_member(town):
    """Neither what is said there, nor that something was, nor that somebody is there or is writing."""
    room = town.staff_rooms[0]["id"]
    watched = visitor(town, "member", 40)
    name = watched.get("/api/me").json["member"]["name"]
    open_room = watched.get("/api/rooms").json["rooms"][0]["id"]
    with RawMember(town.port, watched.cookie) as member, RawMember(town.port, town.cookies["staff"][0]) as staff, \
            RawMember(town.port, town.cookies["moderator"][0]) as colleague:
        assert outcome(member.ask(request("subscribe", 1, room=open_room), 1)) == "subscribed"
        for one in (staff, colleague):
            assert outcome(one.ask(request("subscribe", 1, room=room), 1)) == "subscribed"
        staff.say(request("typing", room=room))
        heard = []
        while not [one for one in heard if one["type"] == "typing"]:
            heard.append(colleague.next())
        said = staff.ask(request("post", 2, room=room, body=f"@{name} さんのこと、内密の合言葉カワセミです。", key="staff-canary-1"), 2)
        assert outcome(said) == "posted", said
        while not [one for one in heard if one["type"] == "activity"]:
            heard.append(colleague.next())
        assert "カワセミ" in str(heard), "a colleague hears it"
        assert outcome(staff.ask(request("post", 3, room=open_room, body="こちらは公開の合言葉ヤマセミです。", key="staff-canary-2"), 3)) == "posted"
        told = []
        while not [one for one in told if one["type"] == "activity"]:
            told.append(member.next())
        # The tick may have come for either of the two; a second one settles it.
        time.sleep(1.5)
        member.say(request("ping", 9))
        while told[-1]["type"] != "pong":
            told.append(member.next())
        text = str(told)
        assert "ヤマセミ" in text and "カワセミ" not in text
        for one in told:
            payload = one.get("payload", {})
            assert payload.get("room") != room, one
            assert room not in [entry.get("room") for entry in payload.get("rooms", [])], one
    assert "カワセミ" not in str(watched.get("/api/me/notices").json)
    assert "カワセミ" not in str(watched.get(f"/api/search?q={quoted('カワセミ')}").json)
