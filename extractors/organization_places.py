"""Where in a sentence an organisation's name stands: an employer's, a sponsor's, a host's place."""

from __future__ import annotations

from hallway.extractors.cues import CuedPattern
from hallway.extractors.firms import LIST, NAME

THE = r"(?:the\s+|les?\s+|la\s+|l[’'])?"
"""An article, if there is one."""
_AT = r"(?:at|from|chez)"
_OF = r"(?:of|de\s+la|de|du|des|d[’']|de\s+l[’'])\s*"
_CREW = r"(?:folks?|people|guys?|crew|contingent|staff|delegation|gang|booth|stand|headquarters|HQ|offices?|premises|campus|employees?)"
_ROLE = (
    r"(?:engineers?|developers?|devs?|hackers?|programmers?|folks?|people|guys|team|CTO|CEO|co-?founders?|founders?|presidents?|directors?|managers?|colleagues?|co-?workers|members?|employees?|friends|students?"
    r"|professors?|researchers?|someone|somebody|speakers?|delegation|contingent|representatives?|consultants?|trainers?|interns?|internship|job|work|office|headquarters)"
)
_ROLE_FR = (
    r"(?:développeu(?:r|se)s?|ingénieure?s?|fondat(?:eur|rice)s?|créat(?:eur|rice)s?|présidente?s?|direct(?:eur|rice)s?|trésori(?:er|ère)s?|secrétaires?|vice-présidente?s?|membres?|adhérente?s?|bénévoles?|salariée?s?"
    r"|collègues?|gens|équipe|gars|copains|stands?|locaux|bureaux|soutien|représentante?s?|étudiante?s?|chercheu(?:r|se)s?|professeure?s?|formateurs?|délégation|stage|employée?s?|siège)"
)
_SORT = (
    r"(?:company|startup|start-up|consultancy|agency|non-profit|nonprofit|charity|firm|cooperative|user group|publisher|publishing house|organi[sz]ation|association|foundation|hackerspace|makerspace|community group"
    r"|entreprise|société|boîte|asso|ONG|fondation|collectif|coopérative|SSII|SSLL|ESN|hébergeur|FAI|agence|école|labo(?:ratoire)?|groupe d[’']utilisateurs|fablab)"
)
_SORTS = (
    r"(?:companies|organi[sz]ations|orgs|LUGs|JUGs|entreprises|sociétés|associations|assos|start-?ups|employers|publishers|sponsors|partners|partenaires|universities|universités|boîtes|employeurs|SSII|communautés"
    r"|vendors|non-profits|firms|collectifs|éditeurs|institutions|employers|community groups|coding groups|user groups)"
)
_GIVES = (
    r"(?:sponsored|sponsors|hosted|hosts|provided|funded|funds|financed|hired|hires|employs|kindly|generously|graciously|donated|bankrolled|pitched in|paid for|payed|bought us|recrute|embauche|sponsorise|héberge|finance"
    r"|accueille|emploie|organise|organisait|(?:a|ont|avait|avaient) (?:co-?)?organisé|nous (?:a|ont) (?:accueilli|prêté|offert|aussi aidé|aidé|hébergé)|is hiring|are hiring|was hiring|hosted us|helped us|(?:will|are|is) (?:be )?host(?:ing)? (?:us|this|the|our))"
)
_FOR_WHAT = (
    r"(?:and (?:their|its) [\w-]+ )?for (?:(?:their|the|our|all|some|generous(?:ly)?|kindly|again|also|us) ){0,3}(?:sponsor\w*|offering|opening|hosting|host|venue|food|pizzas?|drinks|beers?|lunch|dinner|breakfast|snacks|funding|support\w*|sending|lett?ing|letting|providing"
    r"|organi[sz]ing|lending|allowing|paying|hospitality|room|space|hardware|shirts|prizes|donat\w+|making this possible)|d[’']avoir|de nous|pour (?:l[’']accueil|la salle|les locaux|le soutien|son soutien|leur soutien|les pizzas|l[’']hébergement|nous avoir|avoir)"
)


def _where(pattern: str) -> CuedPattern:
    return CuedPattern(pattern.replace("NAMES", f"(?P<names>{LIST})").replace("NAME", f"(?P<names>{NAME})"))


