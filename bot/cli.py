"""The command line, for the operator."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn, TextIO, TypeVar

import typer

from bot import proving, reporting, restoring, retrying, scores, serving
from bot.backup import BackupError, back_up
from bot.checking import check as check_installation
from bot.logs import set_up
from bot.progress import Progress
from bot.settings import Settings, SettingsError, read_settings
from bot.wiring import installation, model_in_force
from handlers.accounts import actions as desk
from handlers.city.errors import CityPackError
from handlers.city.loading import load
from handlers.deps import Deps
from handlers.errors import RefusalError
from handlers.exports import actions as exports
from handlers.forums import importing as forum_files
from handlers.i18n import speaker
from handlers.moderation import corrections
from handlers.moderation import importing as cards
from handlers.surveys import actions as surveys
from nlp.errors import CorpusError, LexiconError, ModelError
from nlp.jsonl import score, tag_lines
from nlp.learning.corpus import read_corpus
from nlp.learning.shelf import Shelf
from nlp.reader import Reader
from storage import migrating
from storage.database import connect
from storage.models import Role

T = TypeVar("T")
SURVEY_CHANGES = {
    surveys.Change.NEW: "neu",
    surveys.Change.SAME: "unverändert",
    surveys.Change.CHANGED: "geändert",
}
# Plain tracebacks: the pretty ones would show local variables, and a token may be among them.
app = typer.Typer(
    help="Forumsbote: der Bote eines Beteiligungsprozesses.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="Datenbank.", no_args_is_help=True)
moderator = typer.Typer(help="Wer am Schreibtisch sitzt.", no_args_is_help=True)
forum = typer.Typer(help="Foren.", no_args_is_help=True)
survey = typer.Typer(help="Umfragen.", no_args_is_help=True)
concerns = typer.Typer(help="Anliegen.", no_args_is_help=True)
nlp = typer.Typer(help="Sprache: Texte verschlagworten.", no_args_is_help=True)
for name, group in (
    ("db", db),
    ("moderator", moderator),
    ("forum", forum),
    ("survey", survey),
    ("concerns", concerns),
    ("nlp", nlp),
):
    app.add_typer(group, name=name)

File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


@contextmanager
def plain_words() -> Iterator[None]:
    """Turn every expected mistake into one clear line and exit code 2."""
    german = speaker("de")
    try:
        yield
    except forum_files.ForumFileError as refusal:
        _stop(german.join((refusal.sentence, *refusal.lines), "\n"))
    except RefusalError as refusal:
        _stop(german.say(refusal.sentence))
    except (SettingsError, CityPackError, LexiconError, BackupError) as mistake:
        _stop(str(mistake))


@contextmanager
def files_in_plain_words() -> Iterator[None]:
    """Turn a file that cannot be read or written into one line too."""
    with plain_words():
        try:
            yield
        except OSError as fault:
            _stop(str(fault))
        except ModelError as fault:
            _stop(
                f"Das Modell {fault.name} passt nicht zu dieser Version des Programms. Bitte neu lernen: forumsbote nlp train"
            )


def _stop(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(2)


def settings() -> Settings:
    """Read the settings and set the logs up."""
    read = read_settings()
    set_up(read.log_format)
    return read


def with_deps(action: Callable[[Deps], Awaitable[T]]) -> T:
    """Run one action over the installation."""

    async def run() -> T:
        async with installation(settings()) as opened:
            return await action(opened.deps)

    with plain_words():
        return asyncio.run(run())


@app.command()
def run() -> None:
    """Alles in einem Prozess: Chat, Schreibtisch, öffentliche Seiten, Versand."""
    _serve(serving.Part.ALL)


@app.command()
def web() -> None:
    """Nur die Webseiten und der Webhook (mehrere Prozesse, mit PostgreSQL)."""
    _serve(serving.Part.WEB)


@app.command()
def worker() -> None:
    """Nur Versand und Zeitplan, und bei TELEGRAM_MODE=polling das Abholen (mit PostgreSQL)."""
    _serve(serving.Part.WORKER)


def _serve(part: serving.Part) -> None:
    with plain_words():
        serving.serve(settings(), part)


@app.command()
def check() -> None:
    """Prüfen: Einstellungen, Stadtpaket, Datenbank, Telegram."""
    with plain_words():
        found = asyncio.run(check_installation(settings()))
    for line in found:
        typer.echo(f"{'ok    ' if line.good else 'FEHLER'}  {line.words}")
    if not all(line.good for line in found):
        raise typer.Exit(1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Zieldatei; es darf sie noch nicht geben", dir_okay=False)],
) -> None:
    """Die Datenbank sichern, auch während der Dienst läuft."""
    with plain_words():
        typer.echo(back_up(settings(), file))


@app.command()
def restore(
    file: Annotated[
        Path | None, typer.Argument(help="Sicherung; mit PostgreSQL keine, nach pg_restore", dir_okay=False)
    ] = None,
) -> None:
    """Eine Sicherung zurückspielen, ohne die, die sich seither löschen ließen (Ende mit 1: etwas bleibt zu prüfen)."""
    with plain_words():
        done = restoring.restore(settings(), file)
    for line in restoring.lines(done):
        typer.echo(line)
    for line in restoring.warnings(done):
        typer.echo(line, err=True)
    if restoring.warnings(done):
        raise typer.Exit(1)


app.add_typer(retrying.commands(with_deps), name="updates")
app.add_typer(proving.commands(with_deps), name="ledger")


@db.command("upgrade")
def db_upgrade() -> None:
    """Die Datenbank auf den neuesten Stand bringen."""

    async def upgrade() -> None:
        database = connect(settings().database_url)
        await migrating.upgrade(database)
        await database.close()

    with plain_words():
        asyncio.run(upgrade())
    typer.echo("Die Datenbank ist auf dem neuesten Stand.")


@moderator.command("add")
def moderator_add(
    name: str,
    role: Annotated[Role, typer.Option(help="admin, moderator, member oder reader")],
    workgroup: Annotated[str | None, typer.Option(help="Kennung der Arbeitsgruppe, nur für member")] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="letzter Tag, nur für reader", metavar="TAG")
    ] = None,
) -> None:
    """Eine Person aufnehmen; gibt einen einmaligen Anmeldelink aus."""

    async def invite(deps: Deps) -> str:
        token = await desk.invite(deps, name, role, workgroup, until.date() if until else None)
        return desk.sign_in_address(deps, token)

    typer.echo(with_deps(invite))


@forum.command("import")
def forum_import(file: File) -> None:
    """Foren aus einer TOML-Datei übernehmen; dieselbe Datei zweimal ändert nichts."""
    done = with_deps(lambda deps: forum_files.import_file(deps, file.read_bytes(), file.name))
    typer.echo(f"Neu: {len(done.created)}, unverändert: {len(done.unchanged)}.")
    for slug in done.differing:
        typer.echo(f"Anders als in der Datei und so gelassen, bitte am Schreibtisch ändern: {slug}")


@survey.command("import")
def survey_import(file: File) -> None:
    """Eine Umfrage aus einer TOML-Datei übernehmen; eine neue ist sofort offen."""
    done = with_deps(lambda deps: surveys.import_file(deps, file.read_bytes(), file.name))
    typer.echo(f"{done.title}: {SURVEY_CHANGES[done.change]}.")


@concerns.command("import")
def concerns_import(file: File) -> None:
    """Karten, Tischnotizen und Ähnliches aus einer CSV-Datei übernehmen."""
    done = with_deps(lambda deps: cards.import_file(deps, file.read_bytes(), Progress("gelesen")))
    typer.echo(f"Neu: {done.added}, schon vorhanden: {done.known}.")


@concerns.command("export")
def concerns_export(
    output: Annotated[Path, typer.Option("--output", "-o", help="Zieldatei")],
    form: Annotated[str, typer.Option("--format", help="csv, xlsx, json oder geojson")] = "csv",
    workgroup: Annotated[str | None, typer.Option(help="Kennung der Arbeitsgruppe; ohne: alle Anliegen")] = None,
    raw: Annotated[str, typer.Option(help="mit Originaltexten, wozu: redaction, understanding, author oder law")] = "",
) -> None:
    """Die Liste der Anliegen als Datei schreiben, geschwärzt; jede Liste steht im Protokoll."""
    count = with_deps(lambda deps: exports.write_file(deps, output, workgroup, exports.format_of(form), raw))
    typer.echo(f"{count} Anliegen in {output}.")


reporting.add_to(app, with_deps)

Model = Annotated[Path | None, typer.Option(help="gespeichertes Modell; ohne: das des Dienstes")]


@nlp.command("train")
def nlp_train(
    corpus: Annotated[
        Path | None, typer.Option(help="JSONL mit text und topics oder label", exists=True, dir_okay=False)
    ] = None,
    model: Annotated[Path | None, typer.Option(help="Ordner, in dem das Modell gespeichert wird")] = None,
    city: Annotated[str | None, typer.Option(help="Stadtpaket; ohne: das eingestellte")] = None,
) -> None:
    """Aus den eigenen Sätzen und den Korrekturen neu lernen, oder mit --corpus und --model ein Modell aus eigenen Texten."""
    if (corpus is None) != (model is None):
        _stop("--corpus und --model gehören zusammen. Ohne beide lernt der Dienst aus den Korrekturen.")
    if corpus is None and city is not None:
        _stop("--city gehört zu --corpus und --model. Ohne beide gilt das eingestellte Stadtpaket.")
    with plain_words():
        pack = city or read_settings().city
    own = ["bot.training", str(corpus), str(model), pack]
    command = [sys.executable, "-m", *(own if corpus else ["bot.relearning"])]
    raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - our own module, no shell


@nlp.command("restore")
def nlp_restore() -> None:
    """Das Modell wieder nehmen, das vorher in Kraft war; laufende Dienste bemerken es binnen einer Minute."""
    with files_in_plain_words():
        restored = Shelf(settings().models).restore()
    if restored is None:
        _stop("In Kraft ist schon das mitgelieferte Modell; davor gab es keines.")
    typer.echo(f"In Kraft ist jetzt {restored or 'das mitgelieferte Modell'}.")


@nlp.command("corrections")
def nlp_corrections(output: Annotated[Path, typer.Option("--output", "-o", help="Zieldatei, JSONL")]) -> None:
    """Die am Schreibtisch korrigierten und bestätigten Anliegen als JSONL schreiben, geschwärzt."""
    with files_in_plain_words():
        count = with_deps(lambda deps: corrections.write_file(deps, output))
    typer.echo(f"{count} Anliegen in {output}.")


@nlp.command("tag")
def nlp_tag(
    source: Annotated[str, typer.Option("--input", help="JSONL mit text, oder -")] = "-",
    output: Annotated[str, typer.Option("--output", help="JSONL, oder -")] = "-",
    model: Model = None,
    best: Annotated[bool, typer.Option(help="immer das beste Thema nennen")] = False,
) -> None:
    """Texte verschlagworten; eine fehlerhafte Zeile wird genannt und ausgelassen (Ende mit 1)."""
    faults: list[CorpusError] = []
    with files_in_plain_words():
        reader = _reader(model)
        with _reading(source) as lines, _writing(output) as out:
            for line in tag_lines(reader, lines if source == "-" else _followed(lines), best, faults):
                out.write(line + "\n")
    _name(faults)


@nlp.command("evaluate")
def nlp_evaluate(
    source: Annotated[str, typer.Option("--input", help="JSONL mit text und topics oder label, oder -")] = "-",
    model: Model = None,
    best: Annotated[bool, typer.Option(help="immer das beste Thema nennen")] = False,
) -> None:
    """Messen, wie gut Texte verschlagwortet werden; eine fehlerhafte Zeile wird genannt und ausgelassen (Ende mit 1)."""
    with files_in_plain_words():
        reader = _reader(model)
        with _reading(source) as lines:
            corpus = read_corpus(lines)
    name = "best named in any case" if best else "only where sure"
    for line in scores.in_full(name, score(reader, corpus.texts, best)):
        typer.echo(line)
    _name(corpus.faults)


def _followed(lines: TextIO) -> Iterator[str]:
    """Yield the lines of a file and tell how far it has been read."""
    progress = Progress("Texte")
    total = sum(1 for _ in lines)
    lines.seek(0)
    for done, line in enumerate(lines, start=1):
        yield line
        progress(done, total)


def _reader(model: Path | None) -> Reader:
    if model:
        return Reader.load(model)
    read = settings()
    return model_in_force(read, load(read.city)).reader


def _name(faults: Sequence[CorpusError]) -> None:
    for fault in faults:
        typer.echo(str(fault), err=True)
    if faults:
        raise typer.Exit(1)


@contextmanager
def _reading(source: str) -> Iterator[TextIO]:
    if source == "-":
        yield sys.stdin
        return
    with Path(source).open(encoding="utf-8", errors="replace") as file:
        yield file


@contextmanager
def _writing(target: str) -> Iterator[TextIO]:
    if target == "-":
        yield sys.stdout
        return
    with Path(target).open("w", encoding="utf-8") as file:
        yield file
