"""Tables: programmes of talks, who was there, and who works on what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hallway.extractors import links, names
from hallway.extractors.document import Block
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.labels import Label, section_role
from hallway.extractors.passages import Passage
from hallway.extractors.reading import Rung
from hallway.extractors.talks import TalkLine
from hallway.schema.gazetteer import gazetteers

COLUMNS: Mapping[str, str] = {
    "time": r"time|times|hour|slot|start|when|heure|horaires?|créneau|début|quand|zeit|uhrzeit|beginn|wann|hora|horario|cuándo",
    "title": r"talks?|titles?|sessions?|presentations?|workshops?|talk title|what|titre|conférences?|présentations?|ateliers?|exposés?|intervention|quoi|titel|vortrag|vorträge|was|título|titulo|charlas?|ponencias?|presentación",
    "speaker": r"speakers?|presenters?|presented by|lecturers?|by|intervenant(?:·?e·?)?s?|intervenant\(e\)s?|orateurs?|oratrices?|conférenci(?:er|ère)s?|présenté par|animé par|par|animateurs?"
    r"|referent(?:in|en)?|vortragende[rn]?|sprecher(?:in)?|redner(?:in)?|ponentes?|oradores|expositora?",
    "author": r"authors?|auteurs?|auteure?·?e?·?s?|autrices?|auteur\(e\)s?|autore[sn]?|autora?s?",
    "firm": r"company|companies|organi[sz]ations?|affiliations?|employer|institution|institute|entreprise|sociétés?|organisme|structure|association|firma|unternehmen|einrichtung|empresa|organización|institución",
    "room": r"room|track|stage|salle|piste|raum|saal|ort|sala",
    "who": r"who|people|worked on by|contributors?|developers?|sprinters?|team|hackers?|owner|lead|qui|équipe|contribut(?:eurs?|rices?)|responsables?|wer|quién|quien",
    "person": r"names?|attendees?|participants?|persons?|noms?|prénoms?|nom et prénom|participant·e·s|teilnehmer(?:in)?|nombre|asistente|nombres",
    "present": r"present|attended|here|présent(?:e|·e|\(e\))?|anwesend|presente|asistió",
    "project": r"projects?|projets?|packages?|repositor(?:y|ies)|software|logiciels?|projekte?|proyectos?",
}
_HEADERS = {role: re.compile(rf"\W*(?:{words})\W*", re.I) for role, words in COLUMNS.items()}
_ANY_TITLE = re.compile(r"\W*(?:titles?|what|titre|quoi|titel|was|titulo|título)\W*", re.I)
_TIME = re.compile(
    r"\W*\d{1,2}\s?(?:[:.hH]\s?\d{0,2}|[ap]m)\s?(?:[ap]m)?\W*(?:(?:-|–|—|to|à|bis|a)?\s*\d{1,2}\s?(?:[:.hH]\s?\d{0,2}|[ap]m)\s?(?:[ap]m)?)?\W*",
    re.I,
)
_BREAK = re.compile(
    r"\W*(?:(?:lunch|coffee|tea|break|pause|déjeuner|repas|dîner|dinner|breakfast|petit[- ]déjeuner|café|registration|check-?in|accueil|welcome|bienvenue|opening|ouverture|closing|clôture|fermeture|wrap[- ]?up|end|fin|social|apéro|apéritif|drinks|beer|pub|party|doors|mittag\w*"
    r"|kaffee\w*|almuerzo|comida|descanso|registro|anmeldung|begrüßung|networking|lightning talks?|rumps?|sprints?|tba|tbd|tbc|free|libre|questions?)\b.{0,30}|[\W\d]*)",
    re.I,
)
_NO = re.compile(r"\W*(?:no|non|nein|absente?|excusée?|apologies|n|0|✗|✘|❌)\W*", re.I)
_THERE = re.compile(r"\b(?:attend\w*|particip\w*|present|présen\w+|who (?:was|came)|teilnehmer|asistentes)\b", re.I)
_FIRM = re.compile(r"\s*[(\[]\s*([^()\[\]]{2,50})\s*[)\]]\s*$|,\s+([^,;]{2,40})$")
_UNKNOWN = re.compile(
    r"[\W_]*(?:n/?a|none|various|several|all|everyone|tous|divers|tba|tbd|tbc|nobody|personne|organi[sz]ers|organisateurs)?[\W_]*",
    re.I,
)
_COUNT = 2
"""A table has at least so many rows, its header's excluded; with fewer, cells lay out a page."""


