"""The web at a glance: which address leads to which door, and at the desk who may pass."""

from aiohttp import web

from bot import health
from bot.dialog import DIALOG
from bot.disk import Disk
from bot.examples import EXAMPLES as EXAMPLE_CONTENT
from bot.settings import Settings, TelegramMode
from bot.telegram import Telegram
from bot.wiring import PRODUCERS, take_again
from handlers.accounts import web as accounts
from handlers.accounts import web_own as own
from handlers.accounts import web_people as people
from handlers.accounts.gate import (
    ADMINS,
    ANYONE,
    EVERY_ROLE,
    FACILITATORS,
    ONLY_READ,
    OWN_PEOPLE,
    DeskRoute,
    desk_route,
    open_desk,
)
from handlers.broadcast import web as telling
from handlers.channels.telegram.door import Door
from handlers.channels.telegram.setup import WEBHOOK_PATH
from handlers.channels.telegram.webhook import WEBHOOK, Webhook, take_update
from handlers.channels.webchat import keys as chat_keys
from handlers.channels.webchat import web as chat
from handlers.channels.webchat import web_link as chat_link
from handlers.consideration import web as consideration
from handlers.consideration import web_modules as modules
from handlers.consideration import web_plan as plan
from handlers.deps import Deps
from handlers.exports import web as exports
from handlers.feeds import web as feeds
from handlers.forums import desk_web as forum_desk
from handlers.forums import web as forums
from handlers.moderation import web as desk
from handlers.moderation import web_asides as asides
from handlers.moderation import web_bulk as bulk
from handlers.moderation import web_cards as cards
from handlers.moderation import web_concerns as concerns
from handlers.moderation import web_language as language
from handlers.moderation import web_queue as queue
from handlers.moderation import web_troubles as troubles
from handlers.moderation.overview import EXAMPLES
from handlers.newsroom import desk_web as press_desk
from handlers.newsroom import web as press
from handlers.newsroom import web_paper as press_paper
from handlers.opendata import web as opendata
from handlers.opendata import web_api as api
from handlers.pace import Rate
from handlers.pages.assets import on_icon, on_static
from handlers.pages.keys import DEPS, PRINTER
from handlers.pages.middlewares import keep_manners
from handlers.pages.pacing import RATES as PACED
from handlers.pages.site import SITE, Site
from handlers.partners import desk_web as partner_desk
from handlers.partners import web as partners
from handlers.posters import web as posters
from handlers.process import desk_web as plan_desk
from handlers.process import web as process
from handlers.proof import web as proof
from handlers.proof.rules import Tries
from handlers.reports import web as reports
from handlers.results import web as results
from handlers.sitemap import web as sitemap
from handlers.steering import web as steering
from handlers.steering import web_budget as budget
from handlers.steering import web_decisions as decisions
from handlers.steering import web_documents as documents
from handlers.steering import web_meetings as meetings
from handlers.steering import web_members as members
from handlers.surveys import web as surveys
from handlers.typesetting.printing import Printer

SERVICE = "Forumsbote"
WEIGHING = "/moderation/concerns/{number}/consideration"
BODY_LIMIT_BYTES = 2 * 1024 * 1024

