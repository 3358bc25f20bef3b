"""Labelled lines and sections: ``Participants : A, B et C``, ``Speaker: D``, a heading "Attendance" over a list of names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from hallway.extractors import firms, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.listed_below import items_behind, lines_below, paragraphs_below
from hallway.extractors.passages import Passage
from hallway.schema.gazetteer import gazetteers

_INCLUSIVE = r"[·.(/-]e\)?[·./-]?s?\)?"
"""How French writes both genders: "présent·e·s", "présent(e)s", "participant-e-s"."""
ROLES = {
    "attendee": rf"participants?|(?:présent|participant|adhérent{_INCLUSIVE} présent|membres présent|inscrit){_INCLUSIVE}|participant·?e·?s|attendees?|attendants?|attendance|attending|in attendance|present|people present|who was there|présents?|présent·e·s|présent\(e\)s|présences|personnes présentes"
    r"|liste des présents|feuill?e de présence|[ée]taient présent(?:e?s|·e·s)|members present|asistentes|presentes|participantes|(?:members?|others?|people|also|staff|board(?: members)?|directors?|committee|guests?|visitors?|those|everyone)\s+(?:present|attending|in attendance|remote|online)|guests?|visitors?|(?:membres|autres|sont|étaient|personnes|administrateurs|adhérents)\s+présent(?:e?s|·e·s)|invité(?:e?s|·e·s)|teilnehmer(?:innen)?|anwesend|anwesende|presenti|roll call|on the call|who was there",
    "absent": rf"absents?|absentes|(?:absent|excusé|représenté){_INCLUSIVE}|absente?s?\s+excusée?s?|représentée?s?|pouvoirs?|procurations?|absentees|apologies|regrets|excus[ée]+·?e?·?s?|non présents|ausentes|abwesend|not present|apologies for absence|absent excusé",
    "presenter": rf"(?:intervenant|animateur[·./-]t?rice|orateur[·./-]rice){_INCLUSIVE}|speakers?|presenters?|presented by|intervenante?s?|orateurs?|oratrices?|conférenciers?|(?:(?:talk|conférence|conf|présentation|atelier|session|sujet)\s+)?(?:présentée?s?|animée?s?|proposée?s?) par|animateurs?|rapporteu(?:r|se)s?|moderators?|modérateurs?|talk by|by|par"
    r"|panelists?|panellists?|session leads?|led by|lead|tutor|instructor|ponentes?|palestrante|referent|relatori?|host",
    "scribe": r"scribes?|minutes|minutes by|notes by|note ?takers?|minute[- ]takers?|secretary|secrétaire(?: de séance)?|prise de notes|rédacteurs?|rédigé par|compte[- ]rendu par|notes|recorder|jabber scribe|protokoll",
    "organizer": r"organi[sz]ers?|organi[sz]ed by|chairs?|chairman|chaired by|organisateurs?|organisé par|host(?:ed by|s)?|hôtes?|président de séance|animation|facilitators?|facilitated by|coordinators?|organizadores?",
    "team": r"who|people|team|team members|équipe|contributors?|contributeurs?|contributrices?|developers?|développeurs?|sprinters?|hackers?|worked on by|members|membres de l[’']équipe",
    "sponsor": r"sponsors?|sponsored by|sponsorisé par|partenaires|thanks to our sponsors|patrocinadores",
    "place": r"location|place|venue|where|lieu|où|adresse|ort|lugar|luogo|local",
    "date": r"date|when|quand|day|fecha|datum|data|date et heure|date and time",
}
_LABEL = CuedPattern(
    r"^[\W_]*(?:\d{1,3}\s+(?=\w+s\b))?(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in ROLES.items())
    + r")(?:\s*\([^()\n]{1,40}\))?\s*(?:[:：]|\s[-–—]\s|[*_]*\s*:)\s*",
    re.I,
)
_HEADING = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:the |les |list of |liste des )?(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in ROLES.items())
    + r")\W*(?:\(?\d{1,4}\)?|\([^()\n]{3,40}\))?\W*$",
    re.I,
)
_BRACKET = re.compile(r"\s*[(\[–—]\s*([^()\[\]]{2,60})[)\]]?\s*$|\s+[-–—]\s+(.{2,60})$")
_ALSO = re.compile(r"[ \t]+(?:[-–—] )?@([A-Za-z0-9_]{2,38})\W*$")
"""A handle behind a name: "Ada Byron @ada"."""
_UNKNOWN = re.compile(
    r"^[?.…\s]*$|^(?:others?|autres?|etc|and others|me|moi|myself|tbd|tba|n/?a|none|aucun\w*|personne|everyone|all|tous|toutes?|several|\d+.*|(?:co-?|vice-?)?(?:présidente?|secrétaire|trésori(?:er|ère)|rédact(?:eur|rice)|animat(?:eur|rice)|représentée?|president|secretary|treasurer|chair|scribe)(?:[- ](?:adjointe?|sortante?|de séance|général|par .{2,40})){0,3})$",
    re.I,
)


@dataclass(eq=False)
class Label:
    """A labelled line or section and the names it gives.

    Args:
        role: a key of ``ROLES``, or ``met`` for those whom the writer says to have met.
        passage: the passage that carries the label.
        people: mentions of those it lists.
        firms: for each of them, the organisation named beside them.
        away: those of them whose box is left open in a list where others are ticked: "- [ ] Ada", "- [x] Bob".
    """

    role: str
    passage: Passage
    people: list[Mention]
    firms: dict[Mention, list[Mention]]
    away: list[Mention] = field(default_factory=list)


def label_of(passage: Passage) -> tuple[str, int]:
    """Return the role that a passage's label names and where its value begins; ``("", 0)`` if it has none."""
    if passage.kind == "field" and (match := _HEADING.match(passage.block.name)):
        return str(match.lastgroup), 0
    match = _LABEL.match(passage)
    return (str(match.lastgroup), match.end()) if match else ("", 0)


