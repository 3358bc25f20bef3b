"""Which mentions are gathered into one entity, and what it is called."""

from __future__ import annotations

from hallway.extractors.draft import Draft, Mention
from tests.extraction import document_of, draft_of, entity_called, names_of, reading_of


def draft_with(text: str, *found: tuple[str, str, float]) -> Draft:
    """Return a draft with mentions of these words: ``(words, kind, confidence)``."""
    draft = Draft(document_of(text))
    for words, kind, confidence in found:
        i = draft.passages[0].text.index(words)
        draft.mention(draft.passages[0], i, i + len(words), kind, "by-hand", confidence)
    draft.settle()
    return draft


def kept(draft: Draft) -> list[tuple[str, str]]:
    return [(m.text, m.kind) for m in draft.mentions]


def test_of_overlapping_mentions_the_more_confident_stays() -> None:
    assert kept(draft_with("Alice Marsh Sprint", ("Alice Marsh", "Person", 0.9), ("Marsh Sprint", "Event", 0.8))) == [
        ("Alice Marsh", "Person")
    ]


def test_of_equally_confident_mentions_the_longer_stays() -> None:
    assert kept(draft_with("Marsh Sprint", ("Marsh", "Person", 0.8), ("Marsh Sprint", "Event", 0.8))) == [
        ("Marsh Sprint", "Event")
    ]


def test_mentions_that_only_touch_both_stay() -> None:
    assert len(kept(draft_with("Alice Marsh", ("Alice ", "Person", 0.9), ("Marsh", "Tool", 0.8)))) == 2


def test_a_talk_may_hold_other_mentions() -> None:
    assert kept(draft_with("Knots with Django", ("Knots with Django", "Talk", 0.9), ("Django", "Tool", 0.5))) == [
        ("Knots with Django", "Talk"),
        ("Django", "Tool"),
    ]


def test_of_two_talks_that_overlap_one_stays() -> None:
    assert kept(draft_with("Knots with Django", ("Knots with", "Talk", 0.7), ("with Django", "Talk", 0.9))) == [
        ("with Django", "Talk")
    ]


def test_a_mention_leaves_out_blanks_and_stray_punctuation_at_its_ends() -> None:
    draft = Draft(document_of('Knots, "Lamps", maps.'))
    made = draft.mention(draft.passages[0], 5, 15, "Talk", "by-hand", 0.9)
    assert (made.text, made.name) == ("Lamps", "Lamps")


def test_a_mention_of_nothing_is_none() -> None:
    draft = Draft(document_of("Knots, , maps."))
    draft.mention(draft.passages[0], 5, 9, "Talk", "by-hand", 0.9)
    assert draft.mentions == []


def test_a_mention_that_gave_way_stands_for_what_the_other_stands_for() -> None:
    draft = draft_of("# LanternConf 2032\n\n## Talks\n\n- Knots - Alice Marsh\n")
    [line] = draft.talks
    assert [speaker.entity.name for speaker in line.speakers if speaker.entity] == ["Alice Marsh"]


def test_case_accents_and_blanks_tell_no_two_apart() -> None:
    assert names_of("We used PostgreSQL. We used Postgresql.", "Software") == {"PostgreSQL"}


def test_initials_are_the_organisation_whose_name_begins_so() -> None:
    text = "Nous remercions l'association Bibliothèques Sans Frontières (BSF). La BSF est grande.\n"
    assert "BSF" in entity_called(text, "Bibliothèques Sans Frontières", "fr").aliases


def test_a_legal_form_tells_no_two_organisations_apart() -> None:
    text = "Alice Marsh works at Halyard. Bruno Tallow works for Halyard Ltd, too.\n"
    assert names_of(text, "Organization") == {"Halyard"}


def test_what_a_text_calls_a_thing_first_is_its_label_and_the_rest_its_aliases() -> None:
    found = entity_called("We used Postgres. PostgreSQL is fast.", "PostgreSQL")
    assert {found.name, *found.aliases} == {"Postgres", "PostgreSQL"}
    assert found.name == "Postgres"


def test_every_mention_of_an_entity_is_one_of_its_spans() -> None:
    text = "Alice Marsh spoke.\n\nWe thank Alice Marsh.\n"
    found = entity_called(text, "Alice Marsh")
    assert [text[i:j] for i, j in found.spans] == ["Alice Marsh", "Alice Marsh"]


def test_two_things_of_one_name_have_ids_of_their_own() -> None:
    text = "# Trip\n\n## A\n\nWe met Alice Marsh.\n\n## B\n\nWe met Alice Ferrand.\n\n## C\n\nAlice left.\n"
    ids = [entity.id for entity in reading_of(text).entities]
    assert len(ids) == len(set(ids))
    assert {"person-alice", "person-alice-marsh", "person-alice-ferrand"} <= set(ids)


def test_tags_are_topics_each_but_once() -> None:
    text = "---\ntags: [Lamps, lamps, Maps]\n---\n\nWe left.\n"
    assert names_of(text, "Topic") == {"Lamps", "Maps"}


def test_a_mention_is_called_by_its_words_unless_told_a_name() -> None:
    draft = Draft(document_of("Lamps"))
    assert draft.mention(draft.passages[0], 0, 5, "Talk", "by-hand", 0.9).name == "Lamps"
    assert Mention(draft.passages[0], 0, 5, "Talk", "by-hand", 0.9, name="Oil").name == "Oil"
