"""Which format a text is in: by what stands in it first, by its file's name second."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from hallway.extractors.readers.front_matter import MAX_HEAD

_SAMPLE = 16_000  # characters that tell a format
_SUFFIXES = {
    "markdown": ".md .markdown .mdown .mkd .mkdn .mdwn .mdx .rmd .qmd",
    "rest": ".rst .rest",
    "html": ".html .htm .xhtml .shtml .erb .wml .php",
    "mediawiki": ".wiki .mediawiki .mw",
    "dokuwiki": ".dokuwiki .doku",
    "asciidoc": ".adoc .asciidoc .asc",
    "org": ".org",
}
_BY_SUFFIX = {suffix: name for name, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_SUFFIX_WEIGHT = 4.0
_LEAST = 3.5  # score below which a text is plain
_TELLS = 6.0  # a sign that no other format has

_FENCE = re.compile(r"\s*^(---|\+\+\+)[ \t]*\n", re.MULTILINE)
_DOCTYPE = re.compile(
    r"\s*(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(r"<(p|div|h[1-6]|ul|ol|li|table|article|section|br|a(?=[ \t\n]))\b[^<>]{0,1000}>", re.I)
_HTML_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol li article section".split())
_HTML_SHARE = 0.15  # of a text's lines
_ADORNED = re.compile(r"\n(?P<title>\S[^\n]{0,300})\n(?P<line>([=\-`:'\"~^_*+#<>])\3{2,})[ \t]*$", re.MULTILINE)

# For each format its signs: weight of one, the most that count, the pattern, and what every match of it holds, since
# looking for that first is much faster. A line begins with the line end before it: that is found faster than "^".
_SIGNS: dict[str, tuple[tuple[float, int, re.Pattern[str], str], ...]] = {
    name: tuple((weight, most, re.compile(pattern, re.MULTILINE), needle) for weight, most, pattern, needle in signs)
    for name, signs in {
        "markdown": (
            (2.0, 1, r"\A\s*# \S", "# "),
            (2.0, 4, r"\n#{1,6} [^#\n]{0,300}\S[ \t]*#{0,6}[ \t]*$", "# "),
            (2.0, 4, r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,1000}", "]("),
            (2.0, 3, r"\n(?:```|~~~)[\w {]*", ""),
            (2.0, 3, r"\n {0,3}\[[^\[\]\n]{1,200}\]:[ \t]+\S", "]:"),
            (1.0, 2, r"\*\*[^*\s][^*\n]{0,200}\*\*", "**"),
            (1.0, 2, r"(?<![\w/])_[^_\s][^_\n]{0,200}_(?![\w_])", "_"),
            (0.5, 4, r"\n[ \t]*[-*+][ \t]+\S", ""),
            (0.5, 2, r"\n(?:> \S|\d+\. \S)", ""),
            (1.0, 2, r"(?<![`:\w])`[^`\n<>]{1,100}`(?![_`])", "`"),
            (1.0, 2, r"<https?://[^<>\s]{1,1000}>(?!`)", "<http"),
        ),
        "rest": (
            (3.0, 4, r"\n\.\. (?:[\w-]{1,40}::|_[^:\n]{1,200}:|\|[^|\n]{1,100}\| \w)", ".. "),
            (3.0, 4, r"`[^`\n<>]{0,200}\s?<[^<>`\s]{1,1000}>`__?", ">`_"),
            (2.0, 4, r"(?<!\w)`[^`\n]{1,200}`__?(?!\w)", "`_"),
            (2.0, 4, r":[a-z]{2,12}:`[^`\n]{1,200}`", ":`"),
            (1.0, 3, r"(?<![\w`])[A-Za-z][\w.-]{1,60}(?<!_)_(?=[\s.,;:)'])", "_"),
            (1.0, 3, r"\S::[ \t]*$", "::"),
            (1.0, 3, r"``[^`\n]{1,200}``", "``"),
            (2.0, 4, r"\n:(?:date|tags|category|authors?|slug|summary|email|lang|title|modified):[ \t]", ": "),
            (_TELLS, 1, r"\A\s*(?:#format rst|\.\. title:)", ""),
            (0.5, 4, r"\n(?:[-*+]|\||#\.) \S", ""),
        ),
        "mediawiki": (
            (2.0, 4, r"\n(={1,4})[ \t]*[^=\s][^=\n]{0,300}?[ \t]*\1[ \t]*$", "="),
            (1.5, 4, r"\[\[[^\[\]\n]{1,300}\]\](?!\])", "[["),
            (1.5, 4, r"\[https?://[^\s\[\]]{1,1000} [^\[\]\n]{1,300}\]", "[http"),
            (2.0, 3, r"'''[^'\n]{1,200}'''|''[^'\n]{1,200}''", "''"),
            (2.0, 3, r"\n(?:\{\{[^{}\n]{1,200}|\{\|)", "{"),
            (2.0, 2, r"__(?:TOC|NOTOC)__", "TOC__"),
            (2.0, 2, r"</?(?:ref|nowiki|gallery)\b", "<"),
            (0.5, 4, r"\n[*#:]+ ?[^\s*#:]", ""),
        ),
        "dokuwiki": (
            (4.0, 4, r"\n[ \t]?(={5,6})[ \t]*[^=\s][^=\n]{0,300}?[ \t]*\1[ \t]*$", "====="),
            (0.5, 4, r"\n(={2,4})[ \t]*[^=\s][^=\n]{0,300}?[ \t]*\1[ \t]*$", "=="),
            (1.5, 4, r"\[\[[^\[\]|\n]{1,500}\|[^\[\]\n]{1,300}\]\]", "[["),
            (1.0, 3, r"(?<!:)//[^/\s][^/\n]{0,200}(?<!:)//", "//"),
            (1.0, 3, r"\\\\(?:[ \t]|$)", r"\\"),
            (0.5, 4, r"\n(?:  )+[*-][ \t]*\S", ""),
            (2.0, 3, r"\n\^[^\n^]{1,300}\^", "^"),
            (2.0, 3, r"~~[A-Z]{3,20}(?::[^~\n]{0,50})?~~", "~~"),
            (2.0, 3, r"\{\{[ :\w][^{}\n|]{0,300}\.(?:png|jpe?g|gif|pdf)", "{{"),
        ),
        "asciidoc": (
            (_TELLS, 1, r"\A\s*[^\n]{1,300}\n={3,}[ \t]*\n:[A-Z][\w-]{0,30}:[ \t]", "==="),
            (_TELLS, 1, r"\A\s*[^\n]{1,300}\n={3,}[ \t]*\n[^\n]{1,200}<[^<>@\n]{1,80}@[^<>\n]{1,80}>", "==="),
            (_TELLS, 1, r"\A(?:\s*//[^\n]*\n)*\s*= [^=\n]{1,300}\n(?::[\w-]{1,40}:|[^\n]{0,200}<|\n)", "= "),
            (2.0, 4, r"\n={2,5} [^=\n]{1,300}[^=\s][ \t]*$", "== "),
            (3.0, 3, r"(?:link|mailto|image|xref|include|footnote):{1,2}[^\s\[\]]{0,1000}\[", "["),
            (3.0, 3, r"<<[^<>\n]{1,100}>>", ">>"),
            (2.0, 3, r"https?://[^\s\[\]()]{1,1000}\[[^\[\]\n]{1,300}\]", "["),
            (2.0, 3, r"\n\[(?:source|quote|NOTE|TIP|WARNING|cols|options|horizontal)\b[^\]\n]{0,200}\]$", "]"),
            (2.0, 2, r"\n\|={3,}$", "|==="),
            (1.0, 3, r"\n__[^_\n]{1,200}__$", "__"),
            (1.0, 3, r"\n(?::[a-z][\w-]{1,30}:(?:[ \t]|$)|(?:NOTE|TIP|WARNING): )", ":"),
            (0.5, 3, r"\n[ \t]*[*.]{1,4} \S", ""),
        ),
        "org": (
            (4.0, 3, r"\n#\+(?:TITLE|AUTHOR|DATE|EMAIL|OPTIONS|STARTUP|TAGS|title|author|date|options):", "#+"),
            (4.0, 3, r"\n#\+(?:BEGIN|begin)_\w{1,20}", "#+"),
            (2.0, 4, r"\[\[[^\[\]\n]{1,1000}\]\[[^\[\]\n]{1,300}\]\]", "]["),
            (2.0, 3, r"\n[ \t]*:(?:PROPERTIES|END|LOGBOOK|ID|CUSTOM_ID):", ":"),
            (2.0, 3, r"\n\*+ (?:TODO|DONE) ", "* "),
            (0.5, 4, r"\n\*{1,6} \S", "* "),
        ),
    }.items()
}


def sniff(text: str, path: str) -> str:
    """Return the name of the reader for a text.

    Every format's signs in the text are counted; the file's suffix counts as a few of them, and decides alone where the
    text shows none.

    Args:
        text: the decoded text, with ``\\n`` line ends.
        path: the file's path, for its suffix.

    Returns:
        A key of `hallway.extractors.readers.READERS`.

    >>> sniff("====== Tea ======\\n  * milk\\n", "notes.txt")
    'dokuwiki'
    >>> sniff("We met.\\n", "notes.txt")
    'plain'
    """
    sample = "\n" + text[_body(text) :][:_SAMPLE]
    if _DOCTYPE.match(sample):
        return "html"
    suffix = _suffix(path)
    scores = {name: _score(sample, name) for name in _SIGNS}
    underlined, foreign = _adornments(sample)
    scores["markdown"] += 1.5 * min(underlined, 3) - 2.0 * min(foreign, 3)
    scores["rest"] += 1.0 * min(underlined, 3) + 3.0 * min(foreign, 3)
    scores["html"] = _html_score(sample, scores["markdown"])
    if suffix:
        scores[suffix] += _SUFFIX_WEIGHT
    best = max(sorted(scores), key=lambda name: (scores[name], name == suffix))
    return best if scores[best] >= _LEAST else "plain"


def _suffix(path: str) -> str:
    """Return the format that a file's name promises, "" if none (``.txt``)."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(path).suffixes]
    return _BY_SUFFIX.get(suffixes[-1], "") if suffixes else ""


