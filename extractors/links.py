"""What a link's address tells: a repository, a package page, a person's profile, a video or slides."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_FORGES = re.compile(
    r"^(?:www\.)?(?:github\.com|gitlab\.(?:com|org|gnome\.org|freedesktop\.org)|bitbucket\.org|codeberg\.org|framagit\.org|git\.sr\.ht|salsa\.debian\.org"
    r"|gitorious\.org|notabug\.org|gitee\.com|invent\.kde\.org|0xacab\.org|src\.openvz\.org)$"
)
_PACKAGES = re.compile(
    r"^(?:www\.|search\.|beta\.)?(?:pypi\.(?:python\.)?org|pypi\.example|crates\.io|npmjs\.(?:com|org)|metacpan\.org|cpan\.org|rubygems\.org|packagist\.org|hackage\.haskell\.org|cran\.r-project\.org"
    r"|code\.google\.com|launchpad\.net|sourceforge\.net|savannah\.gnu\.org|freecode\.com|freshmeat\.net|addons\.mozilla\.org|hub\.docker\.com|plugins\.jenkins\.io)$"
)
_SUBDOMAIN = re.compile(
    r"\.(?:readthedocs\.(?:io|org)|sourceforge\.net|rubyforge\.org|codeplex\.com|tigris\.org|berlios\.de)$"
)
_PROFILES = re.compile(
    r"^(?:www\.|mobile\.)?(?:twitter\.com|x\.com|github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|framagit\.org|identi\.ca|launchpad\.net|linkedin\.com|facebook\.com|plus\.google\.com"
    r"|mastodon\.social|fosstodon\.org|mamot\.fr|framapiaf\.org|hachyderm\.io|bsky\.app|about\.me|keybase\.io|speakerdeck\.com|slideshare\.net|metacpan\.org|search\.cpan\.org|sr\.ht|openclassrooms\.com"
    r"|stackoverflow\.com|people\.(?:\w+\.)+\w+|flickr\.com|instagram\.com|medium\.com|dev\.to)$"
)
_TALKS = re.compile(
    r"^(?:www\.|m\.)?(?:youtube\.com|youtu\.be|vimeo\.com|blip\.tv|\w*\.?blip\.tv|pyvideo\.org|media\.ccc\.de|dailymotion\.com|peertube\.\w+|video\.fosdem\.org|ftp\.fosdem\.org|confreaks\.(?:com|tv)|infoq\.com"
    r"|slideshare\.net|speakerdeck\.com|slides\.com|notist\.\w+|noti\.st|prezi\.com|presentz\.org|ustream\.tv|archive\.org|parleys\.com|scribd\.com|zenodo\.org|slid\.es|lanyrd\.com)$"
)
_TALK_PATH = re.compile(
    r"(?:slides?|presentations?|talks?|keynotes?|videos?)\b|\.(?:pdf|odp|pptx?|key|ogv|webm|mp4|avi|mp3|ogg)$", re.I
)
_TALK_PAGE = re.compile(
    r"(?:youtube\.com/watch|youtu\.be/\w|vimeo\.com/\d|slideshare\.net/[^/]+/|speakerdeck\.com/[^/]+/(?:p/)?\w|pyvideo\.org/|media\.ccc\.de/v/|confreaks\.\w+/.*video|infoq\.com/presentations|noti\.st/[^/]+/|prezi\.com/\w|slides\.com/[^/]+/\w|video\.fosdem\.org/"
    r"|/(?:public|schedule|programme?)/events?/[\w%.-]+|(?:schedule|programme?|talks|agenda)/?(?:\.\w{3,4})?/?#\w"
    r"|/(?:talks?|sessions?|presentations?|keynotes?|tutorials?|speeches|conferences?|proposals?|lectures?|workshops?|ateliers?|exposes|lightning-talks)/[\w%.-]{2,}|/(?:event|schedule|programme?)/(?:\w+/)?(?:presentations?|talks?|sessions?|events?)/?[\w%.-]*\w)",
    re.I,
)
_RESERVED = frozenset(
    "about account apps blog blogs business collections contact customer-stories dashboard discussions docs events explore features gist help home i in intent issues"
    " join login marketplace milestones news orgs organizations pages people pricing profile pulls pub public search security share sessions settings sign_up signup site sponsors"
    " status stars support tag tags team teams terms topics trending user users watch wiki hashtag groups company".split()
)
_DEEP = frozenset(
    "issues issue pull pulls commit commits merge_requests milestone releases discussions compare ticket tickets".split()
)
_ENCYCLOPEDIA = re.compile(r"(?:^|\.)(?:wikipedia|wiktionary|wikidata)\.org$")
_EVENTS = re.compile(
    r"^(?:www\.)?(?:meetup\.com|lanyrd\.com|eventbrite\.\w+|events?\.\S+|indico\.\S+|barcamp\.org|openspace\S*|agendadulibre\.org|joind\.in)$"
)


@lru_cache(maxsize=4096)
def _parts(target: str) -> tuple[str, tuple[str, ...]]:
    try:
        url = urlsplit(target.strip())
    except ValueError:  # "http://[half an address"
        return "", ()
    if url.scheme not in ("http", "https", "") or not url.netloc:
        return "", ()
    return url.netloc.casefold().split("@")[-1].split(":")[0], tuple(unquote(p) for p in url.path.split("/") if p)


def repository_name(target: str) -> str:
    """Return the name of the software whose repository or package page this is, "" if it is none.

    >>> repository_name("https://github.com/mozilla-services/circus"), repository_name("https://github.com/natim")
    ('circus', '')
    """
    host, path = _parts(target)
    if _FORGES.match(host):
        if len(path) >= 2 and path[0].casefold() not in _RESERVED:
            return path[1].removesuffix(".git")
        return ""
    if _PACKAGES.match(host):
        for marker in (
            "pypi",
            "project",
            "package",
            "packages",
            "crates",
            "p",
            "projects",
            "module",
            "pod",
            "dist",
            "gems",
            "web/packages",
        ):
            if marker in path and path.index(marker) + 1 < len(path):
                return path[path.index(marker) + 1]
        if host.endswith("launchpad.net") and len(path) >= 1 and not path[0].startswith(("~", "+")):
            return path[0]
        return ""
    if match := _SUBDOMAIN.search(host):
        return host[: match.start()].split(".")[-1]
    return ""


def is_repository(target: str) -> bool:
    """Whether an address is a repository's or package's front page or something within it."""
    return bool(repository_name(target))


def is_front_page(target: str) -> bool:
    """Whether an address of a repository leads to the software as such, not to an issue, commit or file of it."""
    _, path = _parts(target)
    return not _DEEP & {p.casefold() for p in path} and "blob" not in path and "tree" not in path


def profile_handle(target: str) -> str:
    """Return the handle of the person whose profile this is, "" if it is none.

    >>> profile_handle("https://twitter.com/rachbelaid"), profile_handle("https://github.com/a/b")
    ('rachbelaid', '')
    """
    host, path = _parts(target)
    if not _PROFILES.match(host) or not path:
        return ""
    if host.endswith("linkedin.com"):
        return path[1] if len(path) == 2 and path[0] == "in" else ""
    if host.endswith("openclassrooms.com"):
        return path[1] if len(path) == 2 and path[0] in ("membres", "members") else ""
    if host.endswith("cpan.org"):
        return path[1] if len(path) == 2 and path[0] == "author" else path[0][1:] if path[0].startswith("~") else ""
    if host.endswith(("stackoverflow.com", "flickr.com")):
        return (
            path[2]
            if len(path) == 3 and path[0] == "users"
            else path[1]
            if len(path) == 2 and path[0] == "people"
            else ""
        )
    handle = path[0].removeprefix("@").removeprefix("~").removeprefix("#!")
    if len(path) != 1 or not handle or handle.casefold() in _RESERVED or not re.fullmatch(r"[\w.-]{2,39}", handle):
        return ""
    return handle


def is_talk(target: str) -> bool:
    """Whether an address is a recording, slides, or the page of one talk."""
    host, path = _parts(target)
    if _TALKS.match(host):
        return bool(path)
    return bool(_TALK_PATH.search("/".join(path[-2:]))) if host else False


def is_talk_page(target: str) -> bool:
    """Whether an address is surely one talk's: its recording or slides where those are kept, its page in a programme.

    >>> is_talk_page("https://conf.example/2031/talks/looms"), is_talk_page("https://conf.example/2031/")
    (True, False)
    """
    return bool(_TALK_PAGE.search(target))


def is_encyclopedia(target: str) -> bool:
    """Whether an address is an encyclopedia's, which is nobody's own page."""
    return bool(_ENCYCLOPEDIA.search(_parts(target)[0]))


def is_event(target: str) -> bool:
    """Whether an address is on a site that only lists events."""
    return bool(_EVENTS.match(_parts(target)[0]))


def is_root(target: str) -> bool:
    """Whether an address is a site's front page, or nearly."""
    host, path = _parts(target)
    return bool(host) and (not path or (len(path) == 1 and (len(path[0]) <= 3 or path[0].startswith(("index", "home")))))


def host_name(target: str) -> str:
    """Return the host without ``www.``, "" if the address has none."""
    return _parts(target)[0].removeprefix("www.")
