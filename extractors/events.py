"""Mentions of events: known series, names that say they are events, and words that only point at one."""

from __future__ import annotations

import re

from hallway.extractors import links, names
from hallway.extractors.cues import CuedPattern
from hallway.extractors.draft import Draft, Mention
from hallway.extractors.literals import glance
from hallway.extractors.names import UPPER
from hallway.extractors.passages import Passage
from hallway.extractors.spelling import spelled
from hallway.schema.folding import fold
from hallway.schema.gazetteer import gazetteers

YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20[0-4]\d)(?!\d)")

NOUNS = (
    r"(?:code\s+|coding\s+|hack\s+|community\s+|development\s+|developers?[’']?\s+|core\s+|dev\s+|user\s+|users\s+)?(?:conference|sprints?|hackathon|hack-?fest|hackfest|meet-?ups?|barcamp|bar\s?camp|unconference|summit|un-?conf"
    r"|workshop|symposium|congress|camp|retreat|hack\s?days?|hackdays?|install[- ]party|get-together|gathering|game\s+jam|codesprints?|cartoparties?|mapathons?|éditathons?|edit-?a-?thons?|traducthons?|workweek|work\s?week|bug\s?day|open\s?day"
    r"|meeting|rencontres?|journées?|réunions?|hackatons?|apéros?|assemblée\s+générale|conseil\s+d[’']administration|AG|colloque|séminaire|conférence|congrès|salon|forum|soirée|Treffen|Konferenz|conferencia|reunión|encuentro|reunião|conferência)"
)
_NOUN = re.compile(rf"\b{NOUNS}\b", re.I)
_NAMED = CuedPattern(
    rf"(?<![\w-])(?:\d{{4}}(?:-\d\d(?:-\d\d)?)?\s+)?(?:(?:[{UPPER}]|[a-z]{{1,3}}[{UPPER}])[\w&’'+:-]{{0,60}}+(?:\.(?=\w)[\w&’'+:-]{{0,60}}+){{0,5}}+\s+){{1,5}}(?:Conference|Sprints?|Hackathon|Hackfest|Meet-?up|Barcamp|BarCamp|Unconference|Summit|Symposium|Congress|Camp|Retreat|Game\s+Jam|Hack\s?Days?"
    rf"|Hackdays?|Workshop|Meeting|Party|Fest|Festival|Fair|Faire|Days|Day|Week|Weekend|Con|Conf|Forum|Tour|Treffen|Konferenz|BoF|Assembly|code\s+sprints?|sprints?|hackathon|hack-?fest|meet-?up|unconference"
    rf"|summit|hack\s+retreat|barcamp|meeting|conference|workshop)(?![\w-])(?:\s+(?:#?\d{{1,3}}(?!\d)|#\d+))?"
)
_MORPHED = CuedPattern(
    rf"(?<![\w@#/.-])#?(?:[{UPPER}][\w]*?(?:Con|CON|Conf|conf|Camp|camp|Fest|fest|Days|Summit|Kaigi)|[A-Za-z]+(?:Con|Conf|Camp|camp)[A-Z]{{0,3}}|[{UPPER}]\w{{2,}}con|(?!Hack)[{UPPER}]\w{{2,}}(?<!code)sprint|(?:Mapa|Édita|Edita|Traduc)thon|[Uu]nconf\d\d)(?:\s?[A-Z]{{2,3}}\b)?(?![\w@/]|\.\w)"
)
_FRENCH = CuedPattern(
    rf"(?<![\w-])(?:Journées?|Rencontres?|Forum|Salon|Conférence|Conf|Congrès|Colloque|Festival|Séminaire|Convention|Assises|Réunion|Barcamp|Meetup|Hackathon|Apéro|Assemblée Générale|AG|Semaine|Nuit|Fête|Université)\s+(?:d[eu]s?\s+|d[’']|de\s+la\s+|de\s+l[’'])?(?:la\s+|l[’'])?"
    rf"(?:[{UPPER}][\w’'-]*|\d{{4}})(?:\s+(?:(?:d[eu]s?|et|de\s+la|de\s+l[’']|sur\s+(?:l[ae]s?|l[’'])|pour\s+(?:l[ae]s?|l[’'])|en)(?:\s+|(?<=[’'])))?(?:[{UPPER}][\w’'-]*|\d{{4}})){{0,4}}"
)
_SPRINT = CuedPattern(
    rf"(?<![\w-])((?:(?:[{UPPER}]|[a-z]{{1,3}}[{UPPER}])[\w+:-]{{0,60}}+(?:\.(?=\w)[\w+:-]{{0,60}}+){{0,5}}+|[a-z]++\d\w*+)(?:\s+[{UPPER}][\w+:-]{{0,60}}+(?:\.(?=\w)[\w+:-]{{0,60}}+){{0,5}}+){{0,2}})\s+((?:code |coding |core )?(?:sprints?|hackathon|hackfest|meetups?|meet-up|meeting|barcamp|conference|unconference|summit))\b"
)
_FRENCH_SPRINT = CuedPattern(
    rf"\b((?:sprint|barcamp|meetup|hackathon|réunion|atelier|rencontre|conférence)s?)\s+(?:sur\s+|du\s+|de\s+la\s+|de\s+l[’']|d[’']|de\s+)?(?:la\s+|l[’'])?([{UPPER}][\w+-]{{0,60}}(?:\.(?=\w)[\w+-]{{0,60}}){{0,5}}(?:\s+[{UPPER}][\w+-]{{0,60}}(?:\.(?=\w)[\w+-]{{0,60}}){{0,5}}){{0,2}})"
)
GENERIC = CuedPattern(
    rf"\b(?:(?:the|this|that|our|these|my|an?|la|le|les|l[’']|cette|ce|cet|ces|notre|nos|une?|el|esta|este|das|die|dieser|a|o)\s*+)(?:(?:first|second|third|whole|entire|same|annual|last|latest|\d+(?:st|nd|rd|th)|premier|première|dernier|dernière|PyCon|great|development|coding|code|core)\s+)?"
    rf"{glance(NOUNS)}({NOUNS})\b(?!\s*[«\"“]|\s+(?:sur|intitulée?|d[’'](?=[A-ZÀ-Þ])|de\s+(?=[A-ZÀ-Þ])))",
    re.I,
)
_NEXT = CuedPattern(
    r"\b(?:next (?:meeting|meetup|meet-up|session)|prochaine réunion|próxima reunión|próxima reunião|nächstes Treffen)\b(?! (?:minutes|notes|agenda))",
    re.I,
)
_DAY = re.compile(r"\s+(?:Day|day|Jour|jour|Tag|Día)\s+\d+\W*$")
# "attended RiverJam 2031": a name and a year where somebody goes
_EDITION = CuedPattern(
    rf"\b(?:attend(?:ed|ing)?|at|visit(?:ed|ing)?|join(?:ed|ing)?|organi[sz](?:ed|ing|es)|hosted|(?:went|going|go|came|come|been|travell?ed|back|returned) (?:to|from)|see you (?:at|in)|à|au|aux|pour|lors d[eu]|participé à|assisté à|organise[rz]?|organisé|édition de)"
    rf"\s+(?:the |la |le |l[’'])?([{UPPER}](?:[\w&’'+-]|\.(?=\w)){{1,40}}(?:\s+[{UPPER}][\w&’'+-]{{0,40}}(?:\.(?=\w)[\w&’'+-]{{0,40}}){{0,5}}){{0,2}})(?=\s+(?:19[89]|20[0-4])\d(?![\d-]))"
)
_LONE = re.compile(
    r"^\W*(?:the |les |le |post-conference |after |development |code )?(sprints?|hackathon|hackaton|unconference)\W*$",
    re.I,
)
_TRAIL = re.compile(r"^(?:\s+(?:in\s+)?|['’]|\s*\((?=\d{4}\b))(?P<year>(?:19[89]|20[0-4])\d|['’]?\d\d(?!\d|[h:%]))\b(?![-/.]\d)\)?")
_TITLED = re.compile(
    rf"(?<![\w-])(#?[{UPPER}][\w.+-]{{0,60}}(?:\s+(?:du\s+|de\s+|d[’']|of\s+)?[{UPPER}][\w.+-]{{0,60}}){{0,3}})(?:\s+|['’]+)(?:(?:19[89]|20[0-4])\d|\d\d|0\d\d|#\d+)(?![\d.:])(?!\s+(?:{'|'.join(('jan', 'f[eé]v', 'mar', 'av', 'ma[iy]', 'ju', 'ao', 'sep', 'oct', 'nov', 'd[eé]c', 'apr', 'aug'))}))"
)
_LAST_WORD = re.compile(r"([\w-]*\w{3})\s+$")
_PROGRAMMES = frozenset(
    ("google summer of code", "gsoc", "outreachy", "hacktoberfest", "google code in", "season of docs")
)
_AT = re.compile(r"\s(?:at|@|à|au|during|pendant|lors d\w+)\s")
_TITLED_WHOLE = re.compile(
    rf"^\W*((?:\d+(?:st|nd|rd|th|e|ème)\s+)?[{UPPER}][\w'’#&.-]*(?:\s+[\w'’#&.-]+){{1,6}}?\s+(?:19[89]|20[0-4])\d)(?=\s*(?:$|[:!?–—(|,-]))"
)
MONTHS = frozenset(
    """january february march april may june july august september october november december janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre januar februar marz juni juli oktober dezember sept oct nov dec jan feb""".split()
)
_STARTS = frozenset(
    "main the this that our these my your a an at in on for of and or next last first le la les l un une des du de au aux ce cette notre dans sur pour et ou prochain prochaine dernier another every some several many few official recent upcoming previous il lo gli el los las der die das den ein eine unser unsere um uma os as o first second third small big great premier premiere deuxieme second seconde troisieme mon ma mes nos".split()
)
_LEADS = frozenset("report recap summary notes minutes resume bilan resumen informe cronica relatorio relato bericht rueckblick ruckblick protokoll nachlese resoconto short quick brief".split())
"""Words of a title before the event it reports on."""
_AT_NAME = re.compile(rf"\s(?:at|@|à|bei der|auf der|en el|en la|na|no)\s(?:the\s|la\s)?(#?[{UPPER}][\w.’'-]*[{UPPER}\w](?:\s[{UPPER}][\w.’'-]+){{0,2}}(?:\s(?:19[89]|20[0-4])\d)?)\s*$")
_TECH_BEFORE = re.compile(r"(?:lightning|scrum|stand-?up|board|daily|weekly)\s+$", re.I)

