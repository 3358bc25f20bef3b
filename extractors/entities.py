"""From mentions to the entities of one write-up: which mentions name one thing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise

from hallway.extractors import links, names
from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.events import series_of, year_of
from hallway.extractors.mailboxes import mailboxes
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

_LEGAL = re.compile(r"[,\s]+(?:Inc|Ltd|LLC|GmbH|mbH|AG|Corp|Corporation|S\.A|SARL|SAS|Co|e\.\s?V|S\.p\.A|S\.r\.l|BV)\.?$", re.I)


def gather(draft: Draft) -> None:
    """Give each settled mention its entity.

    Args:
        draft: with settled mentions; its entities are added to, and ``mention.entity`` is set.
    """
    _people(draft)
    _events(draft)
    _join_explained(draft)
    _by_key(draft, "Software", _software_key)
    _by_key(draft, "Organization", _organization_key)
    _by_key(draft, "Place", lambda m: fold(m.name))
    _by_key(draft, "Talk", lambda m: fold(m.name))
    _adopt_bare_talks(draft)
    _adopt_acronyms(draft)
    _no_people_of_firms(draft)
    _adopt_short_forms(draft)


def join(entity: EntityDraft, mention: Mention) -> None:
    """Let a mention stand for an entity, which takes on the mention's name and page."""
    mention.entity = entity
    entity.mentions.append(mention)
    if mention.name and mention.name != entity.name:
        if entity.name:
            entity.aliases.add(mention.name)
        else:
            entity.name = mention.name
    if mention.url:
        entity.urls.add(mention.url)
        handle = links.profile_handle(mention.url) if entity.kind == "Person" else ""
        if handle and fold(handle) != fold(entity.name):
            entity.aliases.add(handle)


def _by_key(draft: Draft, group: str, key: Callable[[Mention], str]) -> None:
    found: dict[str, EntityDraft] = {}
    for mention in draft.mentions:
        if mention.group != group:
            continue
        k = key(mention)
        if not k:
            continue
        entity = found.get(k)
        if entity is None:
            entity = found[k] = EntityDraft(mention.kind, mention.name)
            draft.entities.append(entity)
        join(entity, mention)


_ABOUT = re.compile(r"\b(?:on|about|sur|regarding|covering|explaining|concernant|titled|entitled|called|intitulée?)\b", re.I)


def _adopt_bare_talks(draft: Draft) -> None:
    """ "Ada's talk" is the one talk that a line says Ada gave."""
    given: dict[int, set[int]] = defaultdict(set)
    talks = {}
    for line in draft.talks:
        for speaker in line.speakers:
            if speaker.entity is not None and line.talk.entity is not None:
                given[id(speaker.entity)].add(id(line.talk.entity))
                talks[id(line.talk.entity)] = line.talk.entity
    for mention in draft.mentions:
        bare = mention.kind == "Talk" and mention.rule in ("talk-by", "talk-of") and not _ABOUT.search(mention.text)
        own = mention.entity
        if not bare or own is None or id(own) in talks:
            continue
        people = [m for m in draft.mentions_in(mention.passage, mention.i, mention.j) if m.kind == "Person"]
        theirs = set.intersection(*(given[id(m.entity)] for m in people)) if people else set()
        kept = _title_beside(draft, mention) or (talks[theirs.pop()] if len(theirs) == 1 else None)
        if kept is not None and kept is not own:
            own.mentions.remove(mention)
            if not own.mentions:
                draft.entities.remove(own)
            mention.entity = kept
            kept.mentions.append(mention)


def _title_beside(draft: Draft, bare: Mention) -> EntityDraft | None:
    """The talk whose title stands right before or after: "Knots", the keynote by Ada; Ada's talk: "Knots"."""
    text = bare.passage.text
    for other in draft.mentions_in(bare.passage):
        if other.kind != "Talk" or other.rule not in ("quoted-talk", "set-off-title", "linked-title"):
            continue
        before, after = text[other.j : bare.i], text[bare.j : other.i]
        if (other.j <= bare.i and _BESIDE.fullmatch(before)) or (bare.j <= other.i and _BESIDE.fullmatch(after)):
            return other.entity
    return None