def section_role(passage: Passage) -> str:
    """Return the role that a heading or an opening line gives to what stands under it, "" if none."""
    if passage.kind not in ("heading", "paragraph", "item", "field"):
        return ""
    text = passage.block.name if passage.kind == "field" else passage.text
    return _role(text) if len(text) < 48 else ""


@lru_cache(maxsize=8192)
def _role(text: str) -> str:
    """The role that short words give; asked again and again of one heading by all that stands under it."""
    match = _HEADING.match(text)
    return str(match.lastgroup) if match else ""


_LISTED = ("attendee", "absent", "organizer", "presenter", "scribe", "team")
_INTRO = re.compile(
    r"\b(?:(?P<team>sprinters|contributors|team|hackers|contributeurs|équipe|developers were|worked on this)|(?P<attendee>attendees|participants|attended|were there|were present|present were|came|joined us|présents|étaient là|ont participé))\b",
    re.I,
)


def _introduces(passage: Passage) -> str:
    """Return the role that a sentence gives to the list of names it opens, "" if none."""
    match = _INTRO.search(passage.text) if passage.kind == "paragraph" and passage.text.rstrip().endswith(":") else None
    if match is None:
        return ""
    items = [below.text for below in passage.children if below.kind == "item"]
    named = sum((bool(names.FULL.match(text)) and len(text) < 80) or names.looks_listed(text.strip()) for text in items)
    return str(match.lastgroup) if items and named >= 0.6 * len(items) else ""


_NAME_FIRM = re.compile(rf"\s*({names.FULL.pattern})\s*,\s*([{names.UPPER}][^,;()]{{2,50}}?)\s*$")
"""``Ada Byron, Acme`` as one entry of a list."""


