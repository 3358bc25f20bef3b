"""The head of a file that holds its metadata: where it ends, and its fields with their places.

YAML (https://jekyllrb.com/docs/front-matter/), TOML and JSON (https://gohugo.io/content-management/front-matter/),
``Key: value`` lines (https://docs.getpelican.com/en/latest/content.html#file-metadata), Nikola's ``.. key: value``
comments (https://getnikola.com/handbook.html#metadata-formats), and ``=key value`` lines as Perl blogs have them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hallway.extractors.document import Fault, Value

MAX_HEAD = 65_536
"""Longest head that is parsed, in characters; what is longer is a page whose rule of dashes closes nothing."""
_MAX_BRACKETS = 500  # libyaml takes time quadratic in the depth of ``[[[[…``
_MAX_FIELDS = 1_000

_OPEN = re.compile(r"\s*^(?P<fence>---|\+\+\+)[ \t]*\n", re.MULTILINE)
_LIKE_YAML = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[ \t]*(?:[\"']?[\w.@-][\w .@/-]{0,60}[\"']?[ \t]{0,9}:(?:[ \t\n]|$)|\{)")
_YAML_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_TOML_CLOSE = re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE)
_JSON_OPEN = re.compile(r"\s*(?=\{\s*\"[\w-]+\"\s*:)")
_LINE_FIELD = re.compile(r"(?P<name>[^\W\d_][\w -]{0,30}?)[ \t\xa0]{0,9}:(?:[ \t]+(?P<value>.*)|)$")
_NIKOLA_OPEN = re.compile(r"\s*(?:<!--[ \t]*\n?[ \t]*)?(?=\.\.[ \t]+(?:title|slug|date)[ \t]*:)")
_NIKOLA_FIELD = re.compile(r"[ \t]*\.\.[ \t]+(?P<name>[\w-]{1,30})[ \t]{0,9}:[ \t]*(?P<value>.*)$")
_NIKOLA_CLOSE = re.compile(r"[ \t]*-->[ \t]*\n?")
_POD_FIELD = re.compile(r"=(?P<name>head1|[a-z]{2,20})[ \t]+(?P<value>.*)$")
_LENIENT = re.compile(r"(?P<name>[\w.@/-][\w .@/-]{0,60}?)[\"']?[ \t]{0,9}[:=][ \t]*(?P<value>.*)$")
_LENIENT_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*)$")
_FENCE = re.compile(r"-{3,}[ \t]*(?:\n|\Z)")

# Header lines begin with one of these …
_HEADER = frozenset(
    "title titre título titel titolo subject date author authors auteur auteurs auteure autor autores autore slug tags "
    "tag keywords category categories catégorie catégories lang language langue status modified summary template "
    "layout save_as url description email e-mail type translation mots-clés".split()
)
# … and hold none of these, which are words of minutes: there the lines are text.
_SPOKEN = re.compile(
    r"pr[eé]sent|participant|attend|absent|excus|apolog|regrets|rapporteur|secr[eé]taire|scribe|chair|animateur|"
    r"lieu\b|where|venue|location|place|agenda|ordre du jour|when\b|quand|time\b|heure|minutes|who\b|qui\b|speaker",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a head.

    Args:
        name: in lower case; that of a value inside another is joined by dots (``authors.name``).
        value: what it says, and where.
        listed: whether it is an item of a list.
    """

    name: str
    value: Value
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A file's head: its fields, the offset where the body begins, and what could not be read as meant."""

    fields: tuple[Field, ...] = ()
    end: int = 0
    faults: tuple[Fault, ...] = ()


def find_head(text: str) -> Head:
    """Read the head of a text, an empty one if it has none.

    Args:
        text: the whole text, with ``\\n`` line ends.

    >>> head = find_head("---\\ntags: [tea, milk]\\n---\\nHello")
    >>> [(field.name, field.value.text) for field in head.fields], head.end
    ([('tags', 'tea'), ('tags', 'milk')], 26)
    """
    match = _OPEN.match(text)
    if match is not None:
        return _fenced(text, match.end(), match["fence"])
    match = _JSON_OPEN.match(text)
    if match is not None:
        return _json(text, match.end())
    match = _NIKOLA_OPEN.match(text)
    if match is not None:
        return _nikola(text, match.end(), "<!--" in match[0])
    if text.startswith(("=head1 ", "=title ")):
        return Head(*_lines(text, 0, _POD_FIELD))
    return _header(text)