_BESIDE = re.compile(r"[\s,:;\"“”«»(–-]{0,6}(?:the|a|an|la|une|le|un|was|entitled|called)?[\s\"“«:]{0,3}")


def _software_key(mention: Mention) -> str:
    entry = gazetteers().technologies.get(mention.name)
    name = entry.name if entry is not None else re.sub(r"\s+(?:module|library|framework|utility)$", "", mention.name)
    return fold(name).replace(" ", "")


def _organization_key(mention: Mention) -> str:
    entry = gazetteers().organizations.get(mention.name)
    return fold(entry.name if entry is not None and not entry.ambiguous else _LEGAL.sub("", mention.name))


# --- people ----------------------------------------------------------------------------------------------------
def person_key(name: str) -> str:
    """Return the folded name without its honorific; a hyphened given name is one word of it."""
    return " ".join(fold(word).replace(" ", "-") for word in names.HONORIFIC.sub("", name).split())


def _people(draft: Draft) -> None:
    author = draft.author
    signers = draft.document.metadata.authors
    full: dict[str, EntityDraft] = {}
    if signers:
        author.name = signers[0].text
        full[person_key(author.name)] = author
        for signer in signers[1:]:
            other = EntityDraft("Person", signer.text)
            draft.entities.append(other)
            draft.signers.append(other)
            full[person_key(signer.text)] = other
    theirs = mailboxes(draft.document.metadata)
    for writer in (author, *draft.signers):
        writer.mailboxes = theirs.get(writer.name, ())
    mentions = [m for m in draft.mentions if m.kind == "Person"]
    short: list[Mention] = []
    for mention in mentions:
        key = person_key(mention.name)
        if (len(key.split()) < 2 and mention.rule != "speaker") or mention.rule == "handle" or names.INITIALLED.fullmatch(mention.name):
            short.append(mention)
            continue
        entity = full.get(key)
        if entity is None:
            entity = full[key] = EntityDraft("Person", mention.name)
            draft.entities.append(entity)
        join(entity, mention)
    by_handle: dict[str, EntityDraft] = {}
    for entity in full.values():
        for alias in [*entity.aliases, *(links.profile_handle(u) for u in entity.urls)]:
            if alias:
                by_handle[fold(alias)] = entity
    by_word: dict[str, list[EntityDraft]] = defaultdict(list)
    for entity in dict.fromkeys(full.values()):
        words = person_key(entity.name).split()
        for word in dict.fromkeys((words[0], words[-1])) if words else ():
            by_word[word].append(entity)
    alone: dict[str, EntityDraft] = {}
    # initialled names first: "Georges" may then join "Georges G."
    for mention in sorted(short, key=lambda m: not names.INITIALLED.fullmatch(m.name)):
        key = person_key(mention.name)
        words = key.split()
        entity = by_handle.get(key) or full.get(key)
        is_handle = mention.rule == "handle" or (mention.rule == "profile-link" and mention.text.startswith("@"))
        if is_handle and (named := _named_before(draft, mention)) is not None:
            entity = by_handle[key] = named
        if entity is None and words:
            candidates = by_word.get(words[0], [])
            if len(words) == 2:
                candidates = [c for c in candidates if person_key(c.name).split()[-1].startswith(words[1])]
            entity = candidates[0] if len(candidates) == 1 else _nearest(mention, candidates)
            if entity is None:
                # "Stéphane" once more, after one Stéphane of two was called so before
                so_called = [c for c in candidates if mention.name in c.aliases]
                entity = so_called[0] if len(so_called) == 1 else None
        if entity is None and len(words) == 1:
            squeezed = [e for e in dict.fromkeys(full.values()) if person_key(e.name).replace(" ", "").replace("-", "") == key]
            entity = squeezed[0] if squeezed else None
        if entity is None:
            entity = alone.get(key)
        if entity is None:
            entity = alone[key] = EntityDraft("Person", mention.name, local=len(words) < 2 or len(words[-1]) == 1)
            draft.entities.append(entity)
            if len(words) == 2:
                by_word[words[0]].append(entity)
        join(entity, mention)


