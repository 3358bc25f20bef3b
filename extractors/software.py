"""Mentions of software and other named technology: by link, by lexicon, by shape, by the noun beside them."""

from __future__ import annotations

import re
from collections import Counter

from hallway.extractors import links, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft
from hallway.extractors.passages import Passage
from hallway.extractors.words import is_common
from hallway.schema.folding import fold
from hallway.schema.gazetteer import Match, gazetteers

_GENERIC = frozenset(
    """here this that there link site website page pages code source sources repo repository git github gitlab bitbucket docs doc documentation
    download downloads demo demos slides slide video videos blog post article ticket bug bugs issue issues patch patches pull request pr commit commits branch
    example examples wiki project projects tool tools module package library plugin readme changelog release releases license home homepage
    ici lien projet dépôt code vidéo présentation exemple outil doc documentation tutorial tutoriel notes schedule programme program results
    python summary paper article list mailing thread gist script scripts see more info api""".split()
)

_NOUN_AFTER = re.compile(
    r"^\s+(?:module|library|libraries|framework|package|plugin|tool|toolkit|toolbox|utility|app|application|server|editor|compiler|interpreter|database|debugger|engine"
    r"|driver|client|daemon|extension|add-?on|bindings|wrapper|project|codebase|developers?|core devs?|core developers?|contributors?|maintainers?|source code|repository|API|SDK|CLI|IDE|ORM|CMS)\b",
    re.I,
)
_NOUN_BEFORE = re.compile(
    r"\b(?:module|library|framework|package|plugin|tool|utility|project|software|language|bibliothèque|librairie|lib|outil|logiciel|projet|paquet|module|le langage|l[’']outil"
    r"|le framework|le projet|le logiciel|la lib|le module|la bibliothèque|la librairie|l[’']appli(?:cation)?|the tool)\s+(?:libre\s+)?[\"“«*_`]?\s?$",
    re.I,
)
_CUE_BEFORE = re.compile(
    r"(?:\b(?:using|use|uses|used|with|via|in|on|into|to|from|like|than|of|and|or|about|for|as|sur|avec|sous|en|de|du|via|comme|utilise|utiliser|utilisant|utilisent|grâce à|et|ou|à|le|la|les)"
    r"|[,/(:+&])\s*[\"“«]?$",
    re.I,
)
_SHAPE = re.compile(
    r"(?<![\w@/.#~-])(?:"
    r"[A-Z][a-z]++(?:[A-Z][a-z0-9]+)+"  # WeasyPrint
    r"|[A-Z][a-z]++[A-Z]{2,}\d?"  # WeasyDB
    r"|(?:[Pp]y|lib)[A-Z][A-Za-z0-9]+|[Pp]y(?!thon|ramid|lad)[a-z]{3,}[0-9]?|lib[a-z]{3,}[0-9]?"  # PyBABE, pyaler, libcloud
    r"|[A-Za-z][\w-]++\.(?:js|NET|py)"
    r"|[A-Z]\w++(?:::[A-Z]\w+)+"  # Dist::Zilla
    r"|[a-z]{1,2}[A-Z][A-Za-z]{2,}"  # iPython
    r"|[a-z]++(?:[-_][a-z]++)*[-_](?:py|lib|js|rs|cli|mode|django|python|docs)"
    r"|(?:django|flask|pytest|python|zope|plone|ruby|rust|node|go|perl|php|jquery|gtk|org|ob|vim|emacs|git)[-.][a-z][\w.-]+"
    r")(?![\w@]|\.\w)"
)
_BUILT = re.compile(
    r"\b(?:switch\w* to|mov(?:e|ed|es|ing) to|migrat\w+ (?:from|to|vers)|port(?:ed|ing)? (?:it )?to|done (?:with|in)|built (?:with|on|using)|written (?:in|with)|powered by|based on|on top of|implemented (?:in|with)|uses|using|developed (?:with|in)"
    r"|écrite?s? (?:en|avec)|développée?s? (?:en|avec|sous)|basée?s? sur|basant sur|passe[rn]? (?:à|sous)|utilis(?:e|ent|ant|er)|tourne sous)\s+(?:[\w.+-]+(?:,| and| et| or| ou| to)\s+)?$",
    re.I,
)
# Where any word stands capitalised: at a beginning, and after another capital, as in "The Ring of Python".
_BEGINS = re.compile(r"(?:^|[.!?:•\"“«\n]|[A-ZÀ-Þ][\w’'-]*)\s*$")
_TERM = re.compile(r"\s*(?::|：|\s[-–—]\s|\(|$)")
_THING = re.compile(
    r"\b(?:commands?|commandes?|options?|flags?|functions?|fonctions?|methods?|méthodes?|class(?:es)?|classes|variables?|files?|fichiers?|attributes?|attributs?|keywords?|mot[- ]clé|fields?|champs?|branch|branche|tag|parameters?|paramètres?)\s+$",
    re.I,
)
_USED = re.compile(
    r"\b(?:using|uses?|used|with|via|utilis\w+|avec|sous|called|named|nommée?|appelée?|on top of|based on|basée? sur|tools?|outils?|like|comme|such as|tels? que)\s+(?:[\w+.-]+(?:,| and| et| or| ou)\s+)*[\"“«`]?$",
    re.I,
)
_X = r"(?P<name>(?-i:[A-ZÀ-Þ][\w+-]*\w(?:\s[A-ZÀ-Þ][\w+-]*\w)?))(?![\w-]|[’']s?\s)"
_KIND = (
    r"(?:library|framework|tool(?:kit|box)?|package|plugin|module|editor|compiler|database|web app|app(?:lication)?|engine|server|daemon|client|parser|linter|checker|generator|store|format|protocol|language|CMS|wiki|IDE|ORM|API|system"
    r"|bibliothèque|librairie|outil|logiciel|module|éditeur|compilateur|base de données|moteur|serveur|application|appli|langage|générateur|greffon|extension)s?"
)
_ROLES = tuple(
    CuedPattern(pattern, re.I)
    for pattern in (
        rf"\b(?:authors?|creators?|maintainers?|maintains|lead developers?|core developers?|core devs?|contributors?|committers?|development|developer|hacking|release|source code|version|port) (?:of|on|to) (?:the )?{_X}",
        rf"\b(?:auteur|autrice|créateur|créatrice|mainteneur|mainteneuse|développeur|développeuse|contributeur|contributrice|développement|version)s? (?:principale? )?(?:de |du |d[’'] ?){_X}",
        rf"\b(?:worked|working|works|hack|hacked|hacking|sprint|sprinted|sprinting|contribut\w+) (?:on|to) {_X}",
        rf"\b(?:travaill\w+|contribu\w+|boss\w+|sprint\w*) (?:sur|à) {_X}",
        rf"\b(?:maintains?|maintained|develops?|wrote|introduced|released|maintient|développe|a créé|a écrit|a développé) {_X}(?=[,.;:)]|\s(?:and|et|which|qui|the|for|pour|in|with)\b|$)",
        rf"(?<![\w@+-])(?<![.!?] ){_X}, (?:which is |qui est )?(?:an?|the|his|her|their|our|my|un|une|le|la|son|sa) (?:[\w-]+ ){{0,4}}?{_KIND}\b",
        rf"(?<![\w@+-]){_X} (?:is|est) (?:an?|the|un|une|le|la) (?:[\w-]+ ){{0,4}}?{_KIND}\b",
        rf"\b(?:an?|the|un|une|le|la) (?:[\w-]+ ){{0,3}}?{_KIND} (?:called|named|appelée?|nommée?) {_X}",
        rf"\b(?:written|built|implemented|based|écrit|écrite|basée?|développée?) (?:in|on|with|using|en|sur|avec) {_X}",
    )
)
_NOT_SHAPE = re.compile(
    r"(?:Con|CON|Conf|Camp|Fest|Day|Days|Sprint|Ladies|Users|Group|Lab|Labs|Hub)$|^Mc[A-Z]|^Mac[A-Z][a-z]+$|^De[A-Z]|^Le[A-Z]|^La[A-Z]|^O[A-Z]|^(?:python|pythonic|pythonist\w*|libre\w*|library|libraries|liberal|"
    r"liberty|librairies?|libert\w+)$"
)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*")
_FILE = re.compile(
    r"\.(?:py|txt|cfg|ini|toml|yaml|yml|json|md|rst|html?|css|js|c|h|cpp|rs|go|java|rb|pl|php|sh|conf|xml|po|csv|exe|zip|tar|gz|diff|patch|lock|el|org|png|jpe?g|svg)$",
    re.I,
)
_CODE_NOT = frozenset(
    """self none true false int str dict list tuple set len type object print import from class def return lambda yield async await main test tests init master trunk dev prod local static media
    get post put delete head patch select insert update where if else for while try except with as not and or is in null undefined var let const function new this super public private""".split()
)
_PYTHON = CuedPattern(
    r"(?<![\w-])Python\s?([23](?:\.(?:\d{1,2}|x|X))?)(?![\w-])|(?<![\w-])py(?:thon)?\s?([23])(?:k|000)?(?![\w.-])", re.I
)
_VERSION = re.compile(r"^\s?(?:v|version\s)?\d+(?:\.(?:\d+|x))+\b|^\s?\d{1,2}(?![\w:/%.-])")


