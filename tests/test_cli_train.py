"""``hallway train`` and ``hallway build --model``, from the outside."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.command_line import hallway
from tests.trained import write_corpus

ASK = 'ASK { ?tool rdfs:label "Skelpine" }'


def test_a_model_is_trained_scored_and_used(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    done = hallway(
        "train", "--gold", "gold", "--documents", "documents", "-o", "mine", "--folds", "2", folder=tmp_path
    )
    assert done.code == 0, done.err
    assert [line.split()[0] for line in done.lines] == ["rules", "rules", "with", "with"]
    about = yaml.safe_load((tmp_path / "mine/model.yaml").read_text("utf-8"))
    assert (about["writeups"], about["authors"], len(about["folds"]["f1 by fold"])) == (10, 10, 2)
    assert about["folds"]["with the model"]["entities"]["f1"] > about["folds"]["rules alone"]["entities"]["f1"]
    assert sorted(about["files"]) == ["facts.json", "mentions.json"]
    assert about["folds"]["facts at confidence 0.9 or more"].keys() == {"said", "right"}
    assert str(tmp_path) not in (tmp_path / "mine/model.yaml").read_text("utf-8")

    (tmp_path / "new.md").write_text("# Another day\n\nBefore noon we tried Skelpine for an hour.\n", "utf-8")
    assert hallway("build", "--model", "mine", "new.md", folder=tmp_path).code == 0
    assert hallway("query", ASK, folder=tmp_path).out == "true\n"
    assert hallway("build", "--no-model", "new.md", folder=tmp_path).code == 0
    assert hallway("query", ASK, folder=tmp_path).out == "false\n"


def test_a_model_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text("We met.\n", "utf-8")
    done = hallway("build", "--model", "gone", "new.md", folder=tmp_path)
    assert (done.code, len(done.messages)) == (1, 1)
    assert "gone/model.yaml: no model there" in done.err
    assert not (tmp_path / "hallway-graph").exists()


def test_a_model_or_none(tmp_path: Path) -> None:
    assert hallway("build", "--model", "a", "--no-model", "x.md", folder=tmp_path).code == 2


def test_a_missing_write_up_is_told_with_its_gold_file(tmp_path: Path) -> None:
    _, documents = write_corpus(tmp_path)
    (documents / "003-quay3-day.md").unlink()
    done = hallway("train", "--gold", "gold", "--documents", "documents", "-o", "mine", folder=tmp_path)
    assert done.code == 1
    assert "documents/003-quay3-day.md: cannot be read" in done.err
    assert "gold/003.yaml" in done.err