_AFTER_HANDLE = re.compile(r"(?:\+\+)?\s\((?:aka |alias )?")
_BEFORE_HANDLE = re.compile(r"^[\s(\[,–-]*$")


def _named_before(draft: Draft, handle: Mention) -> EntityDraft | None:
    """Whose name stands right before a handle, or in brackets after it: ``Ada Byron (@ada)``, ``@ada (Ada Byron)``."""
    beside = draft.mentions_in(handle.passage)
    at = bisect_left(beside, handle.i, key=lambda m: m.i)
    for mention in beside[max(0, at - 3) : at]:
        if (
            mention.kind == "Person"
            and mention.entity is not None
            and mention.j <= handle.i
            and len(mention.name.split()) > 1
        ) and handle.i - mention.j < 5 and _BEFORE_HANDLE.match(handle.passage.text[mention.j : handle.i]):
            return mention.entity
    for mention in beside[at + 1 : at + 3]:
        between = handle.passage.text[handle.j : mention.i]
        if mention.kind == "Person" and mention.entity is not None and len(mention.name.split()) > 1 and _AFTER_HANDLE.fullmatch(between):
            return mention.entity
    return None


def _nearest(mention: Mention, candidates: Iterable[EntityDraft]) -> EntityDraft | None:
    """Of several full names that a short one can mean, the one last named in the same section."""
    sections = {p.index for p in (mention.passage, *mention.passage.ancestors())}
    best: tuple[tuple[int, int], EntityDraft] | None = None
    for candidate in candidates:
        for other in candidate.mentions:
            here = other.passage.index in sections or other.passage.parent is mention.passage.parent
            at = (other.passage.index, other.i)
            if here and at < (mention.passage.index, mention.i) and (best is None or at > best[0]):
                best = (at, candidate)
    return best[1] if best else None


# --- events ----------------------------------------------------------------------------------------------------
def _events(draft: Draft) -> None:
    named: dict[tuple[str, str], EntityDraft] = {}
    mentions = [m for m in draft.mentions if m.kind == "Event" and not m.generic]
    years: dict[str, set[str]] = defaultdict(set)
    stated = draft.document.metadata.date
    published = (stated.text if stated is not None else draft.date)[:4]
    for mention in mentions:
        year = year_of(mention.name)
        if year and not (published and year > published) and not _ahead(mention):
            years[series_of(mention.name)].add(year)
    for mention in mentions:
        series, year = series_of(mention.name), year_of(mention.name)
        if not year and len(years[series]) == 1:
            year = next(iter(years[series]))
        elif not year and published in years[series]:
            year = published
        entity = named.get((series, year))
        if entity is None:
            entity = named[series, year] = EntityDraft("Event", mention.name)
            draft.entities.append(entity)
        join(entity, mention)
        if year and year in mention.name and year not in entity.name:
            # the edition's fullest name is its label
            entity.aliases.add(entity.name)
            entity.aliases.discard(mention.name)
            entity.name = mention.name


_EXPLAINS = re.compile(
    r",\s+(?:(?:the|our|an?|la|le|une?|notre)\s+|l[’'])(?:(?:\w+\s+){0,2}|\d+(?:st|nd|rd|th)\s+)|\s+\((?:the\s+)?", re.I
)


def _join_explained(draft: Draft) -> None:
    """Let "BellHack, the first Belgian Bell Hackathon" be one event."""
    for passage in draft.passages:
        here = [m for m in draft.mentions_in(passage) if m.kind == "Event" and m.entity is not None and not m.generic]
        for one, two in pairwise(here):
            if (
                one.entity is not None
                and two.entity is not None
                and one.entity is not two.entity
                and not {"social-event", "next-event"} & {one.rule, two.rule}
                and not (year_of(one.name) and year_of(two.name))
                and _EXPLAINS.fullmatch(passage.text, one.j, two.i)
            ):
                _merge(draft, two.entity, one.entity)


