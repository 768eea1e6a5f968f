"""`summarizer show`: a brief that was written as JSON, in another form, without reading the articles again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli import options
from summarizer.cli.archive import archive_briefs, check_destination
from summarizer.cli.terminal import DONE, INCOMPLETE, say, told
from summarizer.cli.writing import manner, write_briefs

if TYPE_CHECKING:
    from summarizer.models.brief import Brief
    from summarizer.models.document import Document


def show(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="BRIEF.json",
            help="What brief --format json wrote; - is standard input.",
            show_default=False,
        ),
    ],
    format: options.Format = None,  # noqa: A002
    lang: options.Lang = None,
    output: options.Output = None,
    documents: Annotated[
        Path | None,
        typer.Option(
            "--documents",
            help="Folder of brief --save-documents: every quotation is held against its text.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    to: options.To = None,
    config: options.Config = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Show a brief again, in any format.

    Its articles are not read again. But every quotation is looked up in their texts: with --documents in the saved
    ones, which must all be there, else in those articles that still lie where they were; for the others a note says
    that nothing was checked. Nothing is ever fetched.

    Examples:

      summarizer show brief.json

      summarizer show brief.json --documents texts

      summarizer show brief.json --documents texts -o brief.html

      summarizer brief a.txt -f json | tee brief.json | summarizer show -

    Exit codes: 0 done; 2 wrong usage or settings, or no brief; 3 done, but a saved text is missing, a saved text or an
    article was altered, a quotation does not stand in its text, or a claim is graded as on record without a named source.
    """
    with told(context, quiet=quiet, verbose=verbose):
        from summarizer.files import check_output
        from summarizer.loading.briefs import load_briefs, unsupported
        from summarizer.settings import Settings

        how = manner(format, lang, output, Settings.gather(config=config or "find"))
        if output is not None:
            check_output(output, sources=[source])
        archive = check_destination(to, sources=[source])
        briefs = load_briefs(source)
        troubles = [trouble for brief in briefs for trouble in unsupported(brief)]
        notes: list[str] = []
        texts = [text for brief in briefs for text in _texts(brief, documents, troubles, notes)]
        if not quiet:
            for line in (*notes, *(f"warning: {trouble}" for trouble in troubles)):
                say(line)
        written = write_briefs(briefs, how, texts)
        if len(written) > 1 and not quiet:
            say(f"Written as {', '.join(str(path) for path in written)}.")
        archive_briefs(archive, briefs, quiet=quiet)
    raise typer.Exit(INCOMPLETE if troubles else DONE)


def _texts(brief: Brief, folder: Path | None, troubles: list[str], notes: list[str]) -> tuple[Document, ...]:
    """The texts of a brief that are at hand; what is wrong is added to `troubles`: missing, altered, or misquoted.

    Without a folder those articles count that still lie where the brief read them, unaltered; `notes` name the missing.
    """
    from summarizer.loading.saved import local_documents, saved_documents
    from summarizer.rendering.references import misplaced

    found = (
        local_documents(brief.documents, tell=troubles.append, note=notes.append)
        if folder is None
        else saved_documents(brief.documents, folder, tell=troubles.append)
    )
    troubles += [
        f"document {e.doc} does not have “{e.exact}” at {e.start} to {e.end}" for e in misplaced(brief, found)
    ]
    return found
