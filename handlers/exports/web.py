"""The door to every download."""

import tempfile

from aiohttp import web

from handlers.exports import actions
from handlers.exports.files import CONTENT_TYPES, TEXT_FORMATS
from handlers.moderation.filters import read_filter
from handlers.pages.forms import read_query
from handlers.pages.keys import DEPS, MODERATOR


async def on_download(request: web.Request) -> web.Response:
    """Answer with the list the address asks for.

    It is written to a nameless file first: a slow reader then keeps no transaction open, and a fault on the way is an error
    page and not half a list.
    """
    deps, who = request.app[DEPS], request[MODERATOR]
    kind = actions.format_of(request.match_info["format"])
    narrowed = read_filter(read_query(request), deps, who)
    file = tempfile.TemporaryFile()  # noqa: SIM115  (the response closes it when it is sent)
    try:
        await actions.write(deps, file, narrowed, kind, who)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return web.Response(
        body=file,
        content_type=CONTENT_TYPES[kind],
        charset="utf-8" if kind in TEXT_FORMATS else None,
        headers={"Content-Disposition": f'attachment; filename="{actions.file_name(deps, narrowed, kind)}"'},
    )
