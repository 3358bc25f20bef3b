"""Common words of running text, which a lexicon may fold to a name ("pas", "doit", "play", "vue")."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module

from hallway.extractors import names

_MORE = frozenset(
    """idea ideas bug bugs play flux air vue vite sinon sas pas cas doit six rise ring known lightning next step pattern patterns par stack metal transient traits
    known camel evolution nightmare tarball readme launch banner canvas core cover dash drop echo edge engine factor fuse ghost glance gradle hammer jam kit lens lime link mail
    mask match merge meta mint mirror mix motion muse notes orbit pack panel paste patch path pop power prism probe pulse puma ready relay rest ripple route salt scale
    script server shape share shield signal sketch slate spin stage strip surf sync tag tap task track trace turbo vault view wave wire work zoom
    suite serre bases base monde carte cartes fil note notes texte image images pages page lien liens code codes tests test outil outils outre donc ainsi alors afin aussi avant""".split()
)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return lower-case words that are far more often words than names, in English and French.

    The lists of frequent words come from Faker's lorem providers, which hold some thousand of each language.
    """
    found = set(_MORE) | names.COMMON
    for locale in ("en_US", "fr_FR"):
        provider = import_module(f"faker.providers.lorem.{locale}").Provider
        found.update(word.casefold() for word in provider.word_list)
    return frozenset(found)