@dataclass(eq=False)
class Table:
    """Rows that stand together, each a cell by column.

    Args:
        rows: the cells of each row, header excluded.
        roles: for each column that is known, what it holds: a key of ``COLUMNS``.
    """

    rows: list[dict[int, Passage]] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)

    def cell(self, row: dict[int, Passage], *roles: str) -> Passage | None:
        """Return a row's cell in the first column that holds one of these."""
        for role in roles:
            for column, held in sorted(self.roles.items()):
                if held == role and column in row:
                    return row[column]
        return None

    @property
    def held(self) -> frozenset[str]:
        """What its columns hold."""
        return frozenset(self.roles.values())

    @property
    def is_programme(self) -> bool:
        """Whether its rows are talks."""
        return "title" in self.held and bool({"speaker", "time"} & self.held or {"who", "room"} <= self.held)

    @property
    def is_work(self) -> bool:
        """Whether its rows are projects with those who work on them."""
        return "project" in self.held and bool({"who", "person"} & self.held) and not self.is_programme

    @property
    def is_attendance(self) -> bool:
        """Whether its rows are those who were there."""
        return bool({"person", "who"} & self.held) and not self.is_programme and not self.is_work


def tables(draft: Draft) -> list[Table]:
    """Return the tables of a write-up whose columns are understood."""
    return [table for table in _split(draft) if len(table.rows) >= _COUNT and table.roles]


def _split(draft: Draft) -> Iterator[Table]:
    rows: dict[int, dict[int, Passage]] = {}
    for passage in draft.passages:
        if passage.row >= 0 and passage.kind == "cell" and not passage.quoted:
            rows.setdefault(passage.row, {}).setdefault(passage.column, passage)
    table = Table()
    last = -1
    above: Passage | None = None
    for row in rows.values():
        cells = [row[column] for column in sorted(row)]
        header = _header(row)
        apart = cells[0].parent is not above or any(p.row < 0 for p in draft.passages[last + 1 : cells[0].index])
        if header or apart:
            if table.rows:
                yield _told(table)
            table = Table(roles=header)
        if not header and not all(cell.block.header for cell in cells):
            table.rows.append(row)
        last, above = cells[-1].index, cells[0].parent
    if table.rows:
        yield _told(table)


def _header(row: dict[int, Passage]) -> dict[int, str]:
    """Return what a header row's columns hold, nothing if the row is none."""
    roles = {
        column: role
        for column, cell in row.items()
        if (role := next((role for role, words in _HEADERS.items() if words.fullmatch(cell.text.strip()[:40])), ""))
    }
    titled = any(role == "title" and not _ANY_TITLE.fullmatch(row[column].text.strip()) for column, role in roles.items())
    # who wrote a talk gave it; a column that only says "Title" may list books
    roles = {column: "speaker" if role == "author" and titled else role for column, role in roles.items()}
    roles = {column: role for column, role in roles.items() if role != "author"}
    marked = all(cell.block.header for cell in row.values())
    short = all(len(cell.text) < 30 for cell in row.values())
    return roles if marked or (short and len(roles) >= 2 and 2 * len(roles) >= len(row)) else {}