def _body(text: str) -> int:
    """Return where the text behind front matter begins."""
    match = _FENCE.match(text)
    if match is None:
        return 0
    close = text.find("\n" + match[1], match.end() - 1, match.end() + MAX_HEAD)
    return close + 4 if close >= 0 else 0


def _score(sample: str, name: str) -> float:
    total = 0.0
    for weight, most, pattern, needle in _SIGNS[name]:
        if needle not in sample:
            continue
        found = 0
        for _ in pattern.finditer(sample):
            found += 1
            if found == most:
                break
        total += weight * found
    return total


def _adornments(sample: str) -> tuple[int, int]:
    """Count titles underlined as Markdown and reST both do, and as only reST does."""
    underlined = foreign = 0
    for match in _ADORNED.finditer(sample):
        title, line = match["title"].rstrip(), match["line"]
        above = title == line[0] * len(title)
        if above or len(line) + 3 < len(title):
            continue
        over = sample[: match.start()].rstrip("\n").rpartition("\n")[2].rstrip()
        if line[0] in "=-" and not (len(over) > 2 and over == line):
            underlined += 1
        else:
            foreign += 1
        if foreign > 3:
            break
    return underlined, foreign


def _html_score(sample: str, markdown: float) -> float:
    """Weigh tags: Markdown may hold some, HTML holds little else."""
    tags = _HTML_TAG.findall(sample)
    blocks = sum(1 for tag in tags if tag.lower() in _HTML_BLOCKS)
    lines = 1 + sum(1 for line in sample.splitlines() if line.strip())
    if blocks > 1 and blocks > _HTML_SHARE * lines:
        return min(20.0, 2.0 * blocks) - 2.0 * markdown
    return min(6.0, 2.0 * len(tags)) if not markdown else 0.0