class Labels:
    """Reads labelled lines and attendance lists; what they list are people whatever their names look like."""

    name = "labels"

    def extract(self, draft: Draft) -> None:
        """Add mentions, and a record of each label to ``draft.labels``."""
        skipped: set[int] = set()
        signed = _speaker_lines(draft)
        for passage in draft.passages:
            if passage.index in skipped:
                continue
            if len(lines := _field_lines(draft, passage)) > 1:
                self._fields(draft, passage, lines)
                continue
            if passage.quoted:
                continue
            if passage.index in signed:
                label = Label("presenter", passage, [], {})
                self._people(draft, label, passage, signed[passage.index], len(passage.text))
                draft.labels += [label] if label.people else []
                continue
            role, at = label_of(passage)
            if role and passage.text[at:].strip() and not _COUNT.fullmatch(passage.text, at):
                label = Label(role, passage, [], {})
                self._people(draft, label, passage, at, len(passage.text))
                draft.labels.append(label)
            elif (section := section_role(passage) or _introduces(passage)) in _LISTED and _lists(passage):
                label = Label(section, passage, [], {})
                listed = [below for below in passage.children if below.kind in ("item", "paragraph", "cell")]
                for below in listed:
                    own, _ = label_of(below)
                    if own and own != section:
                        continue  # "Apologies: …" below "Attendance" is a label of its own
                    skipped.add(below.index)
                    self._entry(draft, label, below)
                if label.people:
                    boxes = {id(person): _box(draft, person) for person in label.people}
                    if "x" in boxes.values():
                        label.away = [person for person in label.people if boxes[id(person)] == " "]
                    draft.labels.append(label)
            elif section in ("presenter", "attendee") and (listed := items_behind(draft, passage)):
                label = Label(section, passage, [], {})
                for below in listed:
                    skipped.add(below.index)
                    self._entry(draft, label, below)
                draft.labels += [label] if label.people else []
            elif met := _met(draft, passage):
                people = [draft.mention(below, *span, "Person", "met-list", 0.88) for below, span in met]
                draft.labels.append(Label("met", passage, people, {}))
            elif section in _LISTED and (rows := paragraphs_below(draft, passage)):
                label = Label(section, passage, [], {})
                for below in rows:
                    skipped.add(below.index)
                    self._entry(draft, label, below)
                draft.labels += [label] if label.people else []
            elif section in _LISTED and passage.text.rstrip().endswith(":") and (lines := lines_below(draft, passage)):
                label = Label(section, passage, [], {})
                below = draft.passages[passage.index + 1]
                skipped.add(below.index)
                for i, j in lines:
                    self._people(draft, label, below, i, j)
                draft.labels += [label] if label.people else []

    def _fields(self, draft: Draft, passage: Passage, lines: list[tuple[int, int]]) -> None:
        """Lines of one paragraph, each a name and a value: "Date: …", "Speaker: Ada"."""
        for i, j in lines:
            match = _LABEL.pattern.match(passage.text[i:j])
            if match and match.lastgroup not in ("date", "sponsor"):
                label = Label(str(match.lastgroup), passage, [], {})
                self._people(draft, label, passage, i + match.end(), j)
                if label.people or label.role == "place":
                    draft.labels.append(label)

    def _entry(self, draft: Draft, label: Label, passage: Passage) -> None:
        """One list item, table cell, or line of names under a heading."""
        text = passage.text
        if passage.block.header:
            return
        if passage.column > 0:
            # the column beside a name holds what they belong to
            for i, j in names.split_names(text):
                first = next((p for p in label.people if p.passage.row == passage.row), None)
                if first is not None and not re.search(r"\d{4}", text[i:j]):
                    label.firms.setdefault(first, []).append(
                        draft.mention(passage, i, j, "Organization", "attendance-affiliation", 0.8)
                    )
            return
        if passage.kind == "paragraph" and len(text) > 60 and not _is_list(text):
            return
        role, at = label_of(passage)
        match = _NAME_FIRM.match(text) if passage.kind == "item" and not role else None
        if match and names.given(match.group(1).split()[0]) and not names.given(match.group(2).split()[0]):
            self._people(draft, label, passage, 0, match.end(1))
            if label.people and label.people[-1].passage is passage:
                firm = draft.mention(passage, *match.span(2), "Organization", "attendance-affiliation", 0.86)
                label.firms.setdefault(label.people[-1], []).append(firm)
            return
        self._people(draft, label, passage, at if role else 0, len(text))

    def _people(self, draft: Draft, label: Label, passage: Passage, low: int, high: int) -> None:
        text = passage.text
        if label.role == "place":
            for match in re.finditer(r"[^,;()]+", re.split(r"\s(?:https?:|URL\b|\()", text[low:high])[0]):
                if (
                    re.search(r"[A-ZÀ-Þ]", match.group())
                    and not re.fullmatch(r"\s*\d[\d\s-]*", match.group())
                    and len(match.group()) < 60
                ):
                    city = re.sub(r"^\s*\d{4,5}\s+", "", match.group())
                    at = low + match.end() - len(city)
                    if at > low + 3 and gazetteers().is_country(city.strip()):
                        continue  # "Tokyo, Japan" is in Tokyo
                    within = _IN_CITY.fullmatch(city.strip())
                    if within and gazetteers().is_city(within.group(2)):  # "the Anchor in Lisbon"
                        draft.mention(passage, at, at + within.end(1), "Place", "place-label", 0.8)
                        at += within.start(2)
                    draft.mention(passage, at, low + match.end(), "Place", "place-label", 0.8)
            return
        if label.role in ("date", "sponsor"):
            return
        for i, j in names.split_names(text[low:high]):
            i, j = low + i, low + j
            part = text[i:j]
            firm = None
            if bracket := _BRACKET.search(part):
                group = 1 if bracket.group(1) else 2
                firm = (i + bracket.start(group), i + bracket.end(group))
                j = i + bracket.start()
                part = text[i:j]
            if (signs := re.match(r"[\W_]+", part)) and not part.startswith("@"):
                i += signs.end()
                part = text[i:j]
            if (also := _ALSO.search(part)) and names.FULL.match(part):
                draft.mention(passage, i + also.start(1) - 1, i + also.end(1), "Person", "handle", 0.8, name=also.group(1))
                j = i + also.start()
                part = text[i:j]
            if _UNKNOWN.match(part) or not names.looks_listed(part.strip()):
                if names.FULL.match(part) and len(part) < 60 and (found := names.FULL.match(part)):
                    j = i + found.end()
                else:
                    continue
            told = names.looks_full(part) or names.looks_single(part) or part.startswith("@")
            told = told or any(a <= i and j <= b for a, b, _ in passage.links)
            told = told or (passage is label.passage and bool(names.SINGLE.fullmatch(part) or names.INITIALLED.fullmatch(part)))
            if label.role not in ("attendee", "absent") and not told:
                continue
            known = gazetteers()
            if (
                known.technologies.get(part) is not None
                and not known.is_first_name(part.split()[0])
                and label.role != "attendee"
            ):
                continue
            person = draft.mention(
                passage, i, j, "Person", f"{label.role}-list", 0.88, name=text[i:j].strip().lstrip("@")
            )
            label.people.append(person)
            if firm is not None and firm[1] - firm[0] > 1:
                inner = text[firm[0] : firm[1]]
                handle = names.HANDLE.fullmatch(inner.strip())
                if handle:
                    draft.mention(passage, *firm, "Person", "handle", 0.8, name=handle.group(1))
                elif charged := _CHARGED.fullmatch(inner):
                    if firms.plausible(charged.group("firm"), strong=True):
                        at = firm[0] + charged.start("firm")
                        own = draft.mention(passage, at, firm[1], "Organization", "attendance-affiliation", 0.76)
                        label.firms.setdefault(person, []).append(own)
                elif inner[:1].isupper() and not re.search(
                    r"\d{3}|remote|via|taker|chair|scribe|secr|late|partial", inner, re.I
                ):
                    label.firms.setdefault(person, []).append(
                        draft.mention(passage, *firm, "Organization", "attendance-affiliation", 0.74)
                    )


