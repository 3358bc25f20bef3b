"""When events took place."""

from __future__ import annotations

import pytest

from hallway.extractors.extraction import extract
from hallway.extractors.readers import read_document


def dates(text: str) -> dict[str, tuple[str, str]]:
    """Return start and end by the name of the event."""
    reading = extract(read_document("a.md", text.encode()))
    names = {entity.id: entity.name for entity in reading.entities}
    found: dict[str, tuple[str, str]] = {}
    for fact in reading.facts:
        if fact.literal and fact.predicate.startswith("schema:"):
            start, end = found.get(names[fact.subject], ("", ""))
            found[names[fact.subject]] = (fact.object, end) if "start" in fact.predicate else (start, fact.object)
    return found


DATED = "---\ndate: 2032-06-09\n---\n"


@pytest.mark.parametrize(
    ("text", "event", "start", "end"),
    [
        (
            "LanternConf 2032 took place in Brest, from 3 to 5 June 2032. I was there, we had lamps.",
            "LanternConf 2032",
            "2032-06-03",
            "2032-06-05",
        ),
        (
            "LanternConf 2032 s'est déroulée à Brest, du 3 au 5 juin 2032. Nous y étions.",
            "LanternConf 2032",
            "2032-06-03",
            "2032-06-05",
        ),
        (
            "The LanternConf 2032 (June 3-5) was loud. I was there and we had lamps.",
            "LanternConf 2032",
            "2032-06-03",
            "2032-06-05",
        ),
        (
            "# Barcamp d'été du 29 juillet 2032\n\nNous étions dix au barcamp.",
            "Barcamp d'été du 29 juillet 2032",
            "2032-07-29",
            "2032-07-29",
        ),
        (
            "# Lantern Meetup\n\n- Date: 12 July 2032\n- Attendees: Ada Quill, Bruno Tallow\n\nWe met.",
            "Lantern Meetup",
            "2032-07-12",
            "2032-07-12",
        ),
        (
            "# Barcamp Lanterne 2032\n\nNantes, samedi 11 septembre 2032\n\nNous étions dix au Barcamp Lanterne.",
            "Barcamp Lanterne 2032",
            "2032-09-11",
            "2032-09-11",
        ),
    ],
)
def test_an_event_has_the_days_that_the_text_gives_it(text: str, event: str, start: str, end: str) -> None:
    assert dates(text)[event] == (start, end)


def test_a_missing_year_is_that_of_the_write_up() -> None:
    text = f"{DATED}# Lamps\n\nThe Harbour Hackathon took place on 3 and 4 June. We liked the Harbour Hackathon.\n"
    assert dates(text)["Harbour Hackathon"] == ("2032-06-03", "2032-06-04")


def test_a_day_later_than_the_write_up_was_last_year() -> None:
    text = f"{DATED}# Lamps\n\nThe Harbour Hackathon took place on 3 and 4 October. We liked the Harbour Hackathon.\n"
    assert dates(text)["Harbour Hackathon"] == ("2031-10-03", "2031-10-04")


@pytest.mark.parametrize(
    "text",
    [
        "LanternConf 2032 was loud. The deadline of LanternConf 2032 is on 3 March 2032.",
        "We loved LanternConf 2032. Glint 2.0 was released on 3 June 2032 by Gwen Aldous.",
        "At LanternConf 2032 we recalled 3 June 2019.",
        "The Harbour Hackathon took place on 3 and 4 June. We liked the Harbour Hackathon.",
    ],
)
def test_other_days_are_not_the_event_s(text: str) -> None:
    assert dates(text) == {}


def test_headings_that_are_days_span_the_event() -> None:
    text = (
        "# LanternConf 2032\n\nI was at LanternConf 2032, we had lamps.\n\n"
        "## Thursday, June 3\n\nMaps.\n\n## Friday, June 4\n\nLamps.\n"
    )
    assert dates(text)["LanternConf 2032"] == ("2032-06-03", "2032-06-04")