PUBLIC = (
    web.get("/", process.on_start_page),
    web.get("/datenschutz", process.on_privacy),
    web.get("/barrierefreiheit", process.on_accessibility),
    web.get("/hausregeln", process.on_house_rules),
    web.get("/prozess", steering.on_process),
    web.get("/prozess/dokumente", steering.on_papers),
    web.get("/prozess/dokumente/{version}", documents.on_public_file),
    web.get("/ausgangslage", steering.on_position),
    web.get("/ergebnisse", results.on_results),
    web.get("/so-ordnen-wir-zu", results.on_tagging),
    web.get("/offene-daten", opendata.on_page),
    web.get("/offene-daten.zip", opendata.on_zip),
    web.get("/offene-daten/dcat.jsonld", opendata.on_dcat),
    web.get("/api", opendata.on_api),
    *api.ROUTES,
    web.get("/hilfe", chat.on_help),
    web.get("/foren", forums.on_list),
    web.get("/foren.ics", forums.on_feed),
    web.get("/foren/{slug}.ics", forums.on_calendar),
    web.get("/foren/{slug}/plakat.pdf", posters.on_public_poster),
    web.get("/foren/{slug}/karte.svg", forums.on_map),
    web.get("/foren/{slug}", forums.on_one),
    web.get("/f/{forum}", partners.on_short),
    web.get("/f/{forum}/{code}", partners.on_short),
    web.get("/presse", press.on_list),
    web.get("/presse/{slug}.pdf", press_paper.on_pdf),
    web.get("/presse/{slug}.txt", press_paper.on_text),
    web.get("/presse/{slug}", press.on_one),
    web.get("/feed.atom", feeds.on_atom),
    web.get("/feed.json", feeds.on_json),
    web.get("/vorgang", proof.on_form),
    web.post("/vorgang", proof.on_receipt),
    web.get("/chat", chat.on_chat),
    web.post("/chat", chat.on_post),
    web.get("/chat/neues", chat.on_log),
    web.get("/chat/datei/{line}", chat.on_file),
    web.get("/chat/link", chat_link.on_link),
    web.post("/chat/link", chat_link.on_new_link),
    web.post("/chat/link/beenden", chat_link.on_end_link),
    web.get("/chat/weiter/{token}", chat_link.on_arrival),
    web.post("/chat/weiter/{token}", chat_link.on_go_on),
    web.get("/robots.txt", sitemap.on_robots),
    web.get("/sitemap.xml", sitemap.on_map),
    web.get("/favicon.ico", on_icon),
    web.get("/static/{name}", on_static),
    web.get("/healthz", health.on_healthz),
    web.get("/readyz", health.on_readyz),
    web.get("/metrics", health.on_metrics),
)

# How much a network may ask for within a minute. A hall of 150 people, a school or a block of flats is one network too.
SPOKEN = Rate("chat_posts", 600)
LINKS = Rate("short_links", 300)
DATA = Rate("api", 300)
RECEIPTS = Rate("receipts", 60)
FILES = Rate("files", 30)
HEALTH = Rate("health", 60)
RATES: dict[tuple[str, str], Rate] = {
    ("POST", "/chat"): SPOKEN,
    ("POST", "/chat/link"): SPOKEN,
    ("POST", "/chat/link/beenden"): SPOKEN,
    ("POST", "/chat/weiter/{token}"): SPOKEN,
    ("GET", "/f/{forum}"): LINKS,
    ("GET", "/f/{forum}/{code}"): LINKS,
    ("POST", "/vorgang"): RECEIPTS,
    ("GET", "/chat/datei/{line}"): FILES,
    ("GET", "/foren/{slug}/plakat.pdf"): FILES,
    ("GET", "/presse/{slug}.pdf"): FILES,
    ("GET", "/offene-daten.zip"): FILES,
    ("GET", "/readyz"): HEALTH,
    ("GET", "/offene-daten/dcat.jsonld"): DATA,
    **{("GET", route.path): DATA for route in api.ROUTES},
}

