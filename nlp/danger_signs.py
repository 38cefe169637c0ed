"""Signs of danger in folded German which only together, in one sentence, are an alarm.

A hard sign (violence, a body in need, a weapon, fire) needs a second one, hard or soft (now, fear). Each is the beginning
of a word or of several.
"""

from __future__ import annotations

from collections.abc import Collection

from nlp.danger import CRIME, FIRE

_NOW = "now"
_FEAR = "fear"
_VIOLENCE = "violence"
_BODY = "body"
_WEAPON = "weapon"
_BLAZE = "blaze"

_HARD = {_BLAZE: FIRE, _BODY: FIRE, _WEAPON: CRIME, _VIOLENCE: CRIME}

_STEMS = {
    _NOW: (
        "jetzt, gerade, grad , grade , soeben, sofort, schnell, immer noch, noch immer, seit einer stunde, seit stunden"
        ", seit einer halben, seit zehn minuten, seit minuten, im moment, in diesem moment, schon wieder, bitte kommen"
    ),
    _FEAR: (
        "hab angst, habe angst, solche angst, so angst, trau mich nicht, traue mich nicht, versteck, eingeschlossen"
        ", eingesperrt, verriegelt, komme nicht raus, komm nicht raus, kommt nicht raus, kommen nicht raus, kommt keiner"
        ", nicht weg, hilfe, helft, kommen sie, schicken sie, schickt, ruft , keiner hilft, niemand hilft, alle gehen"
        ", alle schauen, was soll ich tun, was soll ich machen, ich bin allein, bin allein"
    ),
    _VIOLENCE: (
        "schlaegt , schlagen auf, schlagen sich, pruegel, verpruegel, tritt auf, treten auf, tritt gegen, wuergt, bedroht"
        ", bedrohen, verfolgt , sticht, zielt , schiesst auf, festgehalten, haelt mich, haelt sie, haelt ihn, zerrt, zerren"
        ", schubst, angegriffen, greift, greifen , ausgeraubt, brechen , bricht , aufzubrech, einzubrech, einbrecher"
        ", randaliert, schreit, bruellt, wimmert, begrabscht, grabscht, fasst , vergewaltig, entfuehr, umzubringen"
        ", bringt mich um, bringt sie um, erstech, abstech, geht auf, gehen auf, belaestigt , hetzt , jagt , jagen "
        ", lauert, steigt ein, steigen ein, klettert , klettern "
    ),
    _BODY: (
        "bewusstlos, ohnmaechtig, blutet, blutend, blutueber, verblut, atmet, krampft, reglos, regungslos, roechel, zittert"
        ", kollabiert, umgekippt, umgefallen, zusammengebrochen, zusammengesackt, verletzt, verbrueht, kein puls, keine luft"
        ", erstickt, ersticken, unterkuehlt, ertrinkt, vergiftet, ueberdosis, blau angelaufen, apathisch, gelaehmt"
        ", eingeklemmt, bewegt sich, reagiert , ruehrt sich, wacht , liegt am boden, liegt auf dem, liegt aufm, liegt da"
        ", starke schmerzen, schlimme schmerzen, nicht ansprechbar"
    ),
    _WEAPON: "messer, waffe, pistole, axt , machete, schusswaffe, knarre, gewehr, benzin, molotow, brandsatz",
    _BLAZE: "brennt, brennen, feuer , flammen, rauch , qualm, gasgeruch, nach gas, explosion, explodiert, knall ",
}  # fmt: skip

SIGN_OF: dict[str, str] = {stem.lstrip(): sign for sign, stems in _STEMS.items() for stem in stems.split(", ")}


def joint_alarm(stems: Collection[str]) -> str | None:
    """Return the alarm that the signs of one sentence raise together, or None."""
    signs = {SIGN_OF[stem] for stem in stems if stem in SIGN_OF}
    if len(signs) < 2:
        return None
    return next((alarm for sign, alarm in _HARD.items() if sign in signs), None)