PLACES = {
    _where(pattern): (rule, confidence, strong)
    for pattern, rule, confidence, strong in (
        (
            rf"(?i:\b(?:works?|worked|working|employed|hired|intern(?:ed|ing)?|internship|volunteer(?:s|ed|ing)?) (?:\w+ ){{0,2}}?(?:{_AT}|for|by) {THE})NAME",
            "works-at",
            0.7,
            False,
        ),
        (
            rf"(?i:\b(?:travaill\w+|boss(?:e|es|ent|ait|aient|er)|embauchée?s?|stage|employée?s?|salariée?s?) (?:\w+ ){{0,4}}?(?:chez|pour|à|par) {THE})NAME",
            "works-at",
            0.7,
            False,
        ),
        (rf"(?i:\b{_ROLE} (?:\w+ )?{_AT} {THE})NAME", "role-at", 0.72, False),
        (
            rf"(?i:\b(?:CTO|CEO|co-?founder|founder|president|director|members?|employees?|offices?|headquarters|part|representatives?) of {THE})NAME",
            "role-of",
            0.64,
            False,
        ),
        (rf"(?i:\b{_ROLE_FR} (?:\w+ )?{_OF}{THE})NAME", "role-of", 0.66, False),
        (
            rf"(?i:\b(?:in|at|dans) (?:the|les|leurs) (?:\w+ )?(?:offices?|headquarters|premises|facilities|locaux|bureaux) {_OF}{THE})NAME",
            "office-of",
            0.8,
            True,
        ),
        (rf"(?i:\bchez {THE})NAME", "chez", 0.7, False),
        (
            rf"(?i:\b(?:hosted|sponsored|organi[sz]ed|funded|financed|employed|hired|bankrolled|backed|owned|acquired|bought) (?:\w+ )?by (?:our (?:friends|hosts?) (?:at )?|{THE}(?:\w+ (?:folks|people|team|guys) (?:at|from) )?))NAMES",
            "done-by",
            0.7,
            True,
        ),
        (
            rf"(?i:\b(?:organisée?s?|sponsorisée?s?|financée?s?|hébergée?s?|accueillie?s?|portée?s?|soutenue?s?|rachetée?s?|parrainée?s?) (?:\w+ )?(?:par|chez) {THE})NAMES",
            "done-by",
            0.7,
            True,
        ),
        (
            rf"(?i:\b(?:contact(?:er|é)?|auprès|partenariat avec|en lien avec|subventions? à|demand\w+ à|salle|siège|intégr\w+ directement chez) (?:{_OF})?{THE})NAME",
            "dealt-with",
            0.6,
            False,
        ),
        (rf"(?i:\bthe )(?P<names>{NAME} group)\b", "group-of", 0.66, False),
        (r"(?i:\b(?:stand|booth)s? (?:\w+ )?(?:tenue?s?|animée?s?|held|run|staffed) (?:par|by) )NAMES", "stand-held-by", 0.74, True),
        (
            r"(?:^|(?<=[.!?] )|(?<=\n))NAMES(?= (?:était|étaient|sera|seront) (?:\w+ )?(?:présente?s?|là) (?:\w+ )?(?:sur|à|au|aux|lors|avec)\b)",
            "was-present",
            0.68,
            False,
        ),
        (rf"(?i:\b{_SORTS}\b[^.!?()\n]{{0,160}}\()NAMES(?=[^()\n]{{0,60}}\))", "bracketed-organizations", 0.68, True),
        (
            rf"(?i:\b(?:développée?s?|créée?s?|proposée?s?|éditée?s?|maintenue?s?|offerte?s?) (?:\w+ ){{0,10}}?par {THE})NAMES",
            "made-by",
            0.58,
            False,
        ),
        (
            rf"(?i:\b(?:thanks?|thank you|kudos|grateful|cheers|merci|remerci\w+|remercions)(?: (?:again|also|so much|a lot|to|you|go|out|au|aux|à|tous|encore|our|host|hosts|sponsors?|both|especially)){{0,4}},? {THE})NAMES(?=,? (?:{_FOR_WHAT}))",
            "thanked-for",
            0.76,
            True,
        ),
        (
            rf"(?i:\b(?:thanks?|thank you|kudos|grateful|cheers)(?: (?:again|also|so much|a lot|to|you|go|out|both|especially)){{0,4}},? {THE})NAMES(?=, (?:the |our |your )?(?:(?:conference|event|meet-?up|sprint|hackathon)[’']s )?(?:co-?)?(?:organi[sz]ers|hosts)\b)",
            "thanked-for",
            0.74,
            True,
        ),
        (
            rf"(?i:\b(?:our|the) (?:(?:generous|kind|great|wonderful|friendly|gracious|amazing) )?hosts?(?: for the \w+)?,? {THE})NAME(?=[!.,;])",
            "our-host",
            0.72,
            True,
        ),
        (rf"(?i:\bon behalf of {THE})NAME", "on-behalf-of", 0.72, False),
        (
            rf"(?i:\b(?:grants?|funding|donations?|sponsorship|financial support|support|soutien|subventions?|aide) (?:\w+ )?(?:from|by|of|de la|de l[’']|de|du|d[’']) {THE})NAMES",
            "support-of",
            0.62,
            False,
        ),
        (rf"(?i:\bthe )NAME(?= {_CREW}\b)", "crew-of", 0.72, False),
        (
            r"(?<![\w@/.-])NAME(?=[’']s? (?:\w+ )?(?:offices?|booth|headquarters|premises|campus|CTO|CEO|founder|engineers?|employees?)\b)",
            "crew-of",
            0.76,
            True,
        ),
        (rf"(?i:\b{_SORT}(?: (?:called|named|appelée?|nommée?))? [\"«“]?\s?)NAME", "organization-noun", 0.68, False),
        (
            rf"(?<![\w@/.-])NAME(?=,? (?:is |est |which is |qui est )?(?:an? |the |une? |la |le |l[’']|jeune |notre |our |my )?(?:\w+ ){{0,3}}?{_SORT}\b)",
            "kind-of-organization",
            0.7,
            False,
        ),
        (
            rf"(?i:\b{_SORTS}(?:\)|, etc\.\))?(?: (?:such as|like|including|comme|telles? que|dont|are|were|of))?\s?[:,]?\s+(?:our (?:\w+ )?host )?{THE})NAMES",
            "listed-organizations",
            0.76,
            True,
        ),
        (
            rf"(?:^|(?<=[.!?:,] )|(?<=\n)|(?<=\band )|(?<=\bet )|(?<=\bthe ))NAMES(?=,? (?:(?:also|who|has|have|was|were|so|très|ont|a|qui) ){{0,2}}{_GIVES}\b)",
            "gives",
            0.66,
            False,
        ),
        (
            r"(?i:\b(?:member(?:ship)? (?:of|in)|joined|join|part of) the )NAME(?= (?:team|board|group|foundation|council|committee)\b)",
            "member-of",
            0.72,
            False,
        ),
        (
            r"(?i:^|(?<=[.!?(] ))(?i:at|here at|chez|à|a|au) NAME(?=,? (?:we|they|nous|on|ils|elles|where)\b)",
            "at-we",
            0.72,
            True,
        ),
    )
}
"""Pattern → rule, confidence, and whether only an organisation can stand there."""
