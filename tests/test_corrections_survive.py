"""One story: a corpus is built, corrected in every way, edited, and read by other rules; no correction is lost.

After each build every correction is either still in force, which the graph is asked for, or told by the build with its
line in the curation file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from hallway.graph.store import open_store
from tests.command_line import hallway

SPRINT = """---
title: Tidemark sprint 2031
author: Ada Quill
date: 2031-04-03
---

# Tidemark sprint 2031

Ada Quill and Bruno Tallow attended the Tidemark sprint 2031 in Port Sable.

[Ada Quill](https://github.com/adaq) worked on [Tidemark](https://github.com/halyard/tidemark).

[cmarsh](https://github.com/cmarsh) worked on [Tidemark](https://github.com/halyard/tidemark).

[lampe](https://github.com/lampe) worked on [Skerry](https://github.com/halyard/skerry).

Kira Pell worked on [Marmite](https://github.com/kpell/marmite).

## Sponsors

Saltworks sponsored the Tidemark sprint 2031.
"""
CONF = """---
title: LanternConf 2031
author: Cleo Marsh
date: 2031-06-02
---

# LanternConf 2031

Cleo Marsh, Dora Finch and Hugo Lunt attended LanternConf 2031 in Port Sable.

Dora Finch works for Halyard.

Olga Vane worked on [Fanal](https://github.com/halyard/fanal).

## Thanks

Sven Rudd worked on [Glint](https://github.com/halyard/glint).
"""
DIARY = """---
title: A week in June
author: Gwen Harrow
date: 2031-06-09
---

# A week in June

I attended LanternConf 2031.

[quillette](https://github.com/quillette) worked on [Beaconry](https://github.com/halyard/beaconry).

Bruno T. worked on [Beaconry](https://github.com/halyard/beaconry).

Norris Quayle attended LanternConf 2031.

Zelda Brand attended LanternConf 2031.

Peter Alder worked on [Beaconry](https://github.com/halyard/beaconry).

Lars Moor worked on [Fanal](https://github.com/halyard/fanal).
"""
MINUTES = """Harbour meeting, 2031-05-05

Attendees: Dora Finch, Remy Vant, Hugo Lunt

Hugo Lunt worked on Tidemark.
"""
DRAFT = "# Draft\n\nNora Atall attended LanternConf 2031.\n"
MORE = """---
title: Another week
author: Gwen Harrow
date: 2031-07-01
---

We know that Norris Quayle attended LanternConf 2031, and that Zelda Brand worked on Beaconry.

[olgav](https://github.com/olgav) worked on [Glint](https://github.com/halyard/glint).

Peter Alder worked on [Glint](https://github.com/halyard/glint).

We know that Ines Stray admires [Skerry](https://github.com/halyard/skerry).
"""
PEOPLE = """
people:
  - {name: Gwen Harrow, handles: [quillette]}
  - {name: Ada Quill, affiliations: [{organization: Saltworks Guild, from: 2029-05, to: 2031}]}
  - {mailmap: ../mailmap}
  - {name: Zelda Brand, opt_out: true}
  - {name: Peter Alder, pseudonym: Lamplighter}
"""
RULE = """- name: admires
  cue: admires
  pattern: "{person} admires {software}"
  facts: person worksOn software
  match: We know that Ada Byron admires Django.
  not: We know that Ada Byron dislikes Django.
"""
COMMANDS = (
    ("same", "Bruno Tallow", "diary.md#Bruno T."),
    ("different", "conf.md#Hugo Lunt", "minutes.txt#Hugo Lunt"),
    ("rename", "LanternConf 2031", "Lantern Conference 2031"),
    ("retype", "Marmite", "Organization"),
    ("alias", "Olga Vane", "olgav"),
    ("assert", "Dora Finch", "worksOn", "Tidemark", "--who", "Ada Quill", "--evidence", "Dora mends the parser"),
    ("assert", "Remy Vant", "memberOf", "Halyard Guild", "--new", "Organization"),
    ("deny", "Norris Quayle", "attended", "LanternConf 2031", "--because", "the boat was late"),
    ("ignore", "draft.md"),
    ("ignore", "sprint.md", "--heading", "Sponsors"),
    ("ignore", "conf.md", "--heading", "Thanks"),
    ("ignore", "diary.md:21-22"),
)
ANSWERS = {
    "Is conf.md#Cleo Marsh the same as sprint.md#cmarsh?": "y",
    "Kira Pell attended Tidemark sprint 2031?": "y",
    "Dora Finch memberOf Halyard?": "n",
}
STAGES = ("corrected", "edited", "read by another rule", "read by a rule and a model that are others again")


def works(who: str, what: str) -> str:
    return fact(who, "worksOn", what)


def fact(who: str, relation: str, what: str) -> str:
    return f'?a rdfs:label "{who}" . ?b rdfs:label "{what}" . ?a hw:{relation} ?b .'


def by_people(who: str, relation: str, what: str) -> str:
    said = f"GRAPH ?g {{ ?s rdf:subject ?a ; rdf:predicate hw:{relation} ; rdf:object ?b ; hw:readAs 'curated' }}"
    return f"{fact(who, relation, what)} {said}"


@dataclass(frozen=True)
class Correction:
    """One of the corrections.

    Args:
        entry: how its line of the curation file begins.
        holds: what the graph says while it is in force, as SPARQL patterns.
        never: what it does not say then.
        told: from which stage on it cannot be in force and is told instead; more than the last for never.
        silent: letters that no value of the graph may have while it is in force.
    """

    entry: str
    holds: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    told: int = len(STAGES)
    silent: str = ""


CORRECTIONS = {
    "same": Correction("[Bruno Tallow,", (works("Bruno Tallow", "Beaconry"),)),
    "different": Correction(
        '["conf.md#Hugo', ('?a rdfs:label "Hugo Lunt" . ?b rdfs:label "Hugo Lunt" FILTER(?a != ?b)',), told=1
    ),
    "rename": Correction(
        "{thing: LanternConf",
        (fact("Gwen Harrow", "attended", "Lantern Conference 2031"),),
        ('?a a hw:Event ; rdfs:label "LanternConf 2031"',),
    ),
    "retype": Correction(
        "{thing: Marmite",
        ('?a rdfs:label "Marmite" ; a hw:Organization',),
        ('?a rdfs:label "Marmite" ; a hw:Project',),
        told=1,
    ),
    "alias": Correction(
        "{thing: Olga", ('?a rdfs:label "Olga Vane" ; skos:altLabel "olgav"',), ('?a rdfs:label "olgav"',)
    ),
    "assert": Correction(
        "{subject: Dora Finch, predicate: worksOn",
        (
            by_people("Dora Finch", "worksOn", "Tidemark"),
            'GRAPH ?g { ?s oa:exact "Dora mends the parser" ; hw:saidBy "Ada Quill" }',
        ),
    ),
    "assert something new": Correction(
        "{subject: Remy Vant", (by_people("Remy Vant", "memberOf", "Halyard Guild"),), told=1
    ),
    "deny": Correction(
        "{subject: Norris", ('?a rdfs:label "Norris Quayle"',), ('?a rdfs:label "Norris Quayle" ; hw:attended ?e',)
    ),
    "ignore a write-up": Correction("draft.md", never=('?a rdfs:label "Nora Atall"',), told=1),
    "ignore below a heading": Correction("{path: sprint.md", never=("?a hw:sponsored ?b",)),
    "ignore below a heading of a write-up that is renamed": Correction(
        "{path: conf.md", never=('?a rdfs:label "Sven Rudd"',), told=1
    ),
    "ignore lines": Correction("{path: diary.md", never=('?a rdfs:label "Lars Moor"',)),
    "handles": Correction("{name: Gwen", (works("Gwen Harrow", "Beaconry"),), ('?a rdfs:label "quillette"',)),
    "affiliation": Correction(
        "{name: Ada",
        (by_people("Ada Quill", "memberOf", "Saltworks Guild"), 'GRAPH ?g { ?s hw:holdsDuring "2029-05/2031" }'),
    ),
    "mailmap": Correction("{mailmap:", (works("Cleo Marsh", "Skerry"),), ('?a rdfs:label "lampe"',)),
    "opt out": Correction("{name: Zelda", silent="zelda"),
    "pseudonym": Correction("{name: Peter", (works("Lamplighter", "Beaconry"),), silent="alder"),
    "review: they are one": Correction(
        '["conf.md#Cleo',
        ("GRAPH ?g { ?m hw:rule 'curated' ; rdf:subject/rdfs:label 'Cleo Marsh' ; rdf:object/rdfs:label 'cmarsh' }",),
        told=1,
    ),
    "review: that holds": Correction(
        "{subject: Kira Pell", (by_people("Kira Pell", "attended", "Tidemark sprint 2031"),)
    ),
    "review: that does not hold": Correction(
        "{subject: Dora Finch, predicate: memberOf", never=(fact("Dora Finch", "memberOf", "Halyard"),)
    ),
}


@dataclass(frozen=True)
class Stage:
    """What stood there after one of the builds.

    Args:
        store: the graph.
        curation: lines of the curation file.
        messages: of the build.
    """

    store: ox.Store
    curation: list[str]
    messages: list[str]

    def asks(self, pattern: str) -> bool:
        prefixes = (
            "PREFIX hw: <https://w3id.org/hallway/vocab#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
            "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
            "PREFIX oa: <http://www.w3.org/ns/oa#> "
        )
        return bool(self.store.query(f"{prefixes} ASK {{ {pattern} }}"))

    def tells(self, correction: Correction) -> list[str]:
        """The messages on one entry."""
        (line,) = [n for n, text in enumerate(self.curation, 1) if text.startswith(f"  - {correction.entry}")]
        return [message for message in self.messages if message.startswith(f"hallway.yaml:{line}: ")]

    def faults(self, correction: Correction) -> list[str]:
        """Why one is not in force."""
        text = "\n".join(str(quad).lower() for quad in self.store) if correction.silent else ""
        return [
            *(f"not said: {pattern}" for pattern in correction.holds if not self.asks(pattern)),
            *(f"said: {pattern}" for pattern in correction.never if self.asks(pattern)),
            *([f"named: {correction.silent}"] if correction.silent and correction.silent in text else []),
        ]


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> list[Stage]:
    """The story, told once."""
    folder = tmp_path_factory.mktemp("story")
    notes = folder / "notes"
    notes.mkdir()
    for name, text in (("sprint.md", SPRINT), ("conf.md", CONF), ("diary.md", DIARY), ("draft.md", DRAFT)):
        (notes / name).write_text(text)
    (notes / "minutes.txt").write_text(MINUTES)
    (folder / "mailmap").write_text("Cleo Marsh <cleo@marsh.example> lampe <lampe@users.noreply.github.com>\n")
    made: list[Stage] = []

    def built(*more: str | Path) -> None:
        done = hallway("build", *more, "notes", folder=folder)
        assert done.code == 0, done.err
        lines = (notes / "hallway.yaml").read_text().splitlines() if (notes / "hallway.yaml").exists() else []
        held = ox.Store()
        held.bulk_extend(open_store(folder / "hallway-graph"))
        made.append(Stage(held, lines, done.messages))

    built("--no-model")
    correct(folder)
    built("--no-model")
    edit(notes)
    built("--no-model")
    (folder / "rules/en").mkdir(parents=True)
    (folder / "rules/en/own.yaml").write_text(RULE)
    built("--no-model", "--rules", "rules")
    (folder / "rules/en/own.yaml").write_text(f"{RULE}  confidence: 0.4\n")
    built("--rules", "rules")
    return made


def correct(folder: Path) -> None:
    """Correct what the graph says, by command, by hand, and by answers."""
    for words in COMMANDS:
        done = hallway(*words, folder=folder)
        assert done.code == 0, done.err
    asked = hallway("review", "--below", "0.9", folder=folder, stdin=b"s" * 99).lines
    questions = [line.partition("] ")[2] for line in asked if line.startswith("[")]
    assert questions.count("Dora Finch memberOf Halyard?") == 1
    keys = "".join(ANSWERS.get(question, "s") for question in questions)
    assert "3 decided" in hallway("review", "--below", "0.9", folder=folder, stdin=keys.encode()).err
    curation = folder / "notes/hallway.yaml"
    curation.write_text(curation.read_text() + PEOPLE)


def edit(notes: Path) -> None:
    """Edit the write-ups as people do: lines come, names change, one is renamed, one is deleted, one is new."""
    sprint = SPRINT.replace("Marmite", "Marmyte").replace("Ada Quill and", "It rained.\n\nAda Quill and")
    (notes / "sprint.md").write_text(sprint)
    (notes / "lantern").mkdir()
    (notes / "conf.md").rename(notes / "lantern/conf.md")
    (notes / "diary.md").write_text(DIARY.replace("I attended", "It was warm.\n\nThe sea was calm.\n\nI attended"))
    (notes / "minutes.txt").write_text(MINUTES.replace("Remy Vant", "Rémi Vantard"))
    (notes / "draft.md").unlink()
    (notes / "more.md").write_text(MORE)


@pytest.mark.parametrize("stage", range(len(STAGES)), ids=STAGES)
@pytest.mark.parametrize("name", CORRECTIONS)
def test_a_correction_is_in_force_or_told(stages: list[Stage], name: str, stage: int) -> None:
    correction, now = CORRECTIONS[name], stages[1 + stage]
    told = now.tells(correction)
    if stage < correction.told:
        assert now.faults(correction) == []
        assert told == []
    else:
        assert told


@pytest.mark.parametrize("name", CORRECTIONS)
def test_each_correction_corrects_something(stages: list[Stage], name: str) -> None:
    assert stages[0].faults(CORRECTIONS[name])


def test_the_other_rule_is_in_use(stages: list[Stage]) -> None:
    assert [stage.asks(works("Ines Stray", "Skerry")) for stage in stages][:4] == [False, False, False, True]
