"""How write-ups are put into groups by author, and groups into folds."""

from __future__ import annotations

from pathlib import Path

import pytest

from hallway.errors import SourceError, WriteUpError
from hallway.extractors.folds import author_groups, read_groups, split
from hallway.extractors.gold import Gold


def written(document: str, author: str = "") -> Gold:
    return Gold(f"gold/{document}.yaml", document, "en", author, "", (), ())


def test_write_ups_by_one_author_are_one_group() -> None:
    golds = [written("a.md", "Élie Marsh"), written("b.md", "elie marsh"), written("c.md", "Ada Quill")]
    assert author_groups(golds) == {"a.md": "a.md", "b.md": "a.md", "c.md": "c.md"}


def test_without_an_author_the_source_in_the_file_name_counts() -> None:
    golds = [written("001-quay-day-1.md"), written("002-quay-day-2.rst"), written("003-mole-day-1.md")]
    assert list(author_groups(golds).values()) == ["001-quay-day-1.md", "001-quay-day-1.md", "003-mole-day-1.md"]


def test_an_author_ties_two_sources_together() -> None:
    golds = [written("001-quay-x.md", "Ada"), written("002-mole-x.md", "Ada"), written("003-mole-y.md")]
    assert set(author_groups(golds).values()) == {"001-quay-x.md"}


@pytest.mark.parametrize("name", ["000_0a1b2c.txt", "report.md", "2031-04-02-report.md", "00-quay-x.md"])
def test_other_file_names_name_no_source(name: str) -> None:
    other = name.replace("report", "notes").replace("0a1b", "0a1c").replace("-x", "-y")
    assert len(set(author_groups([written(name), written(f"z{other}")]).values())) == 2


def test_groups_that_are_given_go_before_what_is_told() -> None:
    golds = [written("a.md", "Ada"), written("b.md", "Ada"), written("c.md", "Ada")]
    assert author_groups(golds, {"b.md": "guests"}) == {"a.md": "a.md", "b.md": "guests", "c.md": "a.md"}


def test_the_order_of_the_gold_files_changes_nothing() -> None:
    golds = [written(f"{n:03}-{'abc'[n % 3]}x-{n}.md", ["Ada", "", "Bo"][n % 4 % 3]) for n in range(12)]
    assert author_groups(golds) == author_groups(golds[::-1])


def test_no_group_is_in_two_folds_and_the_folds_are_even() -> None:
    groups = {f"{n:02}.md": f"group {n % 9}" for n in range(40)}
    folds = split(groups, 4)
    assert sorted(document for one in folds for document in one) == sorted(groups)
    seen = [{groups[document] for document in one} for one in folds]
    assert sum(len(one) for one in seen) == 9
    assert max(map(len, folds)) - min(map(len, folds)) <= 5
    assert folds == split(dict(reversed(groups.items())), 4)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_folds_need_as_many_authors(count: int) -> None:
    with pytest.raises(SourceError, match=rf"{count} folds cannot be made of write-ups by 2 authors"):
        split({"a.md": "x", "b.md": "y", "c.md": "y"}, count)


def test_groups_are_read_from_yaml_and_from_columns(tmp_path: Path) -> None:
    yaml, columns = tmp_path / "groups.yaml", tmp_path / "groups.tsv"
    yaml.write_text("a.md: ada\nb.md: 7\n", encoding="utf-8")
    columns.write_text("a.md\tada\n\nb.md\t7\n", encoding="utf-8")
    assert read_groups(yaml) == read_groups(columns) == {"a.md": "ada", "b.md": "7"}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("g.yaml", b"a: b: c", r"g\.yaml:1: this file of groups is no YAML"),
        ("g.yaml", b"- a", r"g\.yaml: not a file of groups"),
        ("g.yaml", b"a: [b]", r"g\.yaml: not a file of groups"),
        ("g.yaml", b"a: \xff", r"g\.yaml: not a file of groups"),
        ("g.tsv", b"a\tb\nc d\n", r"g\.tsv:2: not a file name, a tab and a group"),
        ("g.tsv", b"a\tb\tc\n", r"g\.tsv:1: not a file name, a tab and a group"),
    ],
)
def test_a_file_that_is_no_list_of_groups_is_named(tmp_path: Path, name: str, text: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(text)
    with pytest.raises(WriteUpError, match=told):
        read_groups(tmp_path / name)


def test_a_file_of_groups_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"g\.yaml: cannot be read: No such file"):
        read_groups(tmp_path / "g.yaml")
