"""`forumsbote nlp` with other people's labels, from training to scores."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CALLS = ("rot wie Blut", "blau wie Wasser")


def forumsbote(*words: str | Path, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", "nlp", *map(str, words)]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("corpus") / "corpus.jsonl"
    red = [{"text": f"Das {number}. Tuch ist rot wie Blut", "label": "Rot!"} for number in range(12)]
    blue = [{"text": f"Das {number}. Kleid ist blau wie Wasser", "topics": ["blau"]} for number in range(12)]
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in red + blue), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def model(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model") / "model"
    done = forumsbote("train", "--corpus", corpus, "--model", folder, "--city", "rostock")
    assert (done.returncode, "Training: 100 %" in done.stderr) == (0, True), done.stderr
    assert "24 Texte, 2 Themen" in done.stdout and "micro F1 1.000" in done.stdout
    return folder


def test_a_trained_model_tags_with_its_own_labels_and_goes_on_after_a_bad_line(model: Path) -> None:
    given = '{"text": "Ein Mantel, rot wie Blut"}\nkaputt\n{"text": "Xyz"}\n'

    done = forumsbote("tag", "--model", model, "--best", given=given)

    first, second = map(json.loads, done.stdout.splitlines())
    [topic] = first["topics"]
    words = [first["text"][start:end] for start, end in topic["evidence"]]
    assert topic["id"] == "Rot!" and set(words) <= {"rot", "wie", "Blut", "Ein", "Mantel"} and words
    assert len(second["topics"]) == 1
    assert done.returncode == 1
    assert done.stderr.startswith("line 2, field 'line': is no JSON")


def test_without_best_an_unsure_text_gets_no_topic(model: Path) -> None:
    done = forumsbote("tag", "--model", model, given='{"text": "Xyz"}\n')

    assert done.returncode == 0
    assert json.loads(done.stdout)["topics"] == []


def test_a_model_is_scored_on_labelled_texts(model: Path, tmp_path: Path) -> None:
    file = tmp_path / "test.jsonl"
    lines = [{"text": f"Alles {call}", "label": label} for call, label in zip(CALLS, ("Rot!", "Rot!"), strict=True)]
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")

    done = forumsbote("evaluate", "--model", model, "--input", file, "--best")

    assert done.returncode == 0, done.stderr
    assert "micro F1 0.500, macro F1 0.333" in done.stdout
    assert "n = 2, tagged 2" in done.stdout
    assert "Rot! taken for blau: 1" in done.stdout


def test_bad_lines_of_a_corpus_are_named_and_the_rest_is_learned(corpus: Path, tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"text": 7}\n' + corpus.read_text(encoding="utf-8") + '\n{"text": "a"}\n', encoding="utf-8")

    done = forumsbote("train", "--corpus", file, "--model", tmp_path / "model", "--city", "rostock")

    assert done.returncode == 1
    assert [line.split(",")[0] for line in done.stderr.splitlines() if line.startswith("line")] == ["line 1", "line 26"]
    assert "24 Texte" in done.stdout


def test_a_corpus_that_teaches_nothing_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    file = tmp_path / "corpus.jsonl"
    file.write_text('{"text": "a", "label": "b"}\n', encoding="utf-8")

    done = forumsbote("train", "--corpus", file, "--model", tmp_path / "model", "--city", "rostock")

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "at least two different labels with two texts each are needed"
    assert not (tmp_path / "model").exists()


def test_a_file_is_tagged_into_a_file_and_progress_is_told(model: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"text": "rot wie Blut"}\n' * 3, encoding="utf-8")

    done = forumsbote("tag", "--model", model, "--input", source, "--output", target, "--best")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == "Texte: 100 %"
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3


@pytest.mark.parametrize("command", ["tag", "evaluate"])
def test_a_model_that_is_not_there_is_one_line(command: str, tmp_path: Path) -> None:
    done = forumsbote(command, "--model", tmp_path / "nowhere", given="{}")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "nowhere" in done.stderr


def test_the_service_starts_without_scikit_learn() -> None:
    asked = "import sys, bot.cli; print([name for name in ('sklearn', 'scipy') if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"


def test_a_model_of_another_encoder_is_refused_in_one_line(model: Path, tmp_path: Path) -> None:
    other = shutil.copytree(model, tmp_path / "other")
    noted = next(other.rglob("meaning.json"))
    noted.write_text(json.dumps({"wanted": True, "encoder": "0" * 64}), encoding="utf-8")

    done = forumsbote("tag", "--model", other, given='{"text": "Xyz"}\n')

    assert done.returncode == 2
    assert "passt nicht zu dieser Version" in done.stderr and "Traceback" not in done.stderr
