"""Who wrote a write-up and when, where its metadata does not say: bylines, signatures, minute-takers, dated titles."""

from __future__ import annotations

import re

from hallway.extractors import names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.date_ranges import DateRange, date_ranges
from hallway.extractors.draft import Draft, EntityDraft, Mention
from hallway.extractors.entities import join
from hallway.extractors.labels import section_role
from hallway.extractors.links import profile_handle
from hallway.extractors.names import UPPER
from hallway.extractors.passages import Passage

_WRITTEN = (
    r"(?:(?:this )?(?:post|article|report|summary|write-?up)?\s*)?(?:posted|published|written|reported|submitted|contributed|compiled|publié|posté|écrit|rédigé|proposé|mis en ligne|geschrieben|veröffentlicht|escrito|publicado)(?:e|s|es)?"
    r"(?: on [^.]{6,30}?)?\s+(?:by|par|von|por)\s+"
)
_BY = re.compile(
    rf"^[\W_]*(?:{_WRITTEN}|(?:by|par|von|por|author|auteure?|autrice|autor|autora)\s*:?\s+)(?=[{UPPER}@\w])", re.I
)
_WRITTEN_BY = CuedPattern(
    r"(?:\b(?:summary|report|recap|results|notes|minutes|account|write-?up|résumé|compte[- ]rendu|bilan|récit)\b[^.!?\n]{0,40}?,?\s*(?:written|taken|prepared|compiled|rédigée?s?|écrite?s?|prises?)\s+(?:by|par)"
    r"|\((?:notes|minutes|summary|report|notes prises|compte[- ]rendu)\s+(?:by|par|taken by)|^(?:notes|minutes|summary|bilan|compte[- ]rendu)\s+(?:taken\s+)?(?:by|par))\s*:?\s+",
    re.I,
)
_TAKER = CuedPattern(
    r"\s?[(\[,–—-]\s*(?:minute[- ]?taker|minutes|note[- ]?taker|taking (?:the )?(?:notes|minutes)|scribe|secretary|recorder|secrétaire(?: de séance)?|rédact(?:eur|rice)|prise de notes)\s*[)\]]?\s*(?=$|[,;.]| and\b| et\b)",
    re.I,
)
_SIGNED = re.compile(rf"^\s*(?:-{{1,3}}|–|—|~)\s*(?=[{UPPER}@\w])")
_SITE = re.compile(rf"\b({names.FULL.pattern})[’']s\s+(?:blog|weblog|diary|journal|notebook|website|site)\b")
_ABOUT = re.compile(
    r"^\W*(?:about (?:me|the author)|à propos de (?:moi|l[’']auteur)|who (?:am I|wrote this)|über mich|sobre mí)\W*$",
    re.I,
)
_NAME = re.compile(rf"{names.FULL.pattern}|{names.INITIALLED.pattern}|{names.HANDLE.pattern}|{names.SINGLE.pattern}")
_NICK = re.compile(r"@?\w[\w.-]{1,24}(?![\w@])")
_TO = re.compile(r"\s*(?:,|&|\band\b|\bet\b|\bund\b|\by\b)\s*")
_AFTER = re.compile(
    r"^(?:\s*(?:$|[,;|·•–—\n(.]|-\s|(?:on|le|am|el|in|at|the|à|posted|publié)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d))",
    re.I,
)
_MINUTES = re.compile(
    r"\b(?:minutes|meeting|réunion|reunión|reunião|treffen|sitzung|procès[- ]verbal|pv|compte[- ]rendu de (?:la )?(?:réunion|séance)|assemblée|standup|devmeeting)\b|^(?:19|20)\d\d-\d\d-\d\d\W*$",
    re.I,
)
_DATED = r"(?:(?:posted|published|written|updated|date|publié|posté|écrit|rédigé|mis en ligne|veröffentlicht|publicado)(?:e|s|es)?\b\W*(?:on|le|am|el|:)?\s*)?"
_DATE_LINE = re.compile(
    rf"^[\W_]*{_DATED}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?,?\s*(?:the|le)?\s*$",
    re.I,
)
_PLACED = re.compile(
    rf"^[\W_]*[{UPPER}][\w’'-]+(?:[ -][{UPPER}][\w’'-]+){{0,3}}\s*,\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)?,?\s*(?:the|le)?\s*$",
    re.I,
)
_HEAD = 5
"""Passages from the top among which a byline or a date line stands."""