_CHARGED = re.compile(
    rf"(?:(?:co-?|vice-?|lead\s|senior\s)?(?:développeu(?:r|se)|dev|ingénieure?|président|présidente|trésori(?:er|ère)|secrétaire|membre|bénévole|salariée?|stagiaire|étudiante?|chercheu(?:r|se)|consultante?|représentante?|adhérente?|developer|engineer|member|student|researcher|employee|intern))\s+(?:(?:à l[’']|de la|de l[’']|de|du|d[’']|chez|à|at|of|from)\s*)?(?P<firm>{firms.NAME})"
)
"""A charge and where somebody holds it: "développeuse Loom", "trésorier du Phare"."""
_IN_CITY = re.compile(r"(\S.{2,40}?)\s+(?:de|à|in|at)\s+(\S+(?:\s\S+)?)")
"""A venue and its city in one breath."""


def _lists(passage: Passage) -> bool:
    """Whether what stands under a label is its list, and no lists with labels of their own: "Présents : 14", "Excusés : 2"."""
    return bool(passage.children) and not any(section_role(below) and below.children for below in passage.children)


_COUNT = re.compile(r"\W*\d{1,4}\W*")
"""How many a list holds: "Présents : 14"."""
_MET = CuedPattern(
    r"\b(?:revoir|revus?|rencontrer|(?:ai|avons|pu) (?:\w+ )?rencontrée?s?|croisée?s?|croiser|retrouvée?s? (?=avec)|fait (?:la )?connaissance|discuter avec|I met|we met|meet|ran into|caught up with|chatted with|talked (?:to|with))\b",
    re.I,
)


