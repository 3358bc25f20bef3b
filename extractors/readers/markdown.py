"""Markdown, in most of the dialects in which weblogs and wikis write it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from hallway.extractors.document import Block, BlockKind, Content, Metadata, Run, Value
from hallway.extractors.readers.html import read_fragment
from hallway.extractors.readers.linetable import Line, lines, verbatim
from hallway.extractors.readers.markdown_inline import Placement
from hallway.extractors.readers.markdown_rules import BULLET, PLAIN, parser
from hallway.extractors.readers.outline import Node, Outline
from hallway.extractors.readers.templates import FILLER, hide
from hallway.extractors.readers.text_head import split_head
