"""`hiroba check-text`: the filter from the command line."""

import subprocess

from support.server import BINARIES, environment

RULES = "keyword\treading\tromaji\tcategory\n馬鹿\tばか\tbaka\tinsult\nキチガイ\t\t\tinsult\nPHONE\t\t\tdetector\n"


def check(texts: str, *flags: str) -> subprocess.CompletedProcess:
    return subprocess.run([BINARIES / "hiroba", "check-text", *flags], input=texts, capture_output=True, text=True,
                          timeout=60, env=environment())


def test_each_line_is_answered_with_action_rule_text_and_folds(tmp_path):
    rules = tmp_path / "rules.tsv"
    rules.write_text(RULES, encoding="utf-8")
    texts = ["お前は馬鹿だ", "うんこれはやっかいだね", "キ○ガイ", "電話は０９０−１２３４−５６７８", "馬\\n鹿", ""]
    answer = check("\n".join(texts) + "\n", "--rules", str(rules), "--preset", "aggressive")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split("\n") == [
        "hold\t馬鹿\t馬鹿\t-", "allow", "hold\tキチガイ\tキ○ガイ\tmasked", "hold\tPHONE\t０９０−１２３４−５６７８\tdetector",
        "hold\t馬鹿\t馬\\n鹿\tspaces", "allow", ""]


def test_the_starter_words_are_used_without_a_file():
    assert check("死ね\nつくば市のパン屋さん\n").stdout.split("\t")[0] == "block"


def test_what_cannot_be_used_is_told(tmp_path):
    rules = tmp_path / "rules.tsv"
    rules.write_text(RULES + "FAX\t\t\tdetector\n", encoding="utf-8")
    answer = check("馬鹿\n", "--rules", str(rules))
    assert "5" in answer.stderr and "FAX" in answer.stderr and answer.stdout.startswith("hold")
    assert check("", "--rules", str(tmp_path / "none.tsv")).returncode == 64
    assert check("", "--preset", "mild").returncode == 64


def test_the_time_for_a_text_is_measured():
    assert "p99.9" in check("こんにちは\n" * 20, "--bench").stdout
