"""Judges an Autobahn report: websocket_verdict.py index.json EXPECTED_CASES.

Exits 1 when a case failed, more than two are not strict, or cases are missing.
"""

import json
import sys

ALLOWED_NOT_STRICT = 2
FAILED_BEHAVIOR = {"FAILED", "UNCLEAN", "UNIMPLEMENTED"}
FAILED_CLOSE = {"FAILED", "UNCLEAN", "WRONG CODE"}


def order(case):
    return [int(part) for part in case.split(".")]


def main(path, expected):
    try:
        with open(path) as report:
            cases = next(iter(json.load(report).values()), {})
    except OSError as error:
        print(f"no report: {error}")
        cases = {}
    failed = [
        name
        for name, case in cases.items()
        if case["behavior"] in FAILED_BEHAVIOR or case["behaviorClose"] in FAILED_CLOSE
    ]
    not_strict = [name for name, case in cases.items() if case["behavior"] == "NON-STRICT"]
    for title, names in (("failed", failed), ("not strict", not_strict)):
        if names:
            print(f"{title}: {' '.join(sorted(names, key=order))}")
    missing = expected - len(cases)
    if missing:
        print(f"missing: {missing} of {expected} cases")
    if len(not_strict) > ALLOWED_NOT_STRICT:
        failed += not_strict[ALLOWED_NOT_STRICT:]
    bad = len(set(failed)) + max(0, missing)
    print(f"{max(0, len(cases) - len(set(failed)))} passed, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
