"""What a model of mentions learns, adds and leaves alone, and what becomes of one that cannot be read."""

from __future__ import annotations

import json
from itertools import pairwise, product
from math import exp
from pathlib import Path
from typing import Any

import pytest

from hallway.errors import ModelError
from hallway.extractors.extraction import extract, rule_mentions
from hallway.extractors.learned import model as home
from hallway.extractors.learned.chain import Chain
from hallway.extractors.learned.mention_features import EDGE, Group, Line, Word, lines_of, shape
from hallway.extractors.learned.mention_model import LABELS, MentionModel
from hallway.extractors.learned.model import read_model
from hallway.extractors.reading import Reading
from hallway.graph.training import train
from tests.extraction import document_of
from tests.trained import write_corpus

NEW = "# Another day\n\nBefore noon we tried Skelpine for an hour.\n"


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    train(*write_corpus(folder), folder / "model")
    return folder / "model"


def tools(reading: Reading) -> set[str]:
    return {entity.name for entity in reading.entities if {"Tool", "Project"} & set(entity.kinds)}


def test_a_name_is_found_by_what_stands_around_it(trained: Path) -> None:
    assert tools(extract(document_of(NEW), model=trained)) == {"Skelpine"}


def test_without_a_model_the_rules_are_alone(trained: Path) -> None:
    assert tools(extract(document_of(NEW), model=None)) == set()


def test_without_the_model_that_comes_along_the_rules_are_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(home, "SHIPPED", tmp_path / "gone")
    assert read_model(home.SHIPPED) is None


def test_spans_are_those_of_the_name(trained: Path) -> None:
    text = "# Tea &amp; rain\n\nOn the **Quay** &mdash; we tried [Skelpine](skelpine.html) for an hour.\n"
    document = document_of(text)
    [tool] = [e for e in extract(document, model=trained).entities if "Tool" in e.kinds]
    assert {document.source[start:end] for start, end in tool.spans} == {"Skelpine"}


def test_what_a_rule_found_is_left_alone(trained: Path) -> None:
    draft = rule_mentions(document_of("# A day\n\nBefore noon we tried PostgreSQL with Ada Byron.\n"))
    before = list(draft.mentions)
    model = read_model(trained)
    assert model is not None
    model.mentions.extract(draft)
    assert draft.mentions == before


def test_training_again_gives_the_same_bytes(trained: Path, tmp_path: Path) -> None:
    train(*write_corpus(tmp_path), tmp_path / "again")
    for name in (home.MENTIONS, home.ABOUT):
        assert (tmp_path / "again" / name).read_bytes() == (trained / name).read_bytes(), name


def test_words_of_one_author_are_not_in_the_model(trained: Path) -> None:
    features = json.loads((trained / home.MENTIONS).read_bytes())["weights"]
    assert "-l=tried" in features
    assert not [f for f in features if "brindlo" in f or "gulls" in f]


def test_names_can_be_withheld_from_rules_and_lists() -> None:
    draft = rule_mentions(document_of("We moved it all to PostgreSQL that day.\n"))
    [line] = lines_of(draft, frozenset({("Software", "PostgreSQL")}))
    assert not any(line.covers)
    assert "g=T" not in {feature for token in line.features() for feature in token}
    assert "g=T" in {feature for token in lines_of(draft)[0].features() for feature in token}


def test_a_very_long_sentence_is_read_in_pieces(trained: Path) -> None:
    text = "We saw " + "the Quay and " * 3000 + "then we tried Skelpine for an hour.\n"
    assert "Skelpine" in tools(extract(document_of(text), model=trained))


def damage(folder: Path, tmp_path: Path, change: Any) -> Path:
    """Copy a model with another ``mentions.json`` that ``model.yaml`` vouches for."""
    data = json.loads((folder / home.MENTIONS).read_bytes())
    change(data)
    path = tmp_path / home.MENTIONS
    path.write_text(json.dumps(data), "utf-8")
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(labels=["O"]),
        lambda data: data.update(transitions=[[1]]),
        lambda data: data["weights"].update(word=[1, 2]),
        lambda data: data["weights"].update(word=["x"] * len(LABELS)),
        lambda data: data["weights"].update(word=[1e9] * len(LABELS)),
        lambda data: data.pop("weights"),
    ],
)
def test_a_file_that_is_no_model_is_told_with_a_hint(trained: Path, tmp_path: Path, change: Any) -> None:
    path = damage(trained, tmp_path, change)
    with pytest.raises(ModelError, match="not a model of mentions") as told:
        MentionModel.read(path)
    assert told.value.hint


def test_a_model_of_another_format_says_so(trained: Path, tmp_path: Path) -> None:
    path = damage(trained, tmp_path, lambda data: data.update(format=99))
    with pytest.raises(ModelError, match="format 99"):
        MentionModel.read(path)


def test_a_damaged_file_is_told_by_its_sum(trained: Path, tmp_path: Path) -> None:
    (tmp_path / home.ABOUT).write_bytes((trained / home.ABOUT).read_bytes())
    (tmp_path / home.MENTIONS).write_bytes((trained / home.MENTIONS).read_bytes()[:-9])
    with pytest.raises(ModelError, match="damaged"):
        read_model(tmp_path)


@pytest.mark.parametrize("about", [None, b"", b"files: 3", b"{", b"\xff"])
def test_a_folder_that_is_no_model_is_told(tmp_path: Path, about: bytes | None) -> None:
    if about is not None:
        (tmp_path / home.ABOUT).write_bytes(about)
    with pytest.raises(ModelError, match=r"no model there|does not describe a model"):
        read_model(tmp_path)


@pytest.mark.parametrize(
    ("word", "look"), [("IPython", "XXxx"), ("Node.js", "Xxx.xx"), ("2031", "00"), ("C++", "X++"), ("", "")]
)
def test_shapes_of_words(word: str, look: str) -> None:
    assert shape(word) == look


def test_probabilities_are_those_of_all_paths() -> None:
    """Against the sum over every labelling, for lines of several lengths at once."""
    weights = {"a": (0.5, -1.0, 0.2), "b": (-0.3, 0.8, 1.1), "-l=^": (0.4, 0.0, -0.7), "n": (0.0, 0.9, -0.4)}
    transitions = ((0.2, -0.5, 0.7), (1.0, 0.3, -2.0), (0.0, 0.6, 0.1))
    chain = Chain(("x", "y", "z"), transitions, weights)
    passage = document_passage()
    words = [Word(("a",), ("n",), (), (), ()), Word(("b",), (), (), ("a",), ("b",))]
    lines = [
        Line(passage, [(0, 1)] * len(picked), [None] * len(picked), picked, [(Group(("a",)),)] * len(picked))
        for picked in ([words[0]], [words[1], words[0], words[1]], [words[0], words[1]])
    ]
    for line, marginals in zip(lines, chain.marginals(lines), strict=True):
        scores = [[sum(weights.get(f, (0, 0, 0))[k] for f in token) for k in range(3)] for token in line.features()]
        total, by = 0.0, [[0.0] * 3 for _ in scores]
        for path in product(range(3), repeat=len(scores)):
            steps = sum(transitions[a][b] for a, b in pairwise(path))
            weight = exp(sum(scores[n][k] for n, k in enumerate(path)) + steps)
            total += weight
            for n, k in enumerate(path):
                by[n][k] += weight
        assert marginals.tolist() == [pytest.approx([w / total for w in token]) for token in by]
    assert EDGE.left == ("-l=^",)


def document_passage() -> Any:
    return rule_mentions(document_of("One.\n")).passages[0]
