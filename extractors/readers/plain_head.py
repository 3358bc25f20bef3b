"""The top of a text without markup: header lines, what a wiki put above the page, the title and its date."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hallway.extractors.document import Block, Metadata, Value
from hallway.extractors.readers.lines import Line, find_marker, is_record, is_rule
from hallway.extractors.readers.metadata import metadata_from_fields

_FIELD = re.compile(r"([^\W\d_][\w-]{1,20}(?: [\w-]{1,12})?)[ \xa0]?:[ \t]+(?=\S)")
METADATA_NAMES = frozenset({
    "title", "titre", "subtitle", "author", "authors", "auteur", "auteurs", "auteure", "by", "par", "date",
    "published", "publish", "created", "modified", "updated", "tags", "tag", "keywords", "keyword", "mots-clés",
    "mots-cles", "category", "categories", "catégorie", "catégories", "lang", "language", "langue", "slug", "from",
    "de", "to", "à", "subject", "sujet", "objet", "cc", "email", "e-mail", "mail", "address", "summary", "status",
    "template", "url", "save_as", "link", "type", "description", "image", "cover", "thumbnail", "version",
    "revision", "copyright", "license", "organization", "contact", "abstract", "series",
})  # fmt: skip
"""Names of fields, in lower case, that say something of the write-up and not of the meeting."""
_MAIL = re.compile(
    r"(?:message-id|reply-to|in-reply-to|references|cc|bcc|to|sender|list-|x-|mime-|content-|received)", re.I
)
_AS = {"from": "author", "de": "author", "by": "author", "par": "author", "subject": "title", "objet": "title"}
_CHROME = re.compile(
    r"(?:from|de|aus|un article de)\s+\w*wiki\w*(?:,.{0,60})?$"
    r"|(?:jump to|aller à|navigation|zur navigation)\s*:?\s*(?:navigation|search|rechercher|content|main).{0,40}$"
    r"|skip to (?:main )?content$",
    re.I,
)
_DATE_WORDS = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "janvier",
    "février", "fevrier", "mars", "avril", "mai", "juin", "juillet", "août", "aout", "septembre", "octobre",
    "novembre", "décembre", "decembre", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
    "samedi", "dimanche", "st", "nd", "rd", "th", "er", "of", "the", "le", "on", "date", "h", "am", "pm", "t", "z",
    "utc", "gmt", "cet", "cest", "posted", "published", "publié",
})  # fmt: skip
_TITLE_LENGTH = 120
_REPORTED = re.compile(
    r":\s+(?:(?:le|un|mon|notre|the|a|my|our|petit|short)\s+)*(?:retours?|comptes?[- ]rendus?|bilan|récit|résumé|debrief|report|recap|summary|wrap-?up|highlights)\b",
    re.I,
)
"""What follows the name of an event in a title: "Lampes libres : retour sur deux jours"."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text proper, and the lines that remain."""

    fields: tuple[tuple[str, Value], ...]
    body: list[Line]


def read_head(text: str, lines: list[Line]) -> Head:
    """Take header lines and a wiki's own words off the top of a text.

    Args:
        text: the whole text.
        lines: all of its lines.
    """
    at, said = 0, 0
    while at < len(lines) and said < 6:  # a wiki's name and its "Jump to" may stand under the page's title
        if lines[at].text and _CHROME.match(lines[at].text):
            lines = [*lines[:at], *lines[at + 1 :]]
            continue
        said += bool(lines[at].text)
        at += 1
    first = next((n for n, line in enumerate(lines) if line.text), len(lines))
    fields, body = _header(text, lines[first:])
    return Head(fields, body)


