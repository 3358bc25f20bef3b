"""Who signs a write-up and when it was written, where its metadata says neither."""

from __future__ import annotations

import pytest

from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document
from hallway.extractors.reading import Reading

BODY = "I was at LanternConf 2032 in Brest and it was loud. We met at the harbour, and I liked the lamps.\n"


def read(text: str, name: str = "a.md") -> Reading:
    return extract(read_document(name, text.encode()))


def author(reading: Reading) -> str:
    return next((entity.name for entity in reading.entities if entity.id == reading.author), "")


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        (f"# Lamps\n\n*By Ada Quill, 10 June 2032*\n\n{BODY}", "Ada Quill", "2032-06-10"),
        (f"# Lamps\n\n*Ada Quill, 30 November 2032*\n\n{BODY}", "Ada Quill", "2032-11-30"),
        (f"# Lamps\n\nPosted by Ada Quill on 8 June 2032\n\n{BODY}", "Ada Quill", "2032-06-08"),
        (f"# Lampes\n\nPublié par Élise Noroît le 8 juin 2032\n\n{BODY}", "Élise Noroît", "2032-06-08"),
        (f"# Lamps\n\n{BODY}\nSee you next year.\n\n— Ada Quill\n", "Ada Quill", ""),
        (f"# Lamps\n\n{BODY}\nBy [Ada Quill](https://git.example.org/ada)\n", "Ada Quill", ""),
        (f"# Lamps\n\n{BODY}\n(notes by Ada Quill)\n", "Ada Quill", ""),
        (f"# Lamps\n\n8 June 2032\n\n{BODY}", "", "2032-06-08"),
        (
            f"# Réunion du 14 mars 2032\n\n* Secrétaire de séance : Lucie Fontaubert\n\n{BODY}",
            "Lucie Fontaubert",
            "2032-03-14",
        ),
        (
            "# Meeting 2032-03-06\n\n## Present\n\nBruno Tallow, Ada Quill (minute-taker)\n\n"
            "## Points\n\nWe need lamps.\n",
            "Ada Quill",
            "2032-03-06",
        ),
    ],
)
def test_a_byline_gives_author_and_date(text: str, name: str, date: str) -> None:
    reading = read(text)
    assert (author(reading), reading.date) == (name, date)


@pytest.mark.parametrize(
    "text",
    [
        f"# Lamps\n\n{BODY}\nThanks to Ada Quill for the lamps.\n",
        f"# Lamps\n\nBy train it takes six hours.\n\n{BODY}",
        f"# Lamps\n\n{BODY}\n> A lamp is a promise.\n>\n> — Ada Quill\n\nThat was all.\n",
        f'# Lamps\n\n- "Maps that survive the tunnel" by Bruno Tallow\n'
        f'- "A store you can bury" by Ines Ravel\n\n{BODY}',
    ],
)
def test_a_name_that_signs_nothing_is_no_author(text: str) -> None:
    assert author(read(text)) == ""


def test_metadata_says_it_better_than_a_byline() -> None:
    reading = read(f"---\nauthor: Cleo Marsh\ndate: 2032-06-11\n---\n# Lamps\n\nBy Ada Quill, 10 June 2032\n\n{BODY}")
    assert (author(reading), reading.date) == ("Cleo Marsh", "2032-06-11")


def test_what_the_author_did_is_said_of_the_name_that_signs() -> None:
    reading = read(f"# Lamps at LanternConf 2032\n\n*By Ada Quill, 10 June 2032*\n\n{BODY}")
    assert ("person-ada-quill", "attended") in {(fact.subject, fact.predicate) for fact in reading.facts}
    assert sum(entity.name == "Ada Quill" for entity in reading.entities) == 1


def test_days_of_a_programme_are_not_the_day_of_writing() -> None:
    reading = read(f"# LanternConf 2032\n\nSaturday, 5 June 2032\n\n{BODY}\n\nSunday, 6 June 2032\n\n{BODY}")
    assert reading.date == ""


def test_who_signs_a_first_person_report_was_there() -> None:
    text = f"# LanternConf 2032\n\nPosted by Ada Quill\n\n{BODY}\nAda Quill also wrote the programme.\n"
    reading = read(text)
    assert author(reading) == "Ada Quill"
    assert any(fact.subject == reading.author and fact.predicate == "attended" for fact in reading.facts)