SPRINTS = re.compile(r"sprint|hack", re.I)
TITLE_LEAD = re.compile(
    r"^\W*(?:(?:(?:my |our |a |the |mon |notre |un |le |petit )?(?:short |quick |brief |small |rapide |petit )?(?:trip |conference |sprint |meeting |event |hackathon )?(?:report|recap|notes?|summary|wrap[- ]?up|review|minutes|impressions|thoughts|highlights|takeaways|feedback|"
    r"compte[- ]?rendus?|cr|retour|résumé|bilan|impressions|pv|procès[- ]verbal|notes)\s*(?:d['’]expérience\s*)?(?:(?=[A-ZÀ-Þ])|from|on|of|for|about|:|-|–|de la|de l['’]|des|de|du|d['’]|sur|sur le|sur la|à|au)\s+)|(?:compte[- ]?rendus?|cr|pv|minutes)\s+(?=(?:point|bureau|ca|cd|réunion|conseil|comité|assemblée|ag|board|meeting)\b)|(?:attending|visiting|after|back from|going to|reflections on|experiences? (?:at|of|from)|my first|ma première|mon premier|retour sur|retour de|de retour de)\s+)*"
    r"(?:(?:the|la|le|les|mon|ma|mes|notre|my|our)\s+|l['’])?",
    re.I,
)
"""What stands before the event in the title of a report: "Compte-rendu de la", "Notes from"."""