def _header(text: str, lines: list[Line]) -> tuple[tuple[tuple[str, Value], ...], list[Line]]:
    """Split ``Name: value`` lines off; a field that says something of the meeting itself stays in the text."""
    match = _FIELD.match(lines[0].text) if lines else None
    if match is None or match[1].lower() not in METADATA_NAMES:
        return (), lines
    fields: list[tuple[str, Value]] = []
    kept: list[Line] = []
    at = 0
    while at < len(lines) and lines[at].text:
        line = lines[at]
        match = _FIELD.match(line.text)
        if match is None or not (match[1].lower() in METADATA_NAMES or _MAIL.match(match[1])):
            kept.append(line)
        else:
            start, end = line.start + match.end(), line.end
            while at + 1 < len(lines) and lines[at + 1].text and lines[at + 1].indent > line.indent:
                at += 1
                end = lines[at].end
            fields.append((match[1].lower(), Value(" ".join(text[start:end].split()), start, end)))
        at += 1
    if at < len(lines) - 1 and is_rule(next((line for line in lines[at:] if line.text), lines[at])):
        at = next(n for n in range(at, len(lines)) if lines[n].text) + 1
    return tuple(fields), [*kept, *lines[at:]]


def title_and_date(text: str, head: Head, blocks: list[Block]) -> tuple[Metadata, list[Block]]:
    """Tell the title, and the date below it, from the first blocks.

    Args:
        text: the whole text.
        head: what ``read_head`` gave.
        blocks: what stands below it.

    Returns:
        the metadata, and the blocks with the title as a heading.
    """
    fields = [(_AS.get(name, name), value) for name, value in head.fields]
    metadata = metadata_from_fields(fields)
    blocks = list(blocks)
    title = metadata.title
    if title is None and blocks and _is_title(blocks):
        first = blocks[0]
        if first.kind != "heading":
            blocks[0] = replace(first, kind="heading", level=1)
            lowest = min((block.level for block in blocks[1:] if block.kind == "heading"), default=2)
            if lowest < 2:
                blocks[1:] = [
                    replace(block, level=block.level + 1) if block.kind == "heading" else block for block in blocks[1:]
                ]
        title = Value(first.text, first.runs[0].start, first.runs[-1].end)
    date = metadata.date
    below = 1 if blocks and blocks[0].kind == "heading" else 0
    if date is None and len(blocks) > below and blocks[below].kind in {"paragraph", "heading"}:
        block = blocks[below]
        if is_date(block.text):
            value = Value(block.text, block.runs[0].start, block.runs[-1].end)
            date = metadata_from_fields([("date", value)]).date
            if block.kind == "heading" and below:
                blocks[below] = replace(block, kind="paragraph", level=0)
    written = {name: value for name, value in (("title", title), ("date", date)) if value is not None}
    told = [(name, value) for name, value in written.items() if all(name != known for known, _ in fields)]
    return replace(metadata, title=title, date=date, fields=(*head.fields, *told)), blocks


def _is_title(blocks: list[Block]) -> bool:
    first = blocks[0]
    said = first.text
    if first.kind == "heading":
        return all(block.level > first.level for block in blocks[1:] if block.kind == "heading")
    if first.kind != "paragraph" or not said or len(said) > _TITLE_LENGTH or said.count(" ") > 18:
        return False
    line = Line(said, 0, 0)
    if said[-1] in ".,;:" or said[0].islower() or is_date(said) or find_marker(line) or (is_record(line) and not _REPORTED.search(said)):
        return False
    if any(run.target for run in first.runs) or not any(sign.isalpha() for sign in said):
        return False
    if said[-1] in "!?" and re.search(r"[.!?] ", said):
        return False
    follower = blocks[1].runs if len(blocks) > 1 else ()
    return bool(follower) or len(blocks) > 1


def is_date(said: str) -> bool:
    """Return whether a line says a date and nothing else.

    >>> is_date("Tuesday April 07, 2009"), is_date("le 7 avril 2009"), is_date("April 7: lunch")
    (True, True, False)
    """
    if len(said) > 60 or not any(sign.isdigit() for sign in said):
        return False
    words = re.findall(r"[^\W\d_]+|\d+", said)
    numbers = [word for word in words if word.isdigit()]
    if any(not word.isdigit() and word.lower() not in _DATE_WORDS for word in words):
        return False
    return len(numbers) > 2 or (len(numbers) == 2 and len(words) > 2) or (len(words) == 2 and len(numbers) == 1)
