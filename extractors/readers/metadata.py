"""What a write-up's fields mean: title, authors, date, language and tags, from any format and in several languages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from hallway.extractors.document import Fault, Metadata, Value
from hallway.extractors.readers.dates import parse_date
from hallway.extractors.readers.front_matter import Field, find_head

# Names of fields, best first; those inside another field are joined to it by a dot.
_TITLE = ("title", "titre", "título", "titulo", "titel", "titolo", "subject", "sujet", "objet")
_AUTHORS = (
    "authors.name authors author.name author auteurs auteur auteures auteure autrice autor autores autore "
    "rédacteur redacteur by par from.name byline creator"
).split()
_EMAILS = (
    "email e-mail mail courriel correo author_email author-email authoremail "
    "author.email authors.email author.mail authors.mail"
).split()
_DATE = (
    "date pubdate published published_at publishdate publish_date publication_date date_published datepublished "
    "created created_at creation_date creation-date date_created timestamp fecha data datum "
    "updated modified lastmod last_modified"
).split()
_LANGUAGE = "lang language langue locale idioma sprache lingua taal".split()
_TAGS = (
    "tags tag keywords keyword mots-clés mots-cles mots_clés mots_cles etiquetas étiquettes schlagworte parole-chiave"
).split()
_HOLDERS = ("taxonomies.", "extra.", "params.", "meta.", "page.")  # tables that hold the fields proper
_FRENCH = frozenset("titre auteur auteurs auteure autrice langue courriel mots-clés mots-cles étiquettes".split())

_LANGUAGES = {
    "english": "en", "anglais": "en", "eng": "en", "french": "fr", "français": "fr", "francais": "fr", "fra": "fr",
    "fre": "fr", "german": "de", "deutsch": "de", "deu": "de", "ger": "de", "spanish": "es", "español": "es",
    "spa": "es", "portuguese": "pt", "português": "pt", "por": "pt", "italian": "it", "italiano": "it", "ita": "it",
    "dutch": "nl", "nederlands": "nl", "nld": "nl",
}  # fmt: skip
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_AND = re.compile(r"\s+(?:and|et|und|y|e|en|&|/)\s+|\s*&amp;\s*")
_BETWEEN = re.compile(r"[^,]+")
_BETWEEN_MORE = re.compile(r"[^;]+")
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_ASIDE = re.compile(
    r"[\s(\[<]*(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}[\s)\]>]*|<https?://[^<>\s]*>"
)
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{0,500}\)")
_LIST = re.compile(r"\A\s*\[(.*)\]\s*\Z", re.DOTALL)
_TRIM = " \t\n\xa0,;`'\"()[]"
_LONGEST = 2_000  # characters of a field that are looked at


def split_front_matter(text: str) -> tuple[Metadata, int, tuple[Fault, ...]]:
    """Read the metadata at the head of a text.

    YAML between ``---``, TOML between ``+++``, a JSON object, ``Key: value`` lines (Pelican, MultiMarkdown), Nikola's
    ``.. title:`` comments. Broken front matter is read line by line and gives a fault, so that nothing is lost.

    Args:
        text: the whole text, with ``\\n`` line ends.

    Returns:
        The metadata, the offset where the body begins, and what could not be read as meant.

    >>> metadata, body, faults = split_front_matter("Title: Mill week\\nDate: 3 May 2031\\n\\nWe met.")
    >>> metadata.title.text, metadata.date.text, body
    ('Mill week', '2031-05-03', 34)
    """
    head = find_head(text)
    return _metadata(head.fields), head.end, head.faults


def metadata_from_fields(fields: Sequence[tuple[str, Value]]) -> Metadata:
    """Return what fields say, whatever format they come from.

    Args:
        fields: names, in any case and in English or French first of all, with their values. A name that occurs
            several times is a list; a single value is split (``A and B``, ``A, B``, ``a b``).

    >>> tea = Value("Ann Ash <ann@mill.example> et Bo", 9, 41)
    >>> metadata = metadata_from_fields([("Auteurs", tea)])
    >>> [author.text for author in metadata.authors], metadata.emails[0].text
    (['Ann Ash', 'Bo'], 'ann@mill.example')
    """
    names = [name.strip().lower() for name, _ in fields]
    return _metadata(
        [Field(name, value, names.count(name) > 1) for name, (_, value) in zip(names, fields, strict=True)]
    )


def _metadata(fields: Sequence[Field]) -> Metadata:
    by_name: dict[str, list[Field]] = {}
    for field in fields:
        by_name.setdefault(_bare(field.name), []).append(field)
    language = next(_languages(_chosen(by_name, _LANGUAGE)), None)
    day_first = language is None or language.text != "en" or bool(_FRENCH & by_name.keys())
    authors = _chosen(by_name, _AUTHORS)
    emails = [mail for field in (*_all(by_name, _EMAILS), *authors) for mail in _mails(field.value)]
    return Metadata(
        title=next(map(_title, _chosen(by_name, _TITLE)), None),
        authors=tuple(_unique(name for field in authors for name in _authors(field))),
        emails=tuple(_unique(emails)),
        date=next(_dates(_all(by_name, _DATE), day_first), None),
        language=language,
        tags=tuple(_unique(tag for field in _chosen(by_name, _TAGS) for tag in _tags(field))),
        fields=tuple((field.name, field.value) for field in fields),
    )


def _bare(name: str) -> str:
    for holder in _HOLDERS:
        name = name.removeprefix(holder)
    return name.replace(" ", "-")


def _all(by_name: dict[str, list[Field]], names: Iterable[str]) -> list[Field]:
    return [field for name in names for field in by_name.get(name, ())]


def _chosen(by_name: dict[str, list[Field]], names: Iterable[str]) -> list[Field]:
    """Return the fields of the first name that there is."""
    return next((by_name[name] for name in names if name in by_name), [])


def _title(field: Field) -> Value:
    value = field.value
    text = " ".join(html.unescape(_MARKUP.sub("", value.text[:_LONGEST])).split())
    return _unquoted(Value(text or value.text, value.start, value.end))


def _unquoted(value: Value) -> Value:
    """Take off the quotes that ``Key: value`` lines keep."""
    text = value.text
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'" and text[0] not in text[1:-1]:
        return _part(value, 1, len(text) - 1)
    return value


def _languages(fields: Iterable[Field]) -> Iterator[Value]:
    for field in fields:
        word = field.value.text.strip().lower()
        code = _LANGUAGES.get(word) or re.split(r"[-_.@ ]", word)[0]
        code = _LANGUAGES.get(code, code)
        if len(code) == 2 and code.isascii() and code.isalpha():
            yield Value(code, field.value.start, field.value.end)


def _dates(fields: Iterable[Field], day_first: bool) -> Iterator[Value]:
    for field in fields:
        iso = parse_date(field.value.text, day_first=day_first)
        if iso:
            yield Value(iso, field.value.start, field.value.end)


def _mails(value: Value) -> Iterator[Value]:
    for match in _MAIL.finditer(value.text[:_LONGEST]):
        yield _part(value, match.start(), match.end())


def _authors(field: Field) -> Iterator[Value]:
    """Yield the people of a field, one value each, without their addresses."""
    value = _inside(field.value)
    text = value.text[:_LONGEST]
    if field.listed and not _MAIL.search(text):
        spans = [(0, len(text))]
    else:
        between = _BETWEEN_MORE if ";" in _MARKUP.sub("", html.unescape(text)) and ";" in text else _BETWEEN
        spans = [match.span() for match in between.finditer(text)]
    for low, high in spans:
        at = low
        for start, end in [*(match.span() for match in _AND.finditer(text, low, high)), (high, high)]:
            name = _person(value, at, start)
            if name is not None:
                yield name
            at = end


def _person(value: Value, low: int, high: int) -> Value | None:
    piece = value.text[low:high]
    name = _LINK.sub(r"\1", _ASIDE.sub(" ", piece))
    name = " ".join(html.unescape(_MARKUP.sub("", name)).split()).strip(_TRIM)
    name = re.sub(r"^(?:by|par|and|et)\s+", "", name)
    if not any(char.isalnum() for char in name):
        return None
    at = piece.find(name)
    if at < 0:  # written with markup inside: the whole piece
        at, width = len(piece) - len(piece.lstrip()), len(piece.strip())
    else:
        width = len(name)
    place = _part(value, low + at, low + at + width)
    return Value(name, place.start, place.end)


def _tags(field: Field) -> Iterator[Value]:
    """Yield tags: split at commas where there are any, else at blanks as Jekyll and Pelican do."""
    value = field.value if field.listed else _inside(field.value)
    text = value.text[:_LONGEST]
    if field.listed:
        pieces: Iterable[re.Match[str]] = re.finditer(r".+", text, re.DOTALL)
    elif "," in text or ";" in text:
        pieces = re.finditer(r"[^,;\n]+", text)
    elif text.startswith(":") and text.endswith(":"):  # Org
        pieces = re.finditer(r"[^:]+", text)
    else:
        pieces = re.finditer(r"\"[^\"]*\"|\S+", text)
    for match in pieces:
        tag = match[0].strip(_TRIM.replace("(", "").replace(")", ""))
        if tag:
            low = match.start() + match[0].find(tag)
            yield _part(value, low, low + len(tag))


def _inside(value: Value) -> Value:
    """Return what stands in the brackets of ``[a, b]``, which ``Key: value`` lines keep as text."""
    match = _LIST.match(value.text)
    return _part(value, match.start(1), match.end(1)) if match and "](" not in value.text else value


def _part(value: Value, low: int, high: int) -> Value:
    """Return ``value.text[low:high]`` with its place; that of the whole where the text is not as written."""
    text = value.text[low:high]
    if len(value.text) == value.end - value.start:
        return Value(text, value.start + low, value.start + high)
    return Value(text, value.start, value.end)


def _unique(values: Iterable[Value]) -> Iterator[Value]:
    seen: set[str] = set()
    for value in values:
        if value.text.casefold() not in seen:
            seen.add(value.text.casefold())
            yield value
