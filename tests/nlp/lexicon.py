"""An excerpt of a city's lexicon, small enough to be read beside the tests."""

from __future__ import annotations

from nlp.lexicon import AlarmRule, Lexicon, PlaceEntry, TopicEntry

TOPICS = (
    TopicEntry("lighting", "infrastructure", ("laterne", "beleucht", "dunkel", "licht", "straßenlampe"), ()),
    TopicEntry("fear_spaces", "infrastructure", ("angstraum", "unterführung", "wallanlagen"), ()),
    TopicEntry("traffic_safety", "infrastructure", ("raser", "tempo 30", "ampel", "zu schnell"), ()),
    TopicEntry("public_transport", "infrastructure", ("straßenbahn", "bus", "tram", "hauptbahnhof", "bahnhof"), ()),
    TopicEntry("water_coast", "hazard_response", ("strand", "hochwasser"), ("am strande", "strandstr")),
    TopicEntry("order_presence", "hazard_response", ("kod", "mehr polizei", "kamera"), ()),
    TopicEntry("noise_nuisance", "hazard_response", ("lärm", "zu laut", "krach"), ()),
    TopicEntry("cleanliness", "hazard_response", ("müll", "sperrmüll", "hundekot"), ()),
    TopicEntry("events_pyro", "hazard_response", ("demo", "böller"), ()),
    TopicEntry("animals", "hazard_response", ("hunde", "hund"), ("hundert",)),
    TopicEntry("meeting_places", "cohesion", ("sbz", "spielplatz"), ()),
    TopicEntry("violence_threats", "prevention", ("gewalt", "waffe"), ("häusliche gewalt", "eingeschlagen")),
    TopicEntry("domestic_stalking", "prevention", ("häusliche gewalt",), ()),
    TopicEntry("drugs_alcohol", "prevention", ("drogen", "sucht"), ()),
    TopicEntry("vandalism", "prevention", ("graffiti", "eingeschlagen"), ()),
    TopicEntry("other", "", (), ()),
)

PLACES = (
    PlaceEntry("Seebad Warnemünde", "ot-01", "name"),
    PlaceEntry("Warnemünde", "ot-01", "short"),
    PlaceEntry("Lichtenhagen", "ot-08", "name"),
    PlaceEntry("Lichtenhäger Brink", "ot-08", "landmark"),
    PlaceEntry("Groß Klein", "ot-09", "name"),
    PlaceEntry("Lütten Klein", "ot-10", "name"),
    PlaceEntry("Lütten Klein-Dorf", "ot-09", "quarter"),
    PlaceEntry("Kröpeliner-Tor-Vorstadt", "ot-16", "name"),
    PlaceEntry("KTV", "ot-16", "abbr"),
    PlaceEntry("Doberaner Platz", "ot-16", "quarter"),
    PlaceEntry("Doberaner", "ot-16", "colloquial"),
    PlaceEntry("Stadtmitte", "ot-19", "name"),
    PlaceEntry("Mitte", "ot-19", "short"),
    PlaceEntry("Kröpeliner Tor", "ot-19", "landmark"),
    PlaceEntry("Neuer Markt", "ot-19", "quarter"),
    PlaceEntry("Hauptbahnhof", "ot-19", "quarter-ambiguous"),
    PlaceEntry("Wallanlagen", "ot-19", "quarter-ambiguous"),
    PlaceEntry("Toitenwinkel", "ot-24", "name"),
)

STREETS = ("Am Strande", "Hundertmännerstr.", "Lange Straße", "Hundsburgallee", "Aalstecherstr.")

ALARMS = (
    AlarmRule(
        "life_threat_fire",
        (
            "brennt",
            "feuer in",
            "rauch aus",
            "gasgeruch",
            "explosion",
            "bewusstlos",
            "atmet nicht",
            "verblutet",
            "herzinfarkt",
            "schlaganfall",
            "ertrinkt",
            "im wasser und",
            "eingeklemmt",
            "stromschlag",
        ),
    ),
    AlarmRule("poisoning", ("vergiftet", "tabletten geschluckt", "reiniger getrunken", "überdosis")),
    AlarmRule(
        "suicide_crisis",
        ("umbringen", "suizid", "selbstmord", "nicht mehr leben", "mein leben beenden", "will sterben"),
    ),
    AlarmRule(
        "child_at_risk",
        ("kind wird geschlagen", "kind misshandelt", "missbraucht", "kind allein gelassen", "mobbing in der schule"),
    ),
    AlarmRule(
        "domestic_violence",
        (
            "mein mann schlägt",
            "mein freund schlägt",
            "partner schlägt",
            "meine frau schlägt",
            "häusliche gewalt",
            "stalkt mich",
            "sperrt mich ein",
            "vergewaltigt",
        ),
    ),
    AlarmRule(
        "crime_in_progress",
        (
            "gerade einbruch",
            "brechen gerade ein",
            "wird gerade überfallen",
            "wird gerade zusammengeschlagen",
            "werde gerade bedroht",
            "werde gerade verfolgt",
            "bedroht mich",
            "verfolgt mich",
            "schlägt mich",
            "schlägerei gerade",
            "hat ein messer",
            "hat eine waffe",
            "schießt",
            "überfall gerade",
            "hilfe polizei",
        ),
    ),
)

LEXICON = Lexicon(TOPICS, PLACES, STREETS, ALARMS)