class Bylines:
    """Finds the mention of whoever signs, and the day: ``draft.signer`` and ``draft.date``."""

    name = "bylines"

    def extract(self, draft: Draft) -> None:
        """Set the draft's signer and date where its metadata tells neither."""
        if not draft.document.metadata.authors:
            draft.signer = self._signer(draft)
        if draft.document.metadata.date is None:
            draft.date = self._date(draft)

    def _signer(self, draft: Draft) -> Mention | None:
        head = [p for p in draft.passages[:_HEAD] if not p.quoted and p.kind in ("paragraph", "heading", "item")]
        tail = [p for p in draft.passages[-3:] if p.kind in ("paragraph", "heading", "item") and p not in head]
        speakers = {label.passage.index for label in draft.labels if label.role == "presenter"}
        for passage in (*head, *reversed(tail)):
            if passage.index in speakers:
                continue
            found = _BY.match(passage.text) if len(passage.text) < 120 else None
            if found and (signer := _name_at(draft, passage, found.end(), "byline", nick=True)):
                return signer
            if signer := self._dated_name(draft, passage):
                return signer
            found = _SITE.search(passage.text) if passage.kind == "heading" else None
            if found and (signer := _name_at(draft, passage, found.start(1), "site-owner")):
                return signer
        scribes = [label for label in draft.labels if label.role == "scribe" and label.people]
        if len(scribes) == 1:  # several are those of several sessions
            return scribes[0].people[0]
        for passage in draft.passages:
            for found in _TAKER.finditer(passage):
                if signer := _name_before(draft, passage, found.start()):
                    return signer
            written = None if passage.quoted else _WRITTEN_BY.search(passage)
            if written and (signer := _name_at(draft, passage, written.end(), "notes-by")):
                return signer
        return self._signature(draft) or self._about(draft)

    @staticmethod
    def _dated_name(draft: Draft, passage: Passage) -> Mention | None:
        """``Ada Byron, 10 June 2032``: nothing but a name and a day."""
        if len(passage.text) > 80:
            return None
        found = _NAME.match(passage.text.lstrip(" \t*_-–—"))
        days = date_ranges(passage.text)
        if found is None or len(days) != 1 or not days[0].dated:
            return None
        at = passage.text.index(found.group())
        between, rest = passage.text[at + found.end() : days[0].i], passage.text[days[0].j :]
        if rest.strip(" .)*_") or not re.fullmatch(r"[\s,(|·•–—-]*(?:on |le |am )?(?:[^\W\d]{3,9}\.?,? )?", between):
            return None
        if not (
            names.starts_with_first_name(found.group())
            or names.looks_full(found.group())
            or found.group().startswith("@")
        ):
            return None
        return _name_at(draft, passage, at, "dated-byline")

    @staticmethod
    def _signature(draft: Draft) -> Mention | None:
        """A short last line that is but a name, set off by a dash or in a first-person text."""
        for passage in reversed(draft.passages[-2:]):
            text = passage.text.strip()
            if passage.quoted or passage.kind not in ("paragraph", "item") or not text or len(text) > 60:
                continue
            dash = _SIGNED.match(passage.text)
            marker = passage.block.name in ("--", "–", "—")
            parts = names.split_names(text[dash.end() :] if dash else text)
            shaped = [names.looks_full(text[i:j]) or names.looks_single(text[i:j]) for i, j in parts]
            at = passage.text.index(text) + (dash.end() if dash else 0)
            if dash or marker:
                return _name_at(draft, passage, at, "signature", nick=True)
            if passage.kind == "paragraph" and 0 < len(parts) <= 3 and "&" in text and _plain_names(text):
                return _name_at(draft, passage, at, "signature", nick=True)
            if passage.kind == "paragraph" and all(shaped) and len(parts) == 1:
                return _name_at(draft, passage, at, "signature")
        return None

    @staticmethod
    def _about(draft: Draft) -> Mention | None:
        """The profile that a section "About me" links to."""
        for passage in draft.passages:
            if any(above.kind == "heading" and _ABOUT.match(above.text) for above in passage.ancestors()):
                for i, j, target in passage.links:
                    text = passage.text[i:j].strip()
                    if profile_handle(target) and (
                        names.looks_full(text) or text.lstrip("@").casefold() == profile_handle(target).casefold()
                    ):
                        return draft.mention(
                            passage, i, j, "Person", "about-me", 0.87, name=text.lstrip("@"), url=target
                        )
        return None

    def _date(self, draft: Draft) -> str:
        day_first = draft.document.language != "en"
        if draft.signer is not None:
            text = draft.signer.passage.text
            days = [day for day in date_ranges(text, day_first=day_first) if day.dated]
            if len(days) == 1 and len(text) < 120:
                return days[0].start
        lines = []
        for passage in draft.passages:
            if passage.quoted or len(passage.text) > 90 or passage.row >= 0:
                continue
            days = [day for day in date_ranges(passage.text, day_first=day_first) if day.dated]
            if len(days) == 1 and _is_date_line(passage.text, days[0]):
                lines.append((passage, days[0]))
        # several such lines head the days of a programme, and so does a heading further down
        if len(lines) == 1 and lines[0][0].index < (2 if lines[0][0].kind == "heading" else _HEAD):
            return lines[0][1].end
        title = draft.document.metadata.title
        heading = next((p.text for p in draft.passages[:3] if p.kind == "heading"), "")
        for text in (title.text if title else "", heading):
            days = [day for day in date_ranges(text, day_first=day_first) if day.dated]
            if (
                len(days) == 1
                and days[0].start == days[0].end
                and (_MINUTES.search(text) or any(section_role(p) == "attendee" for p in draft.passages))
            ):
                return days[0].end
        return ""