def _told(table: Table) -> Table:
    """Tell a headless programme by its cells: a column of times, one of titles, one of names."""
    if table.roles or len(table.rows) < _COUNT:
        return table
    columns: dict[int, list[str]] = {}
    for row in table.rows:
        for column, cell in row.items():
            columns.setdefault(column, []).append(cell.text.strip())
    roles: dict[int, str] = {}
    for column, texts in sorted(columns.items()):
        wanted = 0.7 * len(texts)
        if sum(_is_time(text) for text in texts) >= wanted:
            roles[column] = "time"
        elif sum(_are_names(text) for text in texts) >= wanted:
            roles[column] = "speaker"
        elif "title" not in roles.values() and sum(len(text.split()) >= 2 for text in texts) >= 0.6 * len(texts):
            roles[column] = "title"
    if {"time", "title", "speaker"} <= set(roles.values()) and list(roles.values()).count("speaker") == 1:
        table.roles = roles
    return table


def _is_time(text: str) -> bool:
    return len(text) < 30 and bool(_TIME.fullmatch(text))


def _are_names(text: str) -> bool:
    return bool(text) and all(names.looks_full(_bare(text[i:j])) for i, j in names.split_names(text))


def _bare(part: str) -> str:
    return part[: found.start()] if (found := _FIRM.search(part)) else part


class Tables:
    """Finds what tables name: talks with their speakers, those who were there, projects and who works on them."""

    name = "tables"

    def extract(self, draft: Draft) -> None:
        """Add mentions, talk lines to ``draft.talks`` and attendance to ``draft.labels``."""
        for table in tables(draft):
            if table.is_programme:
                self._programme(draft, table)
            elif table.is_work:
                self._work(draft, table)
            elif table.is_attendance:
                self._attendance(draft, table)

    @staticmethod
    def _programme(draft: Draft, table: Table) -> None:
        told = {line.passage.index for line in draft.talks if line.speakers}
        mine = {cell.row for row in table.rows for cell in row.values() if cell.index not in told}
        # what stood in its cells was read as lines; the columns know better
        draft.talks = [line for line in draft.talks if line.passage.row not in mine or line.passage.index in told]
        for row in table.rows:
            title = table.cell(row, "title")
            if title is None or title.index in told or not 2 < len(title.text.strip()) < 200:
                continue
            if _BREAK.fullmatch(title.text.strip()) or _is_time(title.text):
                continue
            text = title.text.split("\n")[0].rstrip(" .")
            quoted = re.match(r"\s*[\"“«]\s*|\s*", text)
            at = quoted.end() if quoted else 0
            urls = [t for _, _, t in title.links if not links.is_encyclopedia(t) and not links.profile_handle(t)]
            url = urls[0] if len(urls) == 1 else ""
            talk = draft.mention(title, at, len(text), "Talk", "programme-row", 0.94, url=url)
            who = table.cell(row, "speaker", "who")
            speakers = _people(draft, who, "speaker") if who is not None else []
            _firm(draft, table, row)
            if talk.name:
                draft.talks.append(TalkLine(title, talk, speakers, {}, None, "programme-row", 0.94))

    @staticmethod
    def _work(draft: Draft, table: Table) -> None:
        for row in table.rows:
            project, who = table.cell(row, "project"), table.cell(row, "who", "person")
            if project is None or who is None:
                continue
            text = re.split(r"[:(\n]|\s[-–—]\s", project.text)[0].strip()
            people = _people(draft, who, "who-column")
            if people and 1 < len(text) < 40 and len(text.split()) <= 4:
                at = project.text.index(text)
                url = next((t for i, j, t in project.links if i < at + len(text)), "")
                draft.mention(project, at, at + len(text), "Project", "project-column", 0.86, url=url)

    @staticmethod
    def _attendance(draft: Draft, table: Table) -> None:
        first = next(iter(table.rows[0].values()))
        roles = [section_role(above) for above in first.ancestors()]
        if any(roles):
            return  # the labels of such a section list the people in it
        heading = next((above.text for above in first.ancestors() if above.kind == "heading"), "")
        if not ("present" in table.held or _THERE.search(heading)):
            return
        there, away = Label("attendee", first, [], {}), Label("absent", first, [], {})
        for row in table.rows:
            who, mark = table.cell(row, "person", "who"), table.cell(row, "present")
            if who is None:
                continue
            absent = "present" in table.held and (mark is None or bool(_NO.fullmatch(mark.text.strip())))
            (away if absent else there).people.extend(_people(draft, who, "attendee-list", listed=True))
            _firm(draft, table, row)
        draft.labels.extend(label for label in (there, away) if label.people)


