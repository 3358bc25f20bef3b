"""In what manner write-ups are read: by what rules and model, or as gold files say, and without whose names."""

from __future__ import annotations

import os
from dataclasses import dataclass

from hallway.extractors.learned.model import SHIPPED
from hallway.graph.privacy.withheld import Withheld

Trained = str | os.PathLike[str] | None
"""Folder of a trained model; None for none."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What a reading depends on besides the write-up.

    Args:
        rules: folders of further rule packs.
        model: folder of a trained model; None to read by rules alone.
        gold: folder of gold files, which are then taken for what the write-ups say; "" to read the write-ups.
        withheld: people whose names are left out of all readings.
    """

    rules: tuple[str, ...] = ()
    model: Trained = SHIPPED
    gold: str = ""
    withheld: tuple[Withheld, ...] = ()
