"""Files of a model: read with their faults told, and what a trainer learned taken out of its own."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hallway.errors import ModelError

if TYPE_CHECKING:
    import pycrfsuite

HINT = "train it again with hallway train, or build with --no-model"


@contextmanager
def read_part(path: Path, format: int, what: str) -> Iterator[Any]:
    """Give what a part of a model holds; whatever turns out wrong with it in the block is told as its fault.

    Args:
        path: of the file.
        format: that this hallway reads.
        what: a part it is, for messages.

    Raises:
        ModelError: it is missing, damaged, or made by another version.
    """
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != format:
            told = f"a model of format {data['format']!r}; this hallway reads {format}"
            raise ModelError(told, path=str(path), hint=HINT)
        yield data
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror or error}", path=str(path), hint=HINT) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, ModelError):
            raise
        told = f"not a model of {what}: {type(error).__name__} {error}"[:200]
        raise ModelError(told, path=str(path), hint=HINT) from None


def learned(trainer: pycrfsuite.Trainer) -> Any:
    """Train, and return the weights: ``state_features`` and ``transitions`` of python-crfsuite's dump.

    Args:
        trainer: with its parameters and items.
    """
    import pycrfsuite

    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        tagger.close()
    return info
