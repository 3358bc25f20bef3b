"""People who opted out are in no byte of what is kept; those with a pseudonym are there under that alone."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallway.errors import NameNotFound
from hallway.extractors.mailboxes import digests
from hallway.extractors.reading import Entity, Evidence, Fact, Reading, Rung
from hallway.graph.curation.curation import curation_of
from hallway.graph.dataset import Lines
from hallway.graph.outcome import Outcome
from hallway.graph.privacy.audit import audit
from hallway.graph.privacy.opted import withheld
from hallway.graph.privacy.scrubbing import hidden_path, scrub
from hallway.graph.privacy.withheld import Withheld
from hallway.graph.writing import fill
from tests.community_readings import lanternconf, person, reading, thing

SOURCE = "Zelda Quill (@zeldaq) and Bruno Tallow hacked on Glint. Zelda wrote QUILL, ZELDA in the log."
ZELDA = Withheld(("Zelda Quill",), handles=("zeldaq",))


def said(subject: str, predicate: str, object: str, quote: str) -> Fact:
    at = SOURCE.index(quote)
    return Fact(subject, predicate, object, (Evidence(at, at + len(quote), quote, Rung.VERBATIM, "en.test", 0.9),))


def notes() -> Reading:
    zelda = Entity(
        "person-zelda-quill",
        ("Person",),
        "Zelda Quill",
        ("@zeldaq", "Zelda"),
        ("https://github.com/quillwright",),
        spans=((0, 11), (13, 20), (56, 61)),
    )
    return reading(
        "notes/zelda-quill.md",
        [
            zelda,
            person("Bruno Tallow", "bruno", urls=["https://quillwright.example/friends"]),
            thing("Project", "Glint", "glint"),
            thing("Talk", "Zelda Quill's lamps", "talk-zelda-quill-s-lamps"),
        ],
        [
            said("person-zelda-quill", "worksOn", "glint", "Zelda Quill (@zeldaq) and Bruno Tallow hacked on Glint"),
            said("bruno", "worksOn", "glint", "Zelda Quill (@zeldaq) and Bruno Tallow hacked on Glint"),
            said("bruno", "attendedTalk", "talk-zelda-quill-s-lamps", "Zelda wrote QUILL, ZELDA in the log"),
        ],
        title="Hacking with Zelda  Quill",
        author="person-zelda-quill",
        tags=("zeldaq", "lamps"),
    )


def written(*readings: Reading) -> str:
    store = ox.Store()
    fill(store, [Outcome(one.path, one, Lines.of(SOURCE)) for one in readings])
    return "\n".join(map(str, store))


def hidden(one: Reading, *people: Withheld) -> Reading:
    return replace(scrub(one, people), path=hidden_path(one.path, people))


def test_who_opted_out_is_in_no_byte_of_the_graph() -> None:
    text = written(hidden(notes(), ZELDA)).casefold()
    for name in ("zelda", "quill", "zeldaq"):
        assert name not in text, name
    assert "bruno tallow" in text


def test_what_others_said_keeps_its_place_and_length() -> None:
    kept = scrub(notes(), [ZELDA])
    quotes = {place.quote for fact in kept.facts for place in fact.evidence}
    assert quotes == {
        "███████████ (███████) and Bruno Tallow hacked on Glint",
        "█████ wrote ████████████ in the log",
    }
    assert {fact.subject for fact in kept.facts} == {"bruno"}
    assert kept.author == ""


def test_a_pseudonym_is_all_that_is_left_of_a_name() -> None:
    kept = hidden(notes(), Withheld(("Zelda Quill",), ("zeldaq",), pseudonym="Lamplighter"))
    text = written(kept)
    assert "person/lamplighter" in text
    for name in ("zelda", "quill", "zeldaq"):
        assert name not in text.casefold(), name
    assert ("person-lamplighter", "worksOn", "glint") in {(f.subject, f.predicate, f.object) for f in kept.facts}
    assert kept.author == "person-lamplighter"


def test_a_write_up_that_speaks_of_none_of_them_is_left_as_it_is() -> None:
    for one in lanternconf():
        assert scrub(one, [Withheld(("Nobody Here",), ("nobody",))]) is one


def test_an_address_tells_who_signs_with_a_given_name_alone() -> None:
    writer = Entity("person-zelda", ("Person",), "Zelda", local=True, mailboxes=digests("zq@mill.example"))
    there = reading("a.md", [writer, thing("Project", "Glint", "glint")], [], author="person-zelda")
    without = scrub(there, [replace(ZELDA, emails=("ZQ@mill.example",))])
    assert [entity.id for entity in without.entities] == ["glint"]
    renamed = scrub(there, [replace(ZELDA, emails=("zq@mill.example",), pseudonym="A lamp maker")])
    assert [(one.name, one.mailboxes) for one in renamed.entities if one.id != "glint"] == [("A lamp maker", ())]


def test_the_curation_file_and_its_mailmap_say_who_wants_to_be_left_out() -> None:
    file = b"people:\n- {name: Zelda Quill, handles: [zq], opt_out: true}\n"
    file += b"- {name: person/bruno-tallow, pseudonym: B}\n- mailmap: .mailmap\n- {name: Cleo Marsh}\n"
    mailmap = b"Zelda Quill <z@quill.example> Z. Quillwright <zelda@users.noreply.github.com>\n"
    out, renamed = withheld(curation_of(file, "hallway.yaml", lambda name: mailmap))
    assert out.names == ("Z. Quillwright", "Zelda Quill")
    assert (out.handles, out.pseudonym) == (("zelda", "zq"), "")
    assert "z@quill.example" in out.emails
    assert renamed.tells("Bruno  TALLOW")
    assert renamed.pseudonym == "B"


@pytest.mark.parametrize(
    "text",
    ["zelda quill", "Quill, Zelda", "ZÉLDA QUÍLL", "zelda-quill", "Ze\u0301lda Quill", "zelda_quill", "x@zeldaq"],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert ZELDA.tells(text)


@pytest.mark.parametrize("text", ["Zelda Quillon", "zeldaquist", "Nzelda Quillet", "Zelda"])
def test_other_words_are_left_alone(text: str) -> None:
    assert not ZELDA.tells(text)


@given(st.text(), st.text())
def test_blotting_out_keeps_the_length_and_leaves_no_name(before: str, after: str) -> None:
    text = f"{before} Zelda Quill {after} @zeldaq {before}"
    hidden = ZELDA.masked(text)
    assert len(hidden) == len(text)
    assert not ZELDA.tells(hidden)


def test_an_audit_tells_every_fact_with_its_quote_and_every_other_place_of_the_name() -> None:
    store = ox.Store()
    others = reading(
        "b.md",
        [person("Bruno Tallow", "bruno"), thing("Talk", "A day with Zelda Quill", "talk")],
        [Fact("bruno", "presented", "talk", (Evidence(0, 9, "Zelda's t", Rung.VERBATIM, "en.test", 0.9),))],
        title="Thanks, Zelda Quill!",
    )
    fill(store, [Outcome(one.path, one, Lines.of(SOURCE)) for one in (notes(), others)])
    (found,) = audit(store, "zelda quill")
    told = {(fact.subject, fact.predicate, fact.object): [r.quote for r in fact.reasons] for fact in found.facts}
    quote = "Zelda Quill (@zeldaq) and Bruno Tallow hacked on Glint"
    assert told["Zelda Quill", "hw:worksOn", "Glint"] == [quote]
    assert ("notes/zelda-quill.md", "Zelda wrote QUILL, ZELDA in the log") in {(p.where, p.text) for p in found.passing}
    assert ("b.md", "Thanks, Zelda Quill!") in {(p.where, p.text) for p in found.passing}
    assert "A day with Zelda Quill" in {p.text for p in found.passing}
    with pytest.raises(NameNotFound):
        audit(store, "Glint")