def _met(draft: Draft, passage: Passage) -> list[tuple[Passage, tuple[int, int]]]:
    """Where the full names stand that open the items behind a sentence that tells of whom the writer met there."""
    if passage.kind != "paragraph" or not _MET.search(passage, max(0, len(passage.text) - 260)):
        return []
    listed = items_behind(draft, passage) or [below for below in passage.children if below.kind == "item"]
    found = [(p, m.span()) for p in listed if (m := names.FULL.match(p.text)) and names.starts_with_first_name(m.group())]
    return found if len(found) > 1 and 3 * len(found) >= 2 * len(listed) else []


_BOX = re.compile(r"\[([ xX])\][ \t]*$")


def _box(draft: Draft, person: Mention) -> str:
    """What the box right before a name holds, "" where there is none."""
    at = person.passage.span(person.i, person.j)[0]
    match = _BOX.search(draft.document.source[max(0, at - 8) : at])
    return match.group(1).lower() if match else ""


_FIELD = re.compile(r"[ \t]*[^\W\d][\w’'.·() -]{1,30}?[ \t]?:[ \t]+\S")


def _field_lines(draft: Draft, passage: Passage) -> list[tuple[int, int]]:
    """Where the lines of a paragraph begin and end, if it is nothing but fields; indented text is read so too."""
    if passage.kind != "paragraph" or "\n" not in passage.text or len(passage.text) > 400:
        return []
    if passage.quoted and draft.document.format not in ("rest", "plain"):
        return []
    lines, at = [], 0
    for line in passage.text.split("\n"):
        if not _FIELD.match(line):
            return []
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


_SPEAKER = re.compile(rf"^[\W_]{{0,6}}(?:(?:(?:given|presented|présentée?|animée?)\s+)?(?:by|par|von|por)\s+|(?:auteure?s?|autrices?|authors?|intervenant(?:e?s|·e·s)?)\s?:\s*)(?=[@{names.UPPER}])", re.I)


def _speaker_lines(draft: Draft) -> dict[int, int]:
    """The lines "by Ada Byron" and "Author: Ada Byron" right below several headings, and where the name begins; one alone signs the write-up."""
    found = {}
    for passage in draft.passages:
        above = passage.parent
        if passage.kind == "paragraph" and above is not None and above.kind == "heading" and above.children[0] is passage:
            match = _SPEAKER.match(passage.text) if len(passage.text) < 120 else None
            if match and not re.search(r"[.!?]\s", passage.text):
                found[passage.index] = match.end()
    found = found if len(found) > 1 else {}
    for passage in draft.passages:
        above = passage.parent
        if passage.kind == "paragraph" and above is not None and above.kind == "heading" and len(passage.text) < 120:
            match = _PRESENTED_BY.match(passage.text)
            if match and _only_names(passage.text[match.end() :]):
                found[passage.index] = match.end()
    return found


_PRESENTED_BY = re.compile(
    rf"[\W_]{{0,6}}(?:(?:talk|conférence|conf|présentation|atelier|session|sujet)\s+)?(?:présentée?s?|animée?s?|proposée?s?|presented|given)\s+(?:by|par)\s+(?=[@{names.UPPER}])", re.I
)
_AT_HANDLE = re.compile(r"\s*[!(–-]?\s*@[\w-]+\)?")


def _only_names(text: str) -> bool:
    """Whether a text is names and their handles, and nothing is told behind them."""
    text = _AT_HANDLE.sub("", text).rstrip(" .!")
    return all(names.looks_listed(text[i:j]) for i, j in names.split_names(text))


def _is_list(text: str) -> bool:
    parts = names.split_names(text)
    named = sum(names.looks_listed(text[i:j]) or bool(names.FULL.match(text[i:j])) for i, j in parts)
    return named >= 0.6 * len(parts)
