"""The routes of the desk that moderation and exports bring."""

from handlers.exports import web as exports
from handlers.moderation import web, web_concerns, web_people
from handlers.moderation.gate import ADMINS, ANYONE, EVERY_ROLE, FACILITATORS, DeskRoute, desk_route

ROUTES: tuple[DeskRoute, ...] = (
    desk_route("GET", "/moderation", web.on_overview, EVERY_ROLE),
    desk_route("GET", "/moderation/anmelden", web.on_sign_in_page, ANYONE),
    desk_route("GET", "/moderation/anmelden/{token}", web.on_sign_in_link, ANYONE),
    desk_route("POST", "/moderation/anmelden/{token}", web.on_sign_in, ANYONE),
    desk_route("POST", "/moderation/abmelden", web.on_sign_out, ANYONE),
    desk_route("POST", "/moderation/abmelden/ueberall", web.on_sign_out_everywhere, EVERY_ROLE),
    desk_route("POST", "/moderation/examples/remove", web.on_remove_examples, FACILITATORS),
    desk_route("GET", "/moderation/telegram", web.on_telegram_page, EVERY_ROLE),
    desk_route("POST", "/moderation/telegram", web.on_telegram_link, EVERY_ROLE),
    desk_route("POST", "/moderation/telegram/unlink", web.on_telegram_unlink, EVERY_ROLE),
    desk_route("GET", "/moderation/people", web_people.on_people, ADMINS),
    desk_route("POST", "/moderation/people", web_people.on_invite, ADMINS),
    desk_route("POST", "/moderation/people/{id}/link", web_people.on_new_link, ADMINS),
    desk_route("POST", "/moderation/people/{id}/deactivate", web_people.on_deactivate, ADMINS),
    desk_route("GET", "/moderation/concerns", web_concerns.on_list, EVERY_ROLE),
    desk_route("GET", "/moderation/concerns.{format}", exports.on_download, EVERY_ROLE),
    desk_route("GET", "/moderation/concerns/{number}", web_concerns.on_one, EVERY_ROLE),
    desk_route("POST", "/moderation/concerns/{number}/original", web_concerns.on_original, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/topics", web_concerns.on_correct_topics, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/undo", web_concerns.on_undo, FACILITATORS),
    desk_route("POST", "/moderation/concerns/{number}/confirm", web_concerns.on_confirm, FACILITATORS),
)
