"""People of real write-ups, each left out in turn: no word of their names is in what is kept of the reading."""

from __future__ import annotations

import re
import unicodedata
import zlib

from hallway.extractors.extraction import extract
from hallway.extractors.gold import read_golds
from hallway.extractors.readers import read_document
from hallway.graph.dataset import Lines
from hallway.graph.privacy.scrubbing import scrub
from hallway.graph.privacy.withheld import Withheld
from hallway.graph.reading_record import packed
from tests.corpora import DEV, GOLD, needs_dev


def plain(text: str) -> str:
    return re.sub(r"[\u0300-\u036f]+", "", unicodedata.normalize("NFKD", text)).casefold()


def words(name: str) -> set[str]:
    return {plain(word) for word in re.findall(r"\w+", name) if len(word) > 3}


@needs_dev
def test_no_word_of_a_name_is_left_but_those_of_others() -> None:
    left, people = [], 0
    for gold in read_golds(GOLD)[::4]:
        [file] = DEV.rglob(gold.document)
        document = read_document(gold.document, file.read_bytes())
        reading = extract(document)
        named = [entity for entity in gold.entities if entity.kind == "Person"]
        for person in [entity for entity in named if len(entity.name.split()) > 1][:3]:
            people += 1
            others = {word for entity in named if entity is not person for name in entity.names for word in words(name)}
            kept = scrub(reading, [Withheld((person.name,))], document.source)
            head, _, body = packed(kept, Lines()).partition(b"\n")
            text = head.decode() + zlib.decompress(body).decode()
            text = plain(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))
            found = {*re.findall(r"\w+", text)} & words(person.name)
            left += [(gold.document, person.name, word) for word in sorted(found - others)]
    assert people > 30
    assert left == []