class Software:
    """Finds software: every mention is a ``Tool`` until a fact shows that people work on it."""

    name = "software"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each name of software."""
        known = gazetteers().technologies
        listed = [known.find(passage.words) for passage in draft.passages]
        sure = {fold(match.entry.name) for matches in listed for match in matches if not match.entry.ambiguous}
        tags = {fold(tag.text) for tag in draft.document.metadata.tags}
        self._repositories(draft)
        shaped = [list(_SHAPE.finditer(passage.text)) for passage in draft.passages]
        counts = Counter(match.group() for matches in shaped for match in matches)
        for passage, matches, shapes in zip(draft.passages, listed, shaped, strict=True):
            self._linked(draft, passage)
            self._listed(draft, passage, matches, tags, len(sure))
            self._shaped(draft, passage, shapes, counts)
            self._python(draft, passage)
            self._code(draft, passage)
            self._in_role(draft, passage)

    def _repositories(self, draft: Draft) -> None:
        """A name that a repository's address gives and the text writes out is that software; so is a heading that recurs."""
        wanted: dict[str, str] = {}
        for passage in draft.passages:
            for _, _, target in passage.links:
                name = links.repository_name(target)
                if (
                    len(name) > 2
                    and fold(name) not in _GENERIC
                    and not names.starts_with_first_name(name)
                    and name.casefold() not in wanted
                ):
                    wanted[name.casefold()] = target if links.is_front_page(target) else ""
        running = "\n".join(passage.text for passage in draft.passages if passage.kind != "heading")
        for passage in draft.passages:
            text = passage.text.strip(" !?.:")
            if (
                passage.kind == "heading"
                and passage.index
                and 2 < len(text) < 30
                and len(text.split()) <= 3
                and running.count(text) >= 2
                and self._recurs(draft, passage, text)
            ):
                wanted.setdefault(text.casefold(), "")
        if not wanted:
            return
        pattern = re.compile(
            r"(?<![\w@/.-])(?:"
            + "|".join(re.escape(n) for n in sorted(wanted, key=lambda n: (-len(n), n)))
            + r")(?![\w@/-]|\.\w)",
            re.I,
        )
        for passage in draft.passages:
            low = passage.text.casefold()
            if not any(name in low for name in wanted):
                continue
            written = [(a, b) for a, b, t in passage.links if passage.text[a:b].startswith(("http", "www"))]
            for match in pattern.finditer(passage.text):
                if not any(a <= match.start() < b for a, b in written):
                    draft.mention(
                        passage, *match.span(), "Tool", "repository-name", 0.66, url=wanted[match.group().casefold()]
                    )

    @staticmethod
    def _recurs(draft: Draft, heading: Passage, text: str) -> bool:
        """Whether a heading is a name that running text uses as one."""
        words = text.split()
        if any(fold(w) in names.COMMON or fold(w) in _GENERIC or not fold(w) for w in words) or names.looks_full(text):
            return False
        known = gazetteers()
        if (
            known.is_city(text)
            or known.is_country(text)
            or known.event_series.get(text)
            or known.organizations.get(text)
        ):
            return False
        pattern = re.compile(rf"(?<![.!?:•\n] )(?<=[\w,(] )(?<![\w@/.-]){re.escape(text)}(?![\w@/-]|\.\w)")
        found = sum(len(pattern.findall(p.text)) for p in draft.passages if p is not heading and p.kind != "heading")
        return found >= 2 and (text[:1].isupper() or "-" in text or any(c.isupper() for c in text))

    def _linked(self, draft: Draft, passage: Passage) -> None:
        known = gazetteers().technologies
        for i, j, target in passage.links:
            anchor = passage.text[i:j].strip()
            words = anchor.split()
            repository = links.repository_name(target)
            if not words or len(words) > 4 or anchor.startswith(("http:", "https:", "www.", "#", "@", "mailto:")):
                continue
            if (any(fold(word) in _GENERIC for word in words) and known.get(anchor) is None) or fold(anchor) in _GENERIC:
                continue
            if repository and links.is_front_page(target):
                same = fold(anchor).replace(" ", "") == fold(repository).replace(" ", "")
                if same or (len(words) <= 2 and not names.starts_with_first_name(anchor)):
                    draft.mention(passage, i, j, "Tool", "repository-link", 0.92 if same else 0.7, url=target)
            elif (
                len(words) <= 3
                and not links.profile_handle(target)
                and links.is_root(target)
                and (
                    _NOUN_AFTER.match(passage.text[j:])
                    or _NOUN_BEFORE.search(passage.text, max(0, i - 60), i)
                    or _USED.search(passage.text[max(0, i - 30) : i])
                )
            ):
                host = fold(links.host_name(target)).replace(" ", "")
                if len(fold(anchor)) > 2 and fold(anchor).replace(" ", "") in host and not names.looks_full(anchor):
                    draft.mention(passage, i, j, "Tool", "homepage-link", 0.5, url=target)

    def _listed(self, draft: Draft, passage: Passage, matches: list[Match], tags: set[str], company: int) -> None:
        text = passage.text
        for match in matches:
            i, j, entry = match.start, match.end, match.entry
            word = text[i:j]
            if fold(entry.name) == "python" or text.startswith("://", j) or (word.islower() and is_common(word)):
                continue
            if any(a <= i < b and text[a:b].startswith(("http", "www.")) for a, b, _ in passage.links):
                continue
            if word[:1].isupper() and is_common(word) and _BEGINS.search(text, max(0, i - 30), i):
                continue
            url = next(
                (
                    t
                    for a, b, t in passage.links
                    if a <= i and j <= b and b - a <= j - i + 8 and self._own(t, entry.homepage)
                ),
                "",
            )
            styled = any(a <= i and j <= b and b - a <= j - i + 4 for a, b, _ in passage.emphases)
            linked = any(a <= i and j <= b and b - a <= j - i + 12 for a, b, _ in passage.links)
            confidence = 0.74
            if entry.ambiguous:
                opening = not text[:i].strip() or text[:i].rstrip().endswith((".", "!", "?", ":", "•", "\n"))
                supported = linked or styled or url or fold(entry.name) in tags
                supported = supported or bool(_BUILT.search(text[max(0, i - 40) : i]))
                supported = supported or bool(_NOUN_AFTER.match(text[j:]) or _NOUN_BEFORE.search(text, max(0, i - 60), i))
                if not supported:
                    if word[0].islower() or opening or len(word) < 2 or company < 2:
                        continue
                    if not _CUE_BEFORE.search(text[max(0, i - 16) : i]):
                        continue
                    confidence = 0.6
                else:
                    confidence = 0.68
            draft.mention(passage, i, j, "Tool", "technology-lexicon", confidence, url=url)

    @staticmethod
    def _own(target: str, homepage: str | None) -> bool:
        if links.is_encyclopedia(target):
            return False
        return (
            links.is_root(target)
            or bool(homepage and links.host_name(homepage) == links.host_name(target))
            or (links.is_repository(target) and links.is_front_page(target))
        )

    def _shaped(
        self, draft: Draft, passage: Passage, shapes: list[re.Match[str]], counts: Counter[str]
    ) -> None:
        for match in shapes:
            if _NOT_SHAPE.search(match.group()) or gazetteers().is_first_name(match.group()):
                continue
            if match.group().endswith(".py"):
                if gazetteers().technologies.get(match.group()[:-3]) is not None:
                    draft.mention(passage, *match.span(), "Tool", "module-name", 0.72)
                continue
            inside = next((t for a, b, t in passage.links if a <= match.start() < b), None)
            if (
                inside is not None
                and passage.text[match.start() : match.end()] in inside
                and passage.text.startswith(("http", "www"), match.start())
            ):
                continue
            if inside is not None and any(
                passage.text[a:b] == t for a, b, t in passage.links if a <= match.start() < b
            ):
                continue  # part of an address written out
            i, j = match.span()
            styled = inside is not None or any(a <= i and j <= b for a, b, _ in passage.emphases)
            told = (
                styled
                or passage.kind == "heading"
                or _NOUN_AFTER.match(passage.text[j:])
                or _NOUN_BEFORE.search(passage.text, max(0, i - 60), i)
            )
            told = told or _USED.search(passage.text[max(0, i - 30) : i])
            if told or counts[match.group()] > 1:
                draft.mention(passage, i, j, "Tool", "technology-shape", 0.55)

    def _python(self, draft: Draft, passage: Passage) -> None:
        for match in _PYTHON.finditer(passage):
            version = match.group(1) or match.group(2)
            if "." not in version or passage.kind == "heading" or version.endswith(("x", "X")):
                draft.mention(passage, *match.span(), "Tool", "language-version", 0.75)

    def _in_role(self, draft: Draft, passage: Passage) -> None:
        """An unknown capitalised name where only software can stand: "the author of Loom", "Loom, a small library"."""
        known = gazetteers()
        for pattern in CuedPattern.possible(_ROLES, passage):
            for match in pattern.finditer(passage):
                name = match.group("name")
                words = name.split()
                if any(is_common(w) for w in words) or fold(name) in _GENERIC or fold(name) == "python":
                    continue
                if (
                    known.organizations.get(name)
                    or known.event_series.get(name)
                    or known.is_city(name)
                    or known.is_country(name)
                    or names.looks_full(name)
                ):
                    continue
                if known.is_first_name(words[0]):
                    continue
                draft.mention(passage, *match.span("name"), "Tool", "software-role", 0.63)

    def _code(self, draft: Draft, passage: Passage) -> None:
        for i, j, style in passage.emphases:
            term = passage.text[i:j].strip(" :")
            if (
                i < 2
                and style in ("strong", "code")
                and passage.kind == "item"
                and _CODE.fullmatch(term)
                and _TERM.match(passage.text, j)
            ) and (
                2 < len(term) < 25
                and fold(term) not in _GENERIC | names.COMMON
                and not is_common(term)
                and not _FILE.search(term)
            ):
                draft.mention(passage, i, j, "Tool", "item-term", 0.58)
            word = passage.text[i:j].strip()
            if (
                style == "code"
                and _CODE.fullmatch(word)
                and not _FILE.search(word)
                and fold(word) not in _CODE_NOT
                and 1 < len(word) < 25
            ):
                if gazetteers().technologies.get(word) is not None:
                    draft.mention(passage, i, j, "Tool", "code-name", 0.7)
                elif (
                    not is_common(word)
                    and not _THING.search(passage.text[max(0, i - 24) : i])
                    and passage.kind != "heading"
                ):
                    draft.mention(passage, i, j, "Tool", "code-word", 0.54)
                elif (
                    word.islower()
                    and "." not in word[-4:]
                    and (_NOUN_AFTER.match(passage.text[j:]) or _NOUN_BEFORE.search(passage.text, max(0, i - 60), i))
                ):
                    draft.mention(passage, i, j, "Tool", "code-name", 0.6)