MEETINGS = re.compile(r"meeting|réunion|meet-?up|barcamp|reunión|reunião|apéro", re.I)


class Events:
    """Finds events: named ones, and generic words that may stand for the one a write-up reports on."""

    name = "events"

    def extract(self, draft: Draft) -> None:
        """Add a mention for each event."""
        self._titled(draft)
        for passage in draft.passages:
            self._known(draft, passage)
            self._nouned(draft, passage)
            self._sprints(draft, passage)
            if passage.kind == "heading" and (lone := _LONE.match(passage.text)):
                draft.mention(passage, *lone.span(1), "Event", "event-generic", 0.4, generic=True)
            for generic in GENERIC.finditer(passage):
                draft.mention(passage, *generic.span(1), "Event", "event-generic", 0.4, generic=True)
            for ahead in _NEXT.finditer(passage):
                draft.mention(passage, *ahead.span(), "Event", "event-next", 0.45, generic=True)

    def _known(self, draft: Draft, passage: Passage) -> None:
        """Names of series that the lexicon knows, and words shaped as names of conferences."""
        text = passage.text
        for found in gazetteers().event_series.find(passage.words):
            i, j, entry = found.start, found.end, found.entry
            doubtful = entry.ambiguous and not YEAR.match(text, j + 1)
            if fold(entry.name) not in _PROGRAMMES and spelled(text[i:j], entry) and not doubtful:
                self._named(draft, passage, i, j, "event-series", 0.84)
        for match in _EDITION.finditer(passage):
            words = match.group(1).split()
            if fold(words[0]) in _STARTS | MONTHS or any(fold(w) in MONTHS for w in words) or names.looks_full(match.group(1)):
                continue
            if gazetteers().technologies.get(match.group(1)) is None and gazetteers().organizations.get(match.group(1)) is None:
                self._named(draft, passage, *match.span(1), "event-edition", 0.72)
        for match in _MORPHED.finditer(passage):
            if match.group().lstrip("#").casefold() not in ("con", "conf", "camp", "silicon", "hacktoberfest", "falcon", "neocon"):
                self._named(draft, passage, *match.span(), "event-shape", 0.66)

    def _nouned(self, draft: Draft, passage: Passage) -> None:
        """Capitalised names that hold a noun for events."""
        text = passage.text
        for pattern in (_NAMED, _FRENCH):
            for match in pattern.finditer(passage):
                i, j = match.span()
                words = text[i:j].split()
                while words and fold(words[0]) in _STARTS | _LEADS:
                    i = text.index(words.pop(0), i)
                    i = text.index(words[0], i) if words else j
                if elided := re.match(r"[LlDd][’'](?=\w)", text[i:j]):
                    i += elided.end()
                if len(words) >= 2 and passage.kind != "field":
                    self._named(draft, passage, i, j, "event-noun", 0.76)

    def _sprints(self, draft: Draft, passage: Passage) -> None:
        """Sprints and meetings named after what they are about."""
        text = passage.text
        for match in _SPRINT.finditer(passage):
            first = match.group(1).split()[0]
            i = match.start()
            if fold(first) in _STARTS:
                i += len(first) + 1
            about = text[i : match.start(2)].strip()
            if about and fold(about) not in _STARTS | {"i", "we"}:
                self._named(draft, passage, i, match.end(2), "event-sprint", 0.76)
        for match in _FRENCH_SPRINT.finditer(passage):
            noun, about = match.group(1), match.group(2)
            if noun.startswith(("conférence", "atelier")) or gazetteers().is_city(about):
                continue
            if not gazetteers().is_first_name(about.split()[0]):
                self._named(draft, passage, match.start(1), match.end(2), "event-sprint", 0.56)

    def _titled(self, draft: Draft) -> None:
        """A title "Sudlicht 2031" names an event whatever its shape; so does "Sudlicht" in what follows."""
        stated = draft.document.metadata.title
        titles = [p.text for p in draft.passages[:2] if p.kind == "heading"] + ([stated.text] if stated else [])
        for title in titles:
            title = TITLE_LEAD.sub("", title)
            whole = _TITLED_WHOLE.match(title)
            if whole and _NOUN.search(whole.group(1)) and not _AT.search(whole.group(1)):
                for passage in draft.passages[:3]:
                    if (at := passage.text.find(whole.group(1))) >= 0:
                        self._named(draft, passage, at, at + len(whole.group(1)), "event-title", 0.86)
            match = _TITLED.search(_without_lead(title))
            place = _AT_NAME.search(title) if match is None else None
            if place is not None and self._an_event(place.group(1)):
                for passage in draft.passages[:3]:
                    if (start := passage.text.find(place.group(1))) >= 0:
                        self._named(draft, passage, start, start + len(place.group(1)), "event-title", 0.78)
                return
            if (
                match is None
                or fold(match.group(1).split()[0]) in _STARTS
                or fold(match.group(1).split()[-1]) in MONTHS
                or gazetteers().technologies.get(match.group(1))
            ):
                continue
            base = match.group(1)
            if gazetteers().is_city(base):  # "mini-loomconf Porto 2031": the city alone names no event
                before = _LAST_WORD.search(_without_lead(title)[: match.start(1)])
                if before is None or fold(before.group(1)) in _STARTS:
                    continue
                base = f"{before.group(1)} {base}"
            pattern = re.compile(rf"(?<![\w-]){re.escape(base)}(?![\w-])", re.I)
            for passage in draft.passages:
                for found in pattern.finditer(passage.text):
                    self._named(draft, passage, *found.span(), "event-title", 0.78)
            return

    @staticmethod
    def _an_event(name: str) -> bool:
        """Whether a title's "at NAME" may name an event: no place, person, organisation or technology that is known."""
        known = gazetteers()
        if any(known.is_city(word) for word in (name, name.split()[0])) or known.is_country(name) or names.starts_with_first_name(name):
            return False
        return known.organizations.get(name) is None and known.technologies.get(name) is None

    @staticmethod
    def _named(draft: Draft, passage: Passage, i: int, j: int, rule: str, confidence: float) -> Mention:
        text = passage.text
        if (day := _DAY.search(text[i:j])) and day.start() > 0:
            j = i + day.start()  # "PyCon Day 1" tells of PyCon
        if trail := _TRAIL.match(text[j : j + 12]):
            j += trail.end()
            if text[j - 1] == ")" and "(" not in text[i:j]:
                j -= 1
        if rule != "event-series" and any(m.end - m.start < j - i for m in gazetteers().event_series.find(text[i:j])):
            confidence = 0.85  # "PyCon sprints" is more than "PyCon"
        url = next(
            (
                t
                for a, b, t in passage.links
                if a <= i + 2
                and j - 2 <= b
                and b - a <= j - i + 12
                and not links.is_encyclopedia(t)
                and not links.is_talk(t)
            ),
            "",
        )
        return draft.mention(passage, i, j, "Event", rule, confidence, url=url)


def _without_lead(title: str) -> str:
    """A title without "A short report" and the like before what it names."""
    words = title.split(" ")
    while len(words) > 1 and fold(words[0]) in _STARTS | _LEADS:
        words.pop(0)
    return " ".join(words)


def series_of(name: str) -> str:
    """Return the folded name of the series that an event's name belongs to, without its year.

    >>> series_of("PyCon 2009")
    'pycon'
    """
    bare = re.sub(r"\s*['’]\d\d\b", "", YEAR.sub(" ", name)).strip(" -–'’()#")
    if (
        gazetteers().event_series.get(shorter := re.sub(r"\s+(?:conference|meeting|conférence)$", "", bare, flags=re.I))
        is not None
    ):
        bare = shorter
    found = gazetteers().event_series.get(bare)
    if found is not None:
        return fold(found.name)
    return fold(bare)


def year_of(name: str) -> str:
    """Return the year in an event's name, "" if there is none."""
    match = YEAR.search(name)
    if match:
        return match.group()
    short = re.search(r"['’](\d\d)\b|(?<=[a-z])(\d\d)\b", name)
    return f"20{short.group(1) or short.group(2)}" if short else ""