def _fenced(text: str, start: int, fence: str) -> Head:
    close = (_YAML_CLOSE if fence == "---" else _TOML_CLOSE).search(text, start, start + MAX_HEAD)
    if close is None:
        if fence == "+++" or not _LIKE_YAML.match(text, start):
            return Head()
        # the closing line was forgotten: what reads as fields is the head
        fields, end = _lines(text, start, _LINE_FIELD)
        return Head(fields, end, (Fault(1, "front matter is never closed by a line '---'"),)) if fields else Head()
    inside = text[start : close.start()]
    if fence == "---":
        if inside.strip() and not _LIKE_YAML.match(inside):
            return Head()  # two rules with text between them
        try:
            fields = tuple(_yaml(inside, start))
        except _BrokenError as error:
            fault = Fault(text.count("\n", 0, start) + error.line, f"front matter is not valid YAML: {error}")
            return Head(tuple(_lenient(text, start, close.start())), close.end(), (fault,))
        return Head(fields, close.end())
    try:
        found = tomllib.loads(inside)
    except (ValueError, RecursionError) as error:  # ValueError: also numbers of thousands of digits
        place = re.search(r"line (\d+)", str(error))
        line = text.count("\n", 0, start) + (int(place[1]) if place else 1)
        fault = Fault(line, f"front matter is not valid TOML: {_one_line(str(error))}")
        return Head(tuple(_lenient(text, start, close.start())), close.end(), (fault,))
    return Head(tuple(_located(text, found, start, close.start())), close.end())


def _json(text: str, start: int) -> Head:
    try:
        found, end = json.JSONDecoder().raw_decode(text[: start + MAX_HEAD], start)
    except (ValueError, RecursionError):  # ValueError: also numbers of thousands of digits
        return Head()  # a text that begins with a brace; it stays text
    rest = re.compile(r"[ \t]*(?:\n|\Z)").match(text, end)
    return Head(tuple(_located(text, found, start, end)), rest.end() if rest else end)


def _nikola(text: str, start: int, comment: bool) -> Head:
    fields, end = _lines(text, start, _NIKOLA_FIELD)
    close = _NIKOLA_CLOSE.match(text, end) if comment else None
    return Head(fields, close.end() if close else end)


def _header(text: str) -> Head:
    """Read ``Key: value`` lines, an optional line of dashes after them."""
    start = len(text) - len(text.lstrip("\n"))
    first = _LINE_FIELD.match(text, start, _line_end(text, start))
    if first is None or first["name"].strip().lower() not in _HEADER:
        return Head()
    fields, end = _lines(text, start, _LINE_FIELD)
    fence = _FENCE.match(text, end)
    after = text[end : _line_end(text, end)].strip()
    if after and fence is None:
        return Head()  # the paragraph goes on: a sentence with a colon
    names = [field.name for field in fields]
    if any(_SPOKEN.match(name) for name in names):
        return Head()
    if fence is None and not {"title", "titre", "slug"} & set(names) and not _HEADER.issuperset(names):
        return Head()
    return Head(fields, fence.end() if fence else end)


def _lines(text: str, start: int, pattern: re.Pattern[str]) -> tuple[tuple[Field, ...], int]:
    """Read fields of a line each, and indented lines that go on; return them and where they end."""
    fields: list[Field] = []
    at = start
    while at < len(text) and len(fields) < _MAX_FIELDS:
        end = _line_end(text, at)
        match = pattern.match(text, at, end)
        if match is not None and (match["name"] != "head1" or not fields):
            name = "title" if match["name"] == "head1" else match["name"].strip().lower()
            value = (match["value"] or "").rstrip()
            low = match.start("value") if value else match.end()
            fields.append(Field(name, Value(value, low, low + len(value))))
        elif fields and text[at:end].strip() and text[at] in " \t":
            last = fields[-1]
            words = " ".join([last.value.text, text[at:end].strip()]).strip()
            low = last.value.start if last.value.text else end - len(text[at:end].lstrip())
            fields[-1] = Field(last.name, Value(words, low, at + len(text[at:end].rstrip())))
        else:
            break
        at = min(end + 1, len(text))
    return tuple(field for field in fields if field.value.text), at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