class TableFacts:
    """States what a row says: who belongs to which organisation, who works on which project."""

    name = "table-facts"

    def extract(self, draft: Draft) -> None:
        """Add ``memberOf`` and ``worksOn`` facts, each shown by its row."""
        for table in tables(draft):
            for row in table.rows:
                who = table.cell(row, "speaker", "person", "who")
                if who is None:
                    continue
                people = [m for m in draft.mentions_in(who) if m.kind == "Person"]
                firm, project = table.cell(row, "firm"), table.cell(row, "project")
                if firm is not None and len(people) == 1 and (table.is_programme or table.is_attendance):
                    self._state(draft, people[:1], "memberOf", firm, "Organization", "firm-column")
                if project is not None and table.is_work:
                    self._state(draft, people, "worksOn", project, "Software", "who-column")
                if table.is_programme or table.is_attendance:
                    self._beside(draft, who, people)

    @staticmethod
    def _beside(draft: Draft, who: Passage, people: list[Mention]) -> None:
        """``Ada Byron (Acme)`` within one cell."""
        firms = [m for m in draft.mentions_in(who) if m.rule == "beside-name"]
        for firm in firms:
            near = [person for person in people if person.j <= firm.i]
            if near:
                span = (near[-1].i, firm.j)
                draft.fact(
                    near[-1], "memberOf", firm, who, *span, rule="beside-name", confidence=0.85, rung=Rung.STRUCTURAL
                )

    @staticmethod
    def _state(draft: Draft, people: list[Mention], predicate: str, cell: Passage, group: str, rule: str) -> None:
        for thing in [m for m in draft.mentions_in(cell) if m.group == group][:1]:
            for person in people:
                place = _across(person.passage, cell)
                span = (0, len(place.text))
                draft.fact(person, predicate, thing, place, *span, rule=rule, confidence=0.88, rung=Rung.STRUCTURAL)


def _across(one: Passage, other: Passage) -> Passage:
    """Two cells of a row as one passage, so that its quote reaches from the one to the other."""
    first, second = sorted((one, other), key=lambda cell: cell.index)
    runs = (*first.block.runs, *second.block.runs)
    return Passage(first.index, Block("row", runs), "".join(run.text for run in runs), first.parent, first.row)


def _firm(draft: Draft, table: Table, row: dict[int, Passage]) -> None:
    """Add the mention of a row's organisation, where its column names one."""
    cell = table.cell(row, "firm")
    if cell is not None and cell.text.strip() and len(cell.text) < 60 and not _UNKNOWN.fullmatch(cell.text.strip()):
        draft.mention(cell, 0, len(cell.text), "Organization", "firm-column", 0.86)


def _people(draft: Draft, cell: Passage, rule: str, *, listed: bool = False) -> list[Mention]:
    """Add a mention for each name in a cell, and for an organisation in brackets after it."""
    text = cell.text
    if len(text) > 200 or _UNKNOWN.fullmatch(text.strip()):
        return []
    known = gazetteers()
    found: list[Mention] = []
    for i, j in names.split_names(text):
        firm = _FIRM.search(text, i, j)
        end = firm.start() if firm else j
        part = text[i:end].strip()
        told = (
            names.looks_full(part)
            or names.looks_single(part)
            or names.HANDLE.fullmatch(part) is not None
            or names.FULL.fullmatch(names.HONORIFIC.sub("", part)) is not None
            or (listed and names.looks_listed(part))
        )
        term = known.organizations.get(part) or known.technologies.get(part)
        if not told or (term and not known.is_first_name(part.split()[0])):
            continue
        found.append(draft.mention(cell, i, end, "Person", rule, 0.93, name=part.lstrip("@")))
        if firm is not None:
            a, b = firm.span(firm.lastindex or 1)
            if text[a].isupper() and not names.starts_with_first_name(text[a:b]):
                draft.mention(cell, a, b, "Organization", "beside-name", 0.85)
    return found
