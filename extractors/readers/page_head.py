"""What an HTML page says about itself: ``<title>``, ``<meta>``, JSON-LD, ``<time>``, ``rel=author``, ``<html lang>``.

Sources: https://ogp.me/, https://schema.org/BlogPosting, https://html.spec.whatwg.org/multipage/semantics.html#meta
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hallway.extractors.document import Metadata, Value
from hallway.extractors.readers.article import Plan
from hallway.extractors.readers.markup import VOID, Attribute, Token, attributes
from hallway.extractors.readers.metadata import metadata_from_fields

_META = {
    "og:title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "author": "author",
    "article:author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "date": "date",
    "article:published_time": "date",
    "datepublished": "date",
    "dc.date": "date",
    "dcterms.created": "date",
    "dcterms.date": "date",
    "keywords": "tags",
    "article:tag": "tags",
    "content-language": "lang",
    "dc.language": "lang",
}
_POSTINGS = frozenset(("Article", "BlogPosting", "NewsArticle", "Report", "SocialMediaPosting", "TechArticle"))
_JSON_LD = {"headline": "title", "name": "title", "datePublished": "date", "keywords": "tags", "inLanguage": "lang"}
_JSON_LIMIT = 200_000  # characters of one script
_JSON_VALUES = 2_000
_DATES = frozenset(("date", "dt-published", "entry-date", "post-date", "pubdate", "published"))
_AUTHORS = frozenset(("author", "byline", "p-author", "fn"))
_NAME_LIMIT = 80
_OTHER_PAGES = ("http:", "https:", "/")  # Facebook's profile addresses stand in article:author
_BLANKS = re.compile(r"\s+")


def page_metadata(text: str, tokens: Sequence[Token], plan: Plan, front: Metadata) -> Metadata:
    """Return a page's metadata; what its front matter says goes before what the page says.

    Args:
        text: the page.
        tokens: its tokens.
        plan: where its article is.
        front: what its front matter says.
    """
    fields: dict[str, list[Value]] = {}
    for name, value in _fields(text, tokens, plan):
        values = fields.setdefault(name, [])
        if (not values or name == "tags") and value.text not in {old.text for old in values}:
            values.append(value)
    if "title" in fields and len(fields["title"]) == 1:
        fields["title"] = [_short_title(text, tokens, plan, fields["title"][0], fields.pop("site", []))]
    fields.pop("site", None)
    found = [(name, value) for name, values in fields.items() for value in values]
    if not found:
        return front
    page = metadata_from_fields(found)
    return replace(
        front,
        title=front.title or page.title,
        authors=front.authors or page.authors,
        emails=front.emails or page.emails,
        date=front.date or page.date,
        language=front.language or page.language,
        tags=front.tags or page.tags,
        fields=(*front.fields, *page.fields),
    )


def _fields(text: str, tokens: Sequence[Token], plan: Plan) -> Iterator[tuple[str, Value]]:
    """Yield name and value of each field, the most trustworthy of a name first."""
    metas: list[tuple[str, Value]] = []
    titles: list[tuple[str, Value]] = []
    told: list[tuple[str, Value]] = []
    linked: list[tuple[str, Value]] = []
    until = 0
    for i, token in enumerate(tokens):
        if token.close or token.end - token.start > _JSON_LIMIT:
            continue
        if token.raw:
            if token.name == "title" and not titles:
                titles.append(("title", _value(text, token.start, token.end)))
            elif token.name == "script" and "ld+json" in text[tokens[i - 1].start : tokens[i - 1].end]:
                linked.extend(_posting(text, token))
        elif token.name == "meta":
            metas.extend(_meta(attributes(text, token)))
        elif token.name == "subject" and not titles:
            titles.extend(_subject(text, token))
        elif token.name == "html":
            given = attributes(text, token)
            metas.extend(("lang", _of(given[key])) for key in ("lang", "xml:lang") if key in given)
        until = max(until, plan.skips.get(i, 0))
        if i < plan.last and i >= until and token.name and not token.raw:
            told.extend(_byline(text, tokens, i))
    titled = [(name, value) for name, value in (*metas, *linked, *titles, *told) if value.text]
    return iter(titled)


def _meta(given: dict[str, Attribute]) -> Iterator[tuple[str, Value]]:
    if "content" not in given:
        return
    for key in ("name", "property", "itemprop", "http-equiv"):
        if key in given:
            name = given[key].value.lower()
            value = _of(given["content"])
            if name == "og:site_name":
                yield "site", value
            elif name in _META and not (_META[name] == "author" and value.text.startswith(_OTHER_PAGES)):
                yield _META[name], value


def _subject(text: str, token: Token) -> Iterator[tuple[str, Value]]:
    """WML's ``<subject "Tea">``."""
    start = text.find('"', token.start, token.end) + 1
    end = text.rfind('"', token.start, token.end)
    if 0 < start < end:
        yield "title", _value(text, start, end)