class _BrokenError(ValueError):
    """YAML that does not parse; its message is one line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


def _yaml(inside: str, base: int) -> Iterator[Field]:
    """Read YAML by its events, so that neither nesting nor aliases cost anything; aliases are left out.

    Every scalar is taken as it is written: ``2014-07-31`` stays a text.
    """
    import yaml

    if inside.count("[") + inside.count("{") > _MAX_BRACKETS:
        raise _BrokenError("it nests too deep", 1)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    names: list[str | None] = []  # for each open mapping the key whose value comes next, "" for a list
    count = 0
    try:
        for event in yaml.parse(inside, Loader=loader):
            if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                names.append(None if isinstance(event, yaml.MappingStartEvent) else "")
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                names.pop()
                _forget(names)
            elif isinstance(event, yaml.AliasEvent):
                _forget(names)
            elif isinstance(event, yaml.ScalarEvent):
                if names and names[-1] is None:
                    names[-1] = event.value.strip().lower()[:80] or "?"
                    continue
                count += 1
                empty = not event.value.strip() or (event.style in (None, "") and event.value in ("~", "null", "Null"))
                if names and not empty and count <= _MAX_FIELDS:
                    name = ".".join(part for part in names if part)
                    marks = (event.start_mark, event.end_mark)
                    low, high = (mark.index if mark is not None else 0 for mark in marks)
                    yield Field(name, _value(inside, event.value.strip(), low, high, base), names[-1] == "")
                _forget(names)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        raise _BrokenError(_one_line(what), mark.line + 1 if mark is not None else 1) from error
    except RecursionError as error:
        raise _BrokenError("it nests too deep", 1) from error


def _forget(names: list[str | None]) -> None:
    """Note that a mapping's value is over, so that a key comes next."""
    if names and names[-1] != "":
        names[-1] = None


def _value(inside: str, text: str, low: int, high: int, base: int) -> Value:
    """Return a value whose span is that of its words, without quotes, where they stand as they are."""
    written = inside[low:high]
    at = written.find(text)
    if at < 0:
        at, text_length = len(written) - len(written.lstrip()), len(written.strip())
    else:
        text_length = len(text)
    return Value(text, base + low + at, base + low + at + text_length)


def _located(text: str, found: object, start: int, end: int) -> Iterator[Field]:
    """Flatten what TOML or JSON held, and find each value behind the one before it."""
    at = start
    for name, value, listed in _flat(found):
        key = text.find(name.rpartition(".")[2], at, end)
        low = at if listed or key < 0 else key + len(name.rpartition(".")[2])
        place = text.find(value, low, end)
        if place < 0:
            place, width = text.find(value.replace(" ", "T", 1), low, end), len(value)
        else:
            width = len(value)
        if place < 0:  # written with escapes: the line it stands on
            place = min(low, end)
            width = max(min(_line_end(text, place), end) - place, 0)
        yield Field(name, Value(value, place, place + width), listed)
        at = place + width


def _flat(found: object) -> Iterable[tuple[str, str, bool]]:
    """Yield name, text and whether it is a list's item, for every leaf that is no object."""
    stack: list[tuple[str, object, bool]] = [("", found, False)]
    count = 0
    while stack and count < _MAX_FIELDS:
        name, value, listed = stack.pop()
        if isinstance(value, dict):
            inner = [(f"{name}.{key}" if name else str(key), below, False) for key, below in value.items()]
            stack.extend(reversed(inner))
        elif isinstance(value, list):
            stack.extend((name, below, True) for below in reversed(value))
        elif name and value is not None and str(value).strip():
            count += 1
            yield name.lower()[:80], str(value).lower() if isinstance(value, bool) else str(value).strip(), listed


def _lenient(text: str, start: int, end: int) -> Iterator[Field]:
    """Read broken front matter line by line, so that nothing is lost."""
    name = ""
    at = start
    while at < end:
        stop = min(_line_end(text, at), end)
        item = _LENIENT_ITEM.match(text, at, stop)
        match = _LENIENT.match(text, at, stop)
        if item is not None and name:
            yield Field(name, _unquoted(item), True)
        elif match is not None:
            name = match["name"].strip().lower()
            if match["value"].strip():
                yield Field(name, _unquoted(match))
        at = stop + 1


def _unquoted(match: re.Match[str]) -> Value:
    value, start = match["value"].rstrip(), match.start("value")
    bare = value.strip("\"'")
    at = value.find(bare) if bare else 0
    return Value(bare or value, start + at, start + at + len(bare or value))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:200]
