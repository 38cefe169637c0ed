"""The entry for catalogues of open data: DCAT-AP.de 3.0 as JSON-LD."""

import json

from handlers.deps import Deps
from handlers.i18n import Phrase
from handlers.opendata import texts
from handlers.opendata.datasets import say
from handlers.opendata.terms import terms
from handlers.results.actions import Publication

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority/"
IANA = "http://www.iana.org/assignments/media-types/"
GEOCODING = "http://dcat-ap.de/def/politicalGeocoding/"
Node = dict[str, object]
AVAILABLE: Node = {"@id": f"{EU}planned-availability/AVAILABLE"}


def entry(deps: Deps, published: Publication | None) -> bytes:
    """Return the entry; a licence stands in it only once the city has confirmed it."""
    granted, home = terms(deps.city), f"{deps.public_url}/offene-daten"
    dataset: Node = {
        "@id": f"{home}#daten",
        "@type": "dcat:Dataset",
        "dcterms:title": _german(say(texts.COLLECTION(title=deps.city.process.title))),
        "dcterms:description": _german(f"{say(texts.COLLECTION_WORDS)} {say(granted.words)}"),
        "dcterms:identifier": f"{home}#daten",
        "dcterms:publisher": _publisher(deps),
        "dcat:contactPoint": _contact(deps),
        "dcat:keyword": [_german(word) for word in say(texts.KEYWORDS).split("|")],
        "dcat:theme": [{"@id": f"{EU}data-theme/{theme}"} for theme in ("GOVE", "SOCI")],
        "dcat:landingPage": {"@id": home},
        "dcterms:language": {"@id": f"{EU}language/DEU"},
        "dcterms:accessRights": {"@id": f"{EU}access-right/PUBLIC"},
        "dcterms:accrualPeriodicity": {"@id": f"{EU}frequency/WEEKLY"},
        "dcatap:availability": AVAILABLE,
        "dcat:distribution": [_zip(deps, granted.uri), _api(deps, granted.uri)],
        **_place(deps),
    }
    if published:
        dataset["dcterms:modified"] = {"@value": published.figures.as_of.isoformat(), "@type": "xsd:date"}
    if deps.city.open_data and deps.city.open_data.contributor:
        dataset["dcatde:contributorID"] = {"@id": deps.city.open_data.contributor}
    return json.dumps({"@context": CONTEXT, **dataset}, ensure_ascii=False, indent=1).encode() + b"\n"


def _zip(deps: Deps, licence: str) -> Node:
    address = f"{deps.public_url}/offene-daten.zip"
    name = f"{deps.public_url}/offene-daten#zip"
    found = _distribution(name, address, "ZIP", "application/zip", licence, texts.AS_FILES)
    return found | {"dcat:downloadURL": {"@id": address}}


def _api(deps: Deps, licence: str) -> Node:
    root = f"{deps.public_url}/api"
    found = _distribution(f"{root}#json", f"{root}/v1/results", "JSON", "application/json", licence, texts.BY_API)
    service: Node = {
        "@id": f"{root}#dienst",
        "@type": "dcat:DataService",
        "dcterms:title": _german(say(texts.API_TITLE)),
        "dcterms:publisher": _publisher(deps),
        "dcat:contactPoint": _contact(deps),
        "dcat:servesDataset": {"@id": f"{deps.public_url}/offene-daten#daten"},
        "dcat:endpointURL": {"@id": f"{root}/v1"},
        "dcat:endpointDescription": {"@id": f"{root}/v1/openapi.json"},
    }
    return found | {"dcat:accessService": service}


def _distribution(address: str, access: str, form: str, media: str, licence: str, words: Phrase) -> Node:
    found: Node = {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcterms:title": _german(form),
        "dcterms:description": _german(say(words)),
        "dcat:accessURL": {"@id": access},
        "dcatap:availability": AVAILABLE,
        "dcterms:format": {"@id": f"{EU}file-type/{form}"},
        "dcat:mediaType": {"@id": f"{IANA}{media}"},
    }
    return found | ({"dcterms:license": {"@id": licence}} if licence else {})


def _publisher(deps: Deps) -> Node:
    address = f"{deps.public_url}/offene-daten#stadt"
    return {"@id": address, "@type": "foaf:Agent", "foaf:name": deps.city.info.operator}


def _contact(deps: Deps) -> Node:
    info = deps.city.info
    found: Node = {
        "@id": f"{deps.public_url}/offene-daten#kontakt",
        "@type": "vcard:Organization",
        "vcard:fn": info.office or info.operator,
    }
    if info.contact_email:
        found["vcard:hasEmail"] = {"@id": f"mailto:{info.contact_email}"}
    if info.website:
        found["vcard:hasURL"] = {"@id": info.website}
    return found


def _place(deps: Deps) -> Node:
    """Return where the data is about; the second way to say so is deprecated in 3.0, and still what catalogues look for."""
    key = deps.city.open_data.municipality_key if deps.city.open_data else ""
    if not key:
        return {}
    place = {"@id": f"{GEOCODING}municipalityKey/{key}"}
    return {
        "dcterms:spatial": place,
        "dcatde:politicalGeocodingURI": place,
        "dcatde:politicalGeocodingLevelURI": {"@id": f"{GEOCODING}Level/municipality"},
    }


def _german(words: str) -> Node:
    return {"@value": words, "@language": "de"}