def _byline(text: str, tokens: Sequence[Token], i: int) -> Iterator[tuple[str, Value]]:
    """Dates and writers that the article itself marks as such."""
    token = tokens[i]
    if token.end - token.start < len(token.name) + 6:
        return
    given = attributes(text, token)
    if token.name == "time" and "datetime" in given:
        yield "date", _of(given["datetime"])
        return
    words = set(given["class"].value.lower().split()) if "class" in given else set[str]()
    marked = ("rel" in given and "author" in given["rel"].value.split()) or (
        "itemprop" in given and given["itemprop"].value in ("author", "creator")
    )
    if (marked or words & _AUTHORS) and token.name not in VOID:
        value = _inner(text, tokens, i)
        name = re.sub(r"^(?:by|par|von|de)\s+", "", value.text, flags=re.IGNORECASE)
        if 1 < len(name) <= _NAME_LIMIT:
            yield "author", replace(value, text=name)
    elif words & _DATES and token.name not in VOID:
        yield "date", _inner(text, tokens, i)


def _inner(text: str, tokens: Sequence[Token], i: int) -> Value:
    """Return what is read inside an element that holds little."""
    spans: list[tuple[int, int]] = []
    for token in tokens[i + 1 : i + 12]:
        if token.close and token.name == tokens[i].name:
            break
        if not token.name:
            spans.append((token.start, token.end))
    if not spans:
        return Value("", tokens[i].start, tokens[i].end)
    words = " ".join(html.unescape(text[start:end]) for start, end in spans)
    return Value(_folded(words), spans[0][0], spans[-1][1])


def _short_title(text: str, tokens: Sequence[Token], plan: Plan, title: Value, site: Sequence[Value]) -> Value:
    """Return a page's title without the site's name: the top heading where the title holds it."""
    for i, token in enumerate(tokens[: plan.last]):
        if token.name == "h1" and not token.close:
            heading = _inner(text, tokens, i)
            if heading.text and (heading.text in title.text or heading.text.startswith(title.text)):
                return heading if len(heading.text) <= len(title.text) else title
    for name in site:
        if title.text.endswith(name.text):
            short = title.text[: -len(name.text)].rstrip(" |-–—:·»")
            return replace(title, text=short) if short else title
    return title


def _posting(text: str, token: Token) -> Iterator[tuple[str, Value]]:
    try:
        data = json.loads(text[token.start : token.end])
    except (ValueError, RecursionError):
        return
    waiting: list[object] = [data]
    seen = 0
    while waiting and seen < _JSON_VALUES:
        seen += 1
        thing = waiting.pop()
        if isinstance(thing, list):
            waiting.extend(reversed(thing))
        elif isinstance(thing, dict):
            waiting.extend(thing[key] for key in ("@graph", "mainEntity") if key in thing)
            if not _POSTINGS.isdisjoint(_words(thing.get("@type"))):
                for key, name in _JSON_LD.items():
                    yield from ((name, _located(text, token, word)) for word in _words(thing.get(key)))
                authors = thing.get("author")
                for author in authors if isinstance(authors, list) else [authors]:
                    given = author.get("name") if isinstance(author, dict) else author
                    yield from (("author", _located(text, token, word)) for word in _words(given))


def _words(thing: object) -> list[str]:
    return [word for word in (thing if isinstance(thing, list) else [thing]) if isinstance(word, str) and word.strip()]


def _located(text: str, token: Token, word: str) -> Value:
    start = text.find(word, token.start, token.end)
    if start < 0:
        return Value(_folded(word), token.start, token.end)
    return Value(_folded(word), start, start + len(word))


def _value(text: str, start: int, end: int) -> Value:
    return Value(_folded(html.unescape(text[start:end])), start, end)


def _of(attribute: Attribute) -> Value:
    return Value(_folded(attribute.value), attribute.start, attribute.end)


def _folded(words: str) -> str:
    return _BLANKS.sub(" ", words).strip()
