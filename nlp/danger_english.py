"""Wordings of danger in English, for text in lower case."""

from __future__ import annotations

from nlp.danger import CHILD, CRIME, DOMESTIC, FIRE, POISONING, SUICIDE

_WHO = (
    r"\b(?:i|he|she|they|someone|somebody|man|woman|guy|dude|kid|child|baby|boy|girl|mum|mom|mummy|mommy|dad"
    r"|daddy|gran\w*"
    r"|husband|wife|son|daughter|friend|flatmate|neighbou?r|brother|sister|cyclist|driver|people|old lady)\b"
)
_YOUNG = r"\b(?:kids?|child|children|baby|toddler|son|daughter|boy|girl|little one|\w+-year-old|year old)\b"
_WEAPON = r"\b(?:knife|gun|pistol|rifle|machete|axe|hammer|weapon|crowbar|bat|acid)\b"

WORDINGS: tuple[tuple[str, str], ...] = (
    (FIRE,
        r"\b(?:is|are|'s|caught) (?:on|burning|catching) ?fire\b|\b(?:is|are|'s) burning (?:down|right|now)"
        r"|^\W*fire\b\W*$"),
    (FIRE,
        r"\b(?:house|flat|kitchen|building|car|bins?|roof|balcony|shed|block)\b.{0,20}\b(?:is|are|'s) (?:burning"
        r"|on fire|in flames)"),
    (FIRE, r"\b(?:smoke|flames)\b.{0,30}\b(?:coming|pouring|from|out of|under|everywhere|in the|filling)\b"),
    (FIRE,
        r"\bsmell(?:s|ing)?\b.{0,15}\b(?:of )?gas\b|\bgas (?:leak|is leaking|hissing)"
        r"|\bcarbon monoxide\b.{0,40}\b(?:alarm|detector|going|beep)"),
    (FIRE, r"\b(?:wire|cable|line|socket|pylon)\b.{0,60}\b(?:sparking|sparks|live)\b"),
    (FIRE,
        r"\b(?:won'?t|can'?t|cannot|doesn'?t|isn'?t|not) (?:\w+ )?(?:wake|waking|breathing|breathe|responding"
        r"|moving|respond)\b"),
    (FIRE,
        r"\bunconscious\b|\bpassed out\b|\bcollapsed\b|\bturning blue\b|\bhaving a (?:seizure|fit|stroke"
        r"|heart attack)\b|\bchoking on\b|\bis choking\b"),
    (FIRE,
        r"\bface down\b|\bnot making (?:any )?sense\b|\bbleeding (?:a lot|badly|out|heavily|everywhere|and)"
        r"|\bblood everywhere\b|\blots of blood\b"),
    (FIRE,
        r"\bchest (?:hurts|pain|is tight)\b|\bpain in (?:my|his|her) chest|\b(?:arm|face) (?:is |has gone "
        r"|went )?(?:numb|drooping)|\bthroat (?:is )?(?:closing|swelling)"),
    (FIRE,
        r"\b(?:in labou?r|waters? broke|baby is coming|contractions)\b|\b(?:sugar|insulin)\b.{0,30}\b(?:low"
        r"|shaking|faint)"),
    (FIRE,
        r"\b(?:got|been|was|just got) (?:hit|run over|knocked down) by (?:a|the) (?:truck|car|bus|tram|lorry|van"
        r"|train)\b|\bcar (?:crash|accident)\b.{0,40}\b(?:trapped|hurt|just|injured)"),
    (FIRE,
        r"\b(?:in the water|drowning|fallen in|fell in|through the ice|swept (?:out|away)|drifting (?:out"
        r"|away))\b(?! (?:work|debt|paper))"),
    (FIRE,
        r"\b(?:fell|fallen|falling) (?:off|from|down) (?:a|the|his|her) (?:roof|scaffold\w*|ladder|balcony|window"
        r"|stairs|crane|wall)"),
    (FIRE, r"\b(?:dementia|alzheimer'?s)\b.{0,60}\b(?:out there|missing|wandered|gone|outside)"),
    (FIRE,
        r"\bthere'?s (?:a |been )?(?:an? )?explosion\b|\b(?:grenade|bomb|explosives?)\b.{0,30}\b(?:found|in the"
        r"|under|looks)|\bfound (?:a|an old) (?:grenade|bomb|shell)"),
    (FIRE,
        r"\b(?:call|send|need) (?:an |me an )?(?:ambulance|paramedics?|doctor now|fire brigade|firefighters)\b"
        r"|^\W*(?:ambulance|paramedic)s?\b"),
    (POISONING,
        r"\b(?:took|swallowed|drank|ate|eaten|drunk)\b.{0,30}\b(?:pills?|tablets|bleach|cleaner|battery|detergent"
        r"|antifreeze|mushrooms?|poison|paracetamol)\b|\boverdos\w+"),
    (POISONING, r"\b(?:spiked|something in) (?:my|her) drink"),
    (SUICIDE,
        r"\b(?:kill|hang|hurt|shoot) (?:myself|himself|herself)\b|\bend (?:my life|it all|it tonight)\b"
        r"|\b(?:don'?t|do not) want to (?:live|be alive|be here any\w*)\b"),
    (SUICIDE,
        r"\b(?:want|going|wants) to (?:die|jump)\b(?! of)|\bgoodbye (?:everyone|all|forever)|\btonight (?:i'?m|is"
        r"|it'?s) (?:done|over|the)|\b(?:my|the) letters?\b.{0,10}\bwritten\b|\bwritten (?:my|the) (?:letters?"
        r"|notes?)\b|\bsuicide note\b"),
    (SUICIDE,
        r"\b(?:won'?t|will not) be (?:here|around|alive) (?:any ?more|tomorrow|tonight)|\bbetter off without me"
        r"|\bwrong side of the (?:railing|rail|fence|bridge)|\b(?:on|off) the (?:roof|bridge|tracks|ledge"
        r"|rails)\b.{0,30}\b(?:jump|about to|won'?t|sitting|edge)"),
    (SUICIDE,
        r"\b(?:standing|sitting|lying) (?:up )?on (?:the|a) (?:roof|bridge|ledge|tracks|edge)\b"
        r"|\bcut(?:ting)? (?:my|her|his) wrists?\b|\bsaid goodbye\b.{0,50}"),
    (CHILD,
        rf"{_YOUNG}.{{0,40}}\b(?:is missing|has gone missing|disappeared|hasn'?t come home|is gone|been gone"
        rf"|lost at)\b|\bcan'?t find (?:my|our) (?:son|daughter|child|kid|little)"),
    (CHILD, rf"{_YOUNG}.{{0,40}}\b(?:locked|alone|left|shut)\b.{{0,20}}\b(?:car|flat|balcony|window)\b"),
    (CHILD, rf"\b(?:dragging|pulling|grabbed|taking|took|beating|hitting|shaking|follow\w*)\b.{{0,20}}{_YOUNG}"),
    (DOMESTIC,
        r"\b(?:husband|boyfriend|partner|wife|girlfriend|dad|father|stepdad|stepfather|ex|he|she)(?:'s| is"
        r"| keeps)? (?:\w+ )?(?:hitting|beating|choking|strangling|punching|hurting|attacking|kicking) (?:me|us"
        r"|her|my|mum|mom|him)\b"),
    (DOMESTIC,
        r"\b(?:hits|beats|chokes|strangles) (?:me|us|her|my|mum)\b|\b(?:he|she|husband|boyfriend|ex|father"
        r"|dad)(?:'ll| will| is going to|'s going to|'s gonna| gonna) (?:kill|hurt|find) (?:me|us|her)\b"
        r"|\bblocking the door\b|\bwon'?t let (?:me|us|her) (?:out|leave|go)\b"),
    (DOMESTIC,
        r"\block(?:ed|s) (?:me|us|the door|myself)\b.{0,60}|\b(?:woman|girl|kid|child"
        r"|someone)\b.{0,20}\bscreaming\b.{0,50}\b(?:next door|neighbou?r|upstairs|downstairs|help|smash\w*)"
        r"|\bnext door\b.{0,40}\bscream"),
    (DOMESTIC, r"\bscreaming next door|\b(?:he'?s|ex is) (?:outside|at the door|back|here|downstairs|banging)\b"),
    (CRIME,
        r"^\W*(?:please |plz |pls )*help+(?: me| us)?(?: please| now| pls| plz)*\W*$|\bhelp (?:me|us)\b(?! (?:with"
        r"|find|to|fill|understand|out with)).{0,60}\b(?:he|hes|coming|someone|they|please)|\b(?:plz|pls) help"),
    (CRIME,
        r"\b(?:call|send|need|get) (?:the )?(?:police|cops|someone)(?! (?:to talk|who|at"
        r"|around))\b(?!.{0,30}\b(?:station|more|night)\b)|^\W*police\b\W*$|\bcan'?t (?:talk|speak"
        r"|call)\b.{0,40}\b(?:he|they|hear|room|now)"),
    (CRIME,
        r"\b(?:trying|tries) to (?:get in|break in|open (?:my|our|the) (?:door|window)|kick)|\bbreaking (?:in|into"
        r"|down)\b|\bin (?:my|our|the) (?:house|flat|hallway) (?:right )?now|\b(?:burglars?|intruders?) (?:in|are"
        r"|is)\b|\bcoming up the stairs\b"),
    (CRIME,
        rf"{_WHO}.{{0,25}}\b(?:with|has|holding|waving|pulled) (?:a |an |the |out a )?(?:\w+ )?{_WEAPON}"
        rf"|\bshots fired\b|\b(?:is|are|'s) shooting\b|\bgunshots?\b|\bstabb(?:ing|ed) (?:someone|him|her|me"
        rf"|people)"),
    (CRIME,
        r"\b(?:following|chasing|stalking|threatening|attacking|robbing|mugging|groping|grabbing) (?:me|us|her|him"
        r"|a (?:woman|girl|man|boy|kid))\b"),
    (CRIME,
        r"\b(?:beating|kicking|stamping on|jumping on) (?:up )?(?:someone|somebody|him|her|a|an|this|the)\b"
        r"|\bfight\b.{0,30}\b(?:blood|ground|right now|knife)|\b(?:surrounded|throwing (?:stones|bottles|bricks"
        r"|things))\b"),
    (CRIME,
        r"\bbeing (?:attacked|robbed|followed|raped|beaten|mugged|held|kidnapped|chased|threatened)\b|\b(?:i'?m"
        r"|we'?re|i am) (?:hiding|trapped|locked in)\b|\bgoing to (?:kill|shoot|stab) (?:him|her|them|you"
        r"|everyone)\b|\bi'?ll (?:kill|stab|shoot) (?:him|her|them|you all)"),
    (CRIME,
        r"\bstealing\b.{0,30}\b(?:right now|now|as i)\b|\bdrunk driver\b|\bwrong[- ]way driver|\bdriving (?:drunk"
        r"|the wrong way)|\bemergency\b\W*$"),
)  # fmt: skip

# Said of what is over, only thought of, or only seen on a screen.
TAMED = (
    r"\b(?:last|years? ago|months? ago|weeks? ago|days? ago|yesterday|in (?:january|february|march|april|june"
    r"|july|august|september"
    r"|october|november|december)|used to|when i was|back then|never reported|over the weekend"
    r"|not (?:an )?emergency|not in danger|if (?:a|there|it|someone|you)"
    r"|ever|one day|movie|film|game|series|drill|thriller|should|would|could|more|worry that|afraid that)\b"
)
NOW = r"\b(?:right now|now|just now|still|at this moment|tonight|hurry|please hurry)\b"