_AHEAD = re.compile(r"\b(?:next|prochaine?|upcoming|see you|rendez-vous|l['’]an prochain|will)\b", re.I)


def _ahead(mention: Mention) -> bool:
    """Whether an edition is named as one still to come."""
    return bool(_AHEAD.search(mention.passage.text[max(0, mention.i - 60) : mention.j + 20]))


# --- organisations ---------------------------------------------------------------------------------------------
def _no_people_of_firms(draft: Draft) -> None:
    """A name that is an organisation's elsewhere in the text is no person's, unless it begins with a given name."""
    firms = {fold(name): e for e in draft.entities if e.kind == "Organization" for name in e.names}
    for person in [e for e in draft.entities if e.kind == "Person" and e.name and e not in draft.signers]:
        firm = firms.get(fold(person.name))
        if firm is not None and not names.given(person.name.split()[0]):
            for mention in person.mentions:
                join(firm, mention)
            draft.entities.remove(person)


_DEFINED = re.compile(r"^\s*\(\s*(?:the\s+)?[\"“«]?([A-Z][A-Za-z&.]{1,9})[\"”»]?\s*\)")
_BODY = re.compile(r"(?:Council|Board|Committee|Mongers|Agency|Team|team|Group|group|Foundation|Institute|Hackspace|Hackerspace|Makerspace|Fab[Ll]ab)$")
_VENUE = re.compile(r"^(?:Hackspace|Hackerspace|Makerspace|Fab[Ll]ab)\b")


def _adopt_acronyms(draft: Draft) -> None:
    """``Bibliothèques Sans Frontières (BSF)`` and initials that fit one name in the text are that name."""
    firms = [e for e in draft.entities if e.kind == "Organization" and len(e.name.split()) > 1]
    defined: dict[str, EntityDraft] = {}
    initials: dict[str, list[EntityDraft]] = defaultdict(list)
    for firm in firms:
        letters = "".join(w[0] for w in re.split(r"[\s-]+", firm.name) if w[:1].isupper())
        if len(letters) > 2:
            initials[letters].append(firm)
        for mention in firm.mentions:
            after = _DEFINED.match(mention.passage.text[mention.j : mention.j + 16])
            if after and after.group(1)[0] in firm.name and after.group(1) != firm.name:
                firm.aliases.add(after.group(1))
                defined.setdefault(after.group(1), firm)
    for entity in [e for e in draft.entities if e.kind == "Organization"]:
        fitting = initials.get(entity.name, ()) if entity.name.isupper() else ()
        whole = defined.get(entity.name) or (fitting[0] if len(fitting) == 1 else None)
        if whole is not None and whole is not entity:
            _merge(draft, entity, whole)


def _adopt_short_forms(draft: Draft) -> None:
    """"The Council" is the one Loom Council of the write-up, "FabLab" its one FabLab Lannion, "Acme team" its Acme."""
    firms = [e for e in draft.entities if e.kind == "Organization"]
    for short in firms:
        if _BODY.search(short.name) or _VENUE.match(short.name):
            longer = [e for e in firms if e is not short and (e.name.endswith(" " + short.name) or (_VENUE.match(short.name) and e.name.startswith(short.name + " ")))]
            if len(longer) == 1:
                _merge(draft, short, longer[0])
                firms = [e for e in firms if e is not short]
    named = {e.name: e for e in firms}
    for team in firms:
        firm = named.get(re.sub(r"\s+(?:team|Team|people|group)$", "", team.name))
        if firm is not None and firm is not team:
            _merge(draft, team, firm)


def _merge(draft: Draft, entity: EntityDraft, whole: EntityDraft) -> None:
    for mention in entity.mentions:
        join(whole, mention)
    whole.aliases |= entity.aliases - {whole.name}
    whole.urls |= entity.urls
    draft.entities.remove(entity)