class Authorship:
    """Makes the person who signs the write-up's author, once mentions are gathered."""

    name = "authorship"

    def extract(self, draft: Draft) -> None:
        """Let ``draft.author`` be the signer's entity."""
        signer = draft.signer
        if signer is None or draft.author.name:
            return
        place = signer.passage
        kept = next(
            (m for m in draft.mentions_in(place) if m.kind == "Person" and m.i < signer.j and signer.i < m.j), None
        )
        entity = kept.entity if kept is not None else None
        if entity is None:
            join(draft.author, signer)
            return
        _replace(draft, draft.author, entity)


def _replace(draft: Draft, author: EntityDraft, entity: EntityDraft) -> None:
    """Put the signer's entity in the place of the author that had no name."""
    draft.entities.remove(entity)
    draft.entities[draft.entities.index(author)] = entity
    for fact in draft.facts:
        if fact.subject is author:
            fact.subject = entity
        if fact.object is author:
            fact.object = entity
    draft.signers = [entity if signer is author else signer for signer in draft.signers]
    draft.author = entity


def _name_at(draft: Draft, passage: Passage, at: int, rule: str, *, nick: bool = False) -> Mention | None:
    """The name that begins at a place, as a mention; None if what stands there is no person's name."""
    text = passage.text
    found = _NAME.match(text, at)
    shaped = found is not None and (
        text[at] == "@" or names.looks_full(found.group()) or names.looks_single(found.group())
    )
    if found is not None and not shaped and names.FULL.match(text, at) and nick and _AFTER.match(text[found.end() :]):
        shaped = not any(word.casefold() in names.COMMON for word in found.group().split())
    if not shaped and nick:
        found = _NICK.match(text, at)
        if found is None or found.group().casefold() in names.COMMON or found.group().isdigit():
            return None
        if not (_AFTER.match(text[found.end() :]) or _TO.match(text, found.end())):
            return None
        shaped = True
    if found is None or not shaped:
        return None
    name = found.group().lstrip("@").rstrip(".")
    url = next((t for i, j, t in passage.links if i < found.end() and found.start() < j), "")
    return draft.mention(
        passage, *found.span(), "Person", rule, 0.87, name=name, url=url if profile_handle(url) else ""
    )


def _name_before(draft: Draft, passage: Passage, end: int) -> Mention | None:
    """The name that ends at a place: the last part of a list of names."""
    parts = names.split_names(passage.text[:end])
    if not parts:
        return None
    i, j = parts[-1]
    return (
        _name_at(draft, passage, i, "minute-taker", nick=j - i < 25) if names.looks_listed(passage.text[i:j]) else None
    )


def _plain_names(text: str) -> bool:
    """Whether a line is first names joined by "&"."""
    return all(names.looks_listed(text[i:j]) or names.FULL.fullmatch(text[i:j]) for i, j in names.split_names(text))


def _is_date_line(text: str, day: DateRange) -> bool:
    """Whether a line holds a day and hardly more: a weekday, a place, "Posted on"."""
    before, after = text[: day.i], text[day.j :]
    if not re.fullmatch(r"[\s.)*_|,]*(?:(?:à|at|,)?\s*\d{1,2}\s?[h:.]\s?\d{0,2}\s*(?:[AP]M)?)?[\s.)*_]*", after, re.I):
        return False
    return bool(_DATE_LINE.match(before) or _PLACED.match(before))