DESK: tuple[DeskRoute, ...] = (
    desk_route("GET", "/moderation", desk.on_overview, EVERY_ROLE),
    desk_route("GET", "/moderation/anmelden", accounts.on_sign_in_page, ANYONE),
    desk_route("POST", "/moderation/anmelden", accounts.on_password, ANYONE),
    desk_route("GET", "/moderation/anmelden/code", accounts.on_code_page, ANYONE),
    desk_route("POST", "/moderation/anmelden/code", accounts.on_code, ANYONE),
    desk_route("GET", "/moderation/anmelden/vergessen", accounts.on_forgotten, ANYONE),
    desk_route("GET", "/moderation/anmelden/{token}", accounts.on_sign_in_link, ANYONE),
    desk_route("POST", "/moderation/anmelden/{token}", accounts.on_sign_in, ANYONE),
    desk_route("POST", "/moderation/abmelden", accounts.on_sign_out, ANYONE),
    desk_route("POST", "/moderation/abmelden/ueberall", accounts.on_sign_out_everywhere, EVERY_ROLE),
    desk_route("GET", "/moderation/zugang", own.on_own, EVERY_ROLE),
    desk_route("POST", "/moderation/zugang/passwort", own.on_set_password, EVERY_ROLE),
    desk_route("GET", "/moderation/zugang/zweiter-faktor", own.on_set_up_page, EVERY_ROLE),
    desk_route("POST", "/moderation/zugang/zweiter-faktor", own.on_set_up, EVERY_ROLE),
    desk_route("POST", "/moderation/zugang/zweiter-faktor/bestaetigen", own.on_confirm, EVERY_ROLE),
    desk_route("POST", "/moderation/zugang/zweiter-faktor/entfernen", own.on_remove, ONLY_READ),
    desk_route("POST", "/moderation/zugang/ersatzcodes", own.on_recovery_codes, EVERY_ROLE),
    desk_route("POST", "/moderation/zugang/sitzung", own.on_close_session, EVERY_ROLE),
    desk_route("POST", "/moderation/zugang/andere-sitzungen", own.on_close_others, EVERY_ROLE),
    desk_route("POST", "/moderation/examples/remove", desk.on_remove_examples, FACILITATORS),
    desk_route("GET", "/moderation/telegram", own.on_telegram_page, OWN_PEOPLE),
    desk_route("POST", "/moderation/telegram", own.on_telegram_link, OWN_PEOPLE),
    desk_route("POST", "/moderation/telegram/unlink", own.on_telegram_unlink, OWN_PEOPLE),
    desk_route("GET", "/moderation/people", people.on_people, ADMINS),
    desk_route("POST", "/moderation/people", people.on_invite, ADMINS),
    desk_route("GET", "/moderation/people/{id}", people.on_person, ADMINS),
    desk_route("GET", "/moderation/people/{id}/role", people.on_role_form, ADMINS),
    desk_route("POST", "/moderation/people/{id}/role", people.on_role, ADMINS),
    desk_route("POST", "/moderation/people/{id}/end", people.on_end, ADMINS),
    desk_route("POST", "/moderation/people/{id}/second-factor/reset", people.on_reset_second_factor, ADMINS),
    desk_route("POST", "/moderation/people/{id}/sessions/close", people.on_close_sessions, ADMINS),
    desk_route("POST", "/moderation/people/{id}/link", people.on_new_link, ADMINS),
    desk_route("POST", "/moderation/people/{id}/deactivate", people.on_deactivate, ADMINS),
    desk_route("GET", "/moderation/asides", asides.on_asides, FACILITATORS),
    desk_route("POST", "/moderation/asides/{id}/take-up", asides.on_take_up, FACILITATORS),
    desk_route("POST", "/moderation/asides/{id}/erase", asides.on_erase, FACILITATORS),
    desk_route("GET", "/moderation/stoerungen", troubles.on_troubles, ADMINS),
    desk_route("GET", "/moderation/stoerungen/updates/retry", troubles.on_retry_all_form, ADMINS),
    desk_route("POST", "/moderation/stoerungen/updates/retry", troubles.on_retry_all, ADMINS),
    desk_route("POST", "/moderation/stoerungen/updates/{update}/retry", troubles.on_retry, ADMINS),
    desk_route("POST", "/moderation/stoerungen/updates/{update}/drop", troubles.on_drop, ADMINS),
    desk_route("GET", "/moderation/stoerungen/messages/{message}/again", troubles.on_send_again_form, ADMINS),
    desk_route("POST", "/moderation/stoerungen/messages/{message}/again", troubles.on_send_again, ADMINS),
    desk_route("POST", "/moderation/stoerungen/messages/{message}/strike", troubles.on_strike, ADMINS),
    desk_route("GET", "/moderation/language", language.on_language, FACILITATORS),
    desk_route("GET", "/moderation/concerns", concerns.on_list, EVERY_ROLE),
    desk_route("GET", "/moderation/concerns.{format}", exports.on_download, EVERY_ROLE),
    desk_route("GET", "/moderation/original", exports.on_original_form, FACILITATORS),
    desk_route("POST", "/moderation/original", exports.on_original, FACILITATORS),
    desk_route("GET", "/moderation/concerns/new", cards.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/concerns/new", cards.on_new, FACILITATORS),
    desk_route("GET", "/moderation/concerns/import", cards.on_import_form, FACILITATORS),
    desk_route("POST", "/moderation/concerns/import", cards.on_import_preview, FACILITATORS),
    desk_route("POST", "/moderation/concerns/import/all", cards.on_import, FACILITATORS),
    desk_route("GET", "/moderation/concerns/import/template.{format}", cards.on_template, FACILITATORS),
    desk_route("POST", "/moderation/concerns/next", queue.on_start, FACILITATORS),
    desk_route("POST", "/moderation/concerns/many", bulk.on_preview, FACILITATORS),
    desk_route("POST", "/moderation/concerns/many/change", bulk.on_carry_out, FACILITATORS),
    desk_route("POST", "/moderation/changes/{change}/undo", queue.on_undo_change, FACILITATORS),
    desk_route("GET", "/moderation/concerns/{number}", concerns.on_one, EVERY_ROLE),
    desk_route("POST", "/moderation/concerns/{number}/original", concerns.on_original, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/topics", concerns.on_correct_topics, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/undo", concerns.on_undo, FACILITATORS),
    desk_route("GET", "/moderation/bilanz", consideration.on_balance, EVERY_ROLE),
    desk_route("GET", f"{WEIGHING}", consideration.on_one, EVERY_ROLE),
    desk_route("POST", f"{WEIGHING}/begin", consideration.on_begin, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/split", consideration.on_split, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/join", consideration.on_join, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/free", consideration.on_free, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/dissolve", consideration.on_dissolve, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/uphold", consideration.on_uphold, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/reopen", consideration.on_reopen, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/passages/{{passage}}/decide", consideration.on_decide, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/passages/{{passage}}/confirm", consideration.on_confirm, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/passages/{{passage}}/refuse", consideration.on_refuse, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/passages/{{passage}}/take-back", consideration.on_take_back, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/passages/{{passage}}/topics", consideration.on_topics, FACILITATORS),
    desk_route("POST", f"{WEIGHING}/passages/{{passage}}/merge", consideration.on_merge, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/pass", queue.on_pass, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/confirm", queue.on_confirm, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/assign", queue.on_assign, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/close", queue.on_close, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/claim", queue.on_claim, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/release", queue.on_release, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/hide", queue.on_hide, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/show", queue.on_show, FACILITATORS),
    desk_route("GET", "/moderation/plan", plan.on_plan, FACILITATORS),
    desk_route("POST", "/moderation/plan", plan.on_add, FACILITATORS),
    desk_route("GET", "/moderation/plan.toml", plan.on_export, FACILITATORS),
    desk_route("POST", "/moderation/plan/import", plan.on_import, FACILITATORS),
    desk_route("GET", "/moderation/plan/{paragraph}", plan.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/plan/{paragraph}", plan.on_edit, FACILITATORS),
    desk_route("POST", "/moderation/plan/{paragraph}/up", plan.on_up, FACILITATORS),
    desk_route("POST", "/moderation/plan/{paragraph}/down", plan.on_down, FACILITATORS),
    desk_route("POST", "/moderation/plan/{paragraph}/remove", plan.on_remove, FACILITATORS),
    desk_route("GET", "/moderation/textbausteine", modules.on_list, FACILITATORS),
    desk_route("POST", "/moderation/textbausteine", modules.on_add, FACILITATORS),
    desk_route("GET", "/moderation/textbausteine/{module}", modules.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/textbausteine/{module}", modules.on_edit, FACILITATORS),
    desk_route("POST", "/moderation/textbausteine/{module}/remove", modules.on_remove, FACILITATORS),
    desk_route("GET", "/moderation/berichte", reports.on_reports, FACILITATORS),
    desk_route("GET", "/moderation/berichte/{kind}.{format}", reports.on_download, FACILITATORS),
    desk_route("GET", "/moderation/berichte/{kind}/{about}.{format}", reports.on_download, FACILITATORS),
    desk_route("GET", "/moderation/berichte/forum/{forum}/notes", reports.on_notes_form, FACILITATORS),
    desk_route("POST", "/moderation/berichte/forum/{forum}/notes", reports.on_notes, FACILITATORS),
    desk_route("GET", "/moderation/berichte/forum/{forum}/release", reports.on_release_form, FACILITATORS),
    desk_route("POST", "/moderation/berichte/forum/{forum}/release", reports.on_release, FACILITATORS),
    desk_route("GET", "/moderation/forums", forum_desk.on_list, FACILITATORS),
    desk_route("GET", "/moderation/forums/new", forum_desk.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/forums/new", forum_desk.on_new, FACILITATORS),
    desk_route("GET", "/moderation/forums/{forum}", forum_desk.on_one, FACILITATORS),
    desk_route("GET", "/moderation/forums/{forum}/edit", forum_desk.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/forums/{forum}/edit", forum_desk.on_edit, FACILITATORS),
    desk_route("POST", "/moderation/forums/{forum}/discard", forum_desk.on_discard, FACILITATORS),
    desk_route("GET", "/moderation/forums/{forum}/announce", telling.on_announce_form, FACILITATORS),
    desk_route("POST", "/moderation/forums/{forum}/announce", telling.on_announce, FACILITATORS),
    desk_route("GET", "/moderation/forums/{forum}/cancel", telling.on_cancel_form, FACILITATORS),
    desk_route("POST", "/moderation/forums/{forum}/cancel", telling.on_cancel, FACILITATORS),
    desk_route("GET", "/moderation/forums/{forum}/aushang", posters.on_sharing, FACILITATORS),
    desk_route("GET", "/moderation/forums/{forum}/plakat.pdf", posters.on_poster, FACILITATORS),
    desk_route("GET", "/moderation/forums/{forum}/handzettel.pdf", posters.on_handbill, FACILITATORS),
    desk_route("GET", "/moderation/partner", partner_desk.on_list, FACILITATORS),
    desk_route("POST", "/moderation/partner", partner_desk.on_add, FACILITATORS),
    desk_route("GET", "/moderation/partner/{partner}", partner_desk.on_one, FACILITATORS),
    desk_route("POST", "/moderation/partner/{partner}", partner_desk.on_edit, FACILITATORS),
    desk_route("GET", "/moderation/presse", press_desk.on_list, FACILITATORS),
    desk_route("GET", "/moderation/presse/new", press_desk.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/presse/new", press_desk.on_new, FACILITATORS),
    desk_route("GET", "/moderation/presse/{release}", press_desk.on_one, FACILITATORS),
    desk_route("GET", "/moderation/presse/{release}/pressemitteilung.pdf", press_paper.on_desk_pdf, FACILITATORS),
    desk_route("GET", "/moderation/presse/{release}/pressemitteilung.txt", press_paper.on_desk_text, FACILITATORS),
    desk_route("GET", "/moderation/presse/{release}/edit", press_desk.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/presse/{release}/edit", press_desk.on_edit, FACILITATORS),
    desk_route("POST", "/moderation/presse/{release}/approve", press_desk.on_approve, FACILITATORS),
    desk_route("POST", "/moderation/presse/{release}/take-back", press_desk.on_take_back, FACILITATORS),
    desk_route("POST", "/moderation/presse/{release}/discard", press_desk.on_discard, FACILITATORS),
    desk_route("GET", "/moderation/presse/{release}/withdraw", press_desk.on_withdraw_form, FACILITATORS),
    desk_route("POST", "/moderation/presse/{release}/withdraw", press_desk.on_withdraw, FACILITATORS),
    desk_route("GET", "/moderation/surveys", surveys.on_list, EVERY_ROLE),
    desk_route("GET", "/moderation/surveys/import", surveys.on_import_form, FACILITATORS),
    desk_route("POST", "/moderation/surveys/import", surveys.on_import, FACILITATORS),
    desk_route("GET", "/moderation/surveys/{survey}", surveys.on_one, EVERY_ROLE),
    desk_route("POST", "/moderation/surveys/{survey}/open", surveys.on_open, FACILITATORS),
    desk_route("POST", "/moderation/surveys/{survey}/close", surveys.on_close, FACILITATORS),
    desk_route("GET", "/moderation/surveys/{survey}/questions/{question}", surveys.on_texts, EVERY_ROLE),
    desk_route("GET", "/moderation/process", plan_desk.on_plan, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/phases/new", plan_desk.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/process/phases/new", plan_desk.on_new, FACILITATORS),
    desk_route("GET", "/moderation/process/phases/{phase}", plan_desk.on_phase, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/phases/{phase}/edit", plan_desk.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/process/phases/{phase}/edit", plan_desk.on_edit, FACILITATORS),
    desk_route("GET", "/moderation/process/phases/{phase}/remove", plan_desk.on_remove_form, FACILITATORS),
    desk_route("POST", "/moderation/process/phases/{phase}/remove", plan_desk.on_remove, FACILITATORS),
    desk_route("GET", "/moderation/process/workgroups", members.on_list, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/workgroups/{workgroup}/members/new", members.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/process/workgroups/{workgroup}/members/new", members.on_new, FACILITATORS),
    desk_route(
        "POST", "/moderation/process/workgroups/{workgroup}/members/take-over", members.on_take_over, FACILITATORS
    ),
    desk_route("GET", "/moderation/process/workgroups/members/{member}/edit", members.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/process/workgroups/members/{member}/edit", members.on_edit, FACILITATORS),
    desk_route("GET", "/moderation/process/workgroups/members/{member}/remove", members.on_remove_form, FACILITATORS),
    desk_route("POST", "/moderation/process/workgroups/members/{member}/remove", members.on_remove, FACILITATORS),
    desk_route("GET", "/moderation/process/meetings", meetings.on_list, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/meetings/new", meetings.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/process/meetings/new", meetings.on_new, FACILITATORS),
    desk_route("GET", "/moderation/process/meetings/{meeting}", meetings.on_one, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/meetings/{meeting}/edit", meetings.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/process/meetings/{meeting}/edit", meetings.on_edit, FACILITATORS),
    desk_route("GET", "/moderation/process/meetings/{meeting}/discard", meetings.on_discard_form, FACILITATORS),
    desk_route("POST", "/moderation/process/meetings/{meeting}/discard", meetings.on_discard, FACILITATORS),
    desk_route("GET", "/moderation/process/meetings/{meeting}/decisions/new", decisions.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/process/meetings/{meeting}/decisions/new", decisions.on_new, FACILITATORS),
    desk_route("GET", "/moderation/process/decisions", decisions.on_list, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/decisions/{decision}/edit", decisions.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/process/decisions/{decision}/edit", decisions.on_edit, FACILITATORS),
    desk_route("GET", "/moderation/process/documents", documents.on_list, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/documents/new", documents.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/process/documents/new", documents.on_new, FACILITATORS),
    desk_route("GET", "/moderation/process/documents/{document}", documents.on_one, OWN_PEOPLE),
    desk_route("GET", "/moderation/process/documents/{document}/edit", documents.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/process/documents/{document}/edit", documents.on_edit, FACILITATORS),
    desk_route("GET", "/moderation/process/documents/{document}/versions/new", documents.on_version_form, FACILITATORS),
    desk_route("POST", "/moderation/process/documents/{document}/versions/new", documents.on_version, FACILITATORS),
    desk_route("GET", "/moderation/process/documents/versions/{version}/file", documents.on_file, OWN_PEOPLE),
    desk_route(
        "GET", "/moderation/process/documents/versions/{version}/visibility", documents.on_visibility_form, FACILITATORS
    ),
    desk_route(
        "POST", "/moderation/process/documents/versions/{version}/visibility", documents.on_visibility, FACILITATORS
    ),
    desk_route("GET", "/moderation/process/budget", budget.on_list, FACILITATORS),
    desk_route("GET", "/moderation/process/budget.csv", budget.on_csv, FACILITATORS),
    desk_route("GET", "/moderation/process/budget/lines/new", budget.on_new_form, FACILITATORS),
    desk_route("POST", "/moderation/process/budget/lines/new", budget.on_new, FACILITATORS),
    desk_route("GET", "/moderation/process/budget/lines/{line}", budget.on_line, FACILITATORS),
    desk_route("GET", "/moderation/process/budget/lines/{line}/edit", budget.on_edit_form, FACILITATORS),
    desk_route("POST", "/moderation/process/budget/lines/{line}/edit", budget.on_edit, FACILITATORS),
    desk_route("POST", "/moderation/process/budget/lines/{line}/bookings", budget.on_book, FACILITATORS),
    desk_route("GET", "/moderation/process/budget/bookings/{booking}/counter", budget.on_counter_form, FACILITATORS),
    desk_route("POST", "/moderation/process/budget/bookings/{booking}/counter", budget.on_counter, FACILITATORS),
)


def build_app(
    settings: Settings, deps: Deps, channel: Telegram | None, door: Door | None, disk: Disk | None = None
) -> web.Application:
    """Return the web application of one process; `disk` only beside an SQLite database."""
    app = web.Application(client_max_size=BODY_LIMIT_BYTES)
    info = deps.city.info
    app[SITE] = Site(SERVICE, info.name, deps.public_url, info.languages, info.imprint, settings.embedders)
    app[DEPS] = deps
    app[PACED] = RATES
    app[EXAMPLES] = EXAMPLE_CONTENT
    app[proof.TRIES] = Tries()
    app[PRINTER] = Printer()
    app[chat_keys.DIALOG] = DIALOG
    app[chat_keys.PRODUCERS] = PRODUCERS
    app[troubles.TAKE_AGAIN] = take_again
    app[health.CHANNEL] = channel
    app[health.DISK] = disk
    keep_manners(app)
    app.middlewares.append(api.answer_beforehand)
    app.on_response_prepare.append(api.open_to_all)
    app.add_routes(PUBLIC)
    open_desk(app, DESK)
    if door and settings.telegram_mode is TelegramMode.WEBHOOK:
        app[WEBHOOK] = Webhook(door, settings.telegram_secret.get_secret_value())
        app.router.add_post(WEBHOOK_PATH, take_update)
    return app
