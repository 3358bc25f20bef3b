"""A trained model: a folder with a file for each part and ``model.yaml``, which says what it was trained on.

``mentions.json`` finds names that the rules missed, ``facts.json`` judges facts. ``model.yaml`` holds a check sum of each part, so that a damaged
file is told before it is used.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from hallway.errors import ModelError
from hallway.extractors.learned.fact_model import FactModel
from hallway.extractors.learned.mention_model import MentionModel
from hallway.extractors.learned.model_file import HINT

SHIPPED = Path(__file__).parent / "model"
"""Folder of the model that comes with hallway."""

ABOUT = "model.yaml"
MENTIONS = "mentions.json"
FACTS = "facts.json"


@dataclass(frozen=True)
class Model:
    """What was learned.

    Args:
        mentions: finds names that the rules missed.
        facts: judges the facts that rules state and adds others; None to leave facts to the rules.
        about: what it was trained on and how it scored, as ``model.yaml`` says.
    """

    mentions: MentionModel
    facts: FactModel | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


def read_model(folder: str | os.PathLike[str] | None = SHIPPED) -> Model | None:
    """Read a model; each is read once.

    Args:
        folder: of the model; None for none.

    Returns:
        The model; None if none is asked for, or if hallway came without one.

    Raises:
        ModelError: a part is missing, damaged, or made by another version.
    """
    if folder is None or (Path(folder) == SHIPPED and not SHIPPED.is_dir()):
        return None
    return _read(os.fspath(folder), b"" if Path(folder) == SHIPPED else _about(folder))


def _about(folder: str | os.PathLike[str]) -> bytes:
    """What tells a model of the user's own from another that is put in its place."""
    try:
        return Path(folder, ABOUT).read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=4)
def _read(folder: str, _: bytes) -> Model:
    path = Path(folder, ABOUT)
    try:
        about = yaml.load(path.read_bytes().decode(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        sums = dict(about["files"])
    except OSError as error:
        raise ModelError(f"no model there: {error.strerror or error}", path=str(path), hint=HINT) from None
    except (yaml.YAMLError, ValueError, KeyError, TypeError, RecursionError):
        raise ModelError("does not describe a model", path=str(path), hint=HINT) from None
    return Model(
        MentionModel.read(_whole(folder, MENTIONS, sums)),
        FactModel.read(_whole(folder, FACTS, sums)) if FACTS in sums else None,
        about,
    )


def _whole(folder: str, name: str, sums: Mapping[str, str]) -> Path:
    """The path of a part, which is as it was written."""
    part = Path(folder, name)
    try:
        found = hashlib.sha256(part.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror or error}", path=str(part), hint=HINT) from None
    if found != sums.get(name):
        raise ModelError(f"damaged: it is not the file that {ABOUT} describes", path=str(part), hint=HINT)
    return part


def write_model(folder: Path, model: Model) -> None:
    """Write a model.

    Args:
        folder: made if need be; files of an earlier model in it are replaced.
        model: what was learned; its ``about`` is in plain YAML values.

    Raises:
        ModelError: it cannot be written.
    """
    parts = {MENTIONS: model.mentions.written()}
    if model.facts is not None:
        parts[FACTS] = model.facts.written()
    told = {**model.about, "files": {name: hashlib.sha256(data).hexdigest() for name, data in parts.items()}}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in parts.items():
            (folder / name).write_bytes(data)
        (folder / ABOUT).write_text(
            yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=120), "utf-8", newline="\n"
        )
    except OSError as error:
        raise ModelError(f"cannot be written: {error.strerror or error}", path=str(folder)) from None
