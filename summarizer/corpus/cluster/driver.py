"""The run's own end of a cluster: lays out the pipeline, takes what comes of it, and says when it is enough."""

from __future__ import annotations

import logging
import math
import tempfile
import warnings
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarizer import __version__
from summarizer.corpus.cluster.chunks import LONGEST, Answered, unpacked
from summarizer.corpus.cluster.connecting import connected
from summarizer.corpus.cluster.desk import Desk, needed
from summarizer.corpus.cluster.feeding import Feed, feed
from summarizer.corpus.cluster.reading import ByModel, ByRules
from summarizer.engines.choose import build, chosen
from summarizer.errors import ConfigError, SummarizerError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from summarizer.corpus.inputs import Source
    from summarizer.corpus.journal import Journal, Line
    from summarizer.settings import Settings

PLACES: Final = 32
"""Articles in flight that one actor has by default: about what one core keeps up with."""
_SHARE: Final = 0.9
"""Cores that an actor takes; the rest of one is left for what else a run needs, else two cores could not begin."""
_WAITING: Final = 100_000
"""Requests that the desk lets wait at a time: more than are ever in flight."""
_AHEAD: Final = 16
"""Chunks that an actor has at a time: a slow article holds its own chunk up, and the others go on."""


class Layout(NamedTuple):
    """How the articles in flight are spread."""

    actors: int
    places: int
    """Articles that one actor has in flight."""
    chunk: int
    """Pieces of a chunk at most."""
    ahead: int
    """Chunks that one actor has at a time."""


def layout(settings: Settings, *, cores: int, actors: int | None) -> Layout:
    """Spread `settings.concurrency` articles over actors; of the rules each reads one at a time.

    >>> layout(Settings(model="any/model", concurrency=256), cores=4, actors=None)
    Layout(actors=4, places=64, chunk=16, ahead=16)
    """
    if chosen(settings) == "rules":
        return Layout(actors or cores, 1, 16, 3)
    actors = actors or min(cores, math.ceil(settings.concurrency / PLACES))
    places = math.ceil(settings.concurrency / actors)
    return Layout(actors, places, min(max(places // 4, 1), LONGEST), _AHEAD)


def run_cluster(
    sources: Iterable[Source],
    settings: Settings,
    journal: Journal,
    *,
    take: Callable[[str, list[Line]], None],
    skip: Callable[[int, int], None],
    own: frozenset[Path] = frozenset(),
    address: str | None = None,
    actors: int | None = None,
    keep: bool = False,
) -> str | None:
    """Read what `journal` does not know as done; returns why it ended early, if it did.

    `take` is given what comes of each piece, `skip` how many were done before and how many bytes of the sources' files
    are done with; files of `own` are no sources, and with `keep` records hold what was read. Raises `ConfigError` for
    settings and clusters that cannot work, and `SourceError` where a source cannot be opened, after what was under way.
    """
    sources = tuple(sources)
    if "-" in sources:
        raise ConfigError(
            "cannot be read twice, as a cluster may have to",
            subject="standard input",
            remedy="write it into a file and give that",
        )
    if chosen(settings) == "llm":
        build(settings).close()  # what cannot work is told before anything is started
    with ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings())
        warnings.filterwarnings("ignore", module=r"ray\.")  # what it thinks of our pipeline
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="summarizer-")))
        source = Feed(sources, own, Path.cwd(), scratch / "done", scratch / "stop")
        journal.copy_pieces(source.done)
        ray = stack.enter_context(connected(address))
        stopped: str | None = None
        failed: SummarizerError | None = None
        try:
            for answered in stack.enter_context(closing(_answers(ray, source, settings, actors, keep=keep))):
                skip(answered.skipped, answered.advance)
                for name, lines in answered.records:
                    if not journal.has(name):  # two sources may hold it
                        take(name, lines)
                stopped, failed = stopped or answered.stopped, failed or answered.error
                if stopped or failed:
                    source.stop.touch()  # what is under way is paid for, and read all the same
        except ray.exceptions.RayError as error:
            stopped = stopped or f"the cluster failed ({_last_line(error)})"
    if failed is not None:
        raise failed
    return stopped


def _answers(
    ray: Any, source: Feed, settings: Settings, actors: int | None, *, keep: bool
) -> Generator[Answered, None, None]:
    """What comes of each chunk, as it is done."""
    cores = int(ray.cluster_resources().get("CPU", 0))
    spread = layout(settings, cores=max(cores, 1), actors=actors)
    here = ray.get_runtime_context().get_node_id()
    common = {"folder": source.folder, "version": __version__, "keep": keep}
    reader: type[ByModel | ByRules] = ByRules
    if chosen(settings) == "llm":
        reader = ByModel
        keeper = ray.remote(num_cpus=0, max_concurrency=_WAITING)(Desk)
        desk = keeper.remote(settings) if needed(settings) else None
        common |= {"places": spread.places, "desk": desk}
    context = ray.data.DataContext.get_current().copy()
    context.enable_progress_bars = False
    context.target_max_block_size = 1  # bytes: every row is a block by itself
    # Else the feed is asked for two chunks at a time, some twenty times a second.
    context._max_num_blocks_in_streaming_gen_buffer = LONGEST
    with ray.data.DataContext.current(context):
        rows = (
            ray.data.from_items([0], override_num_blocks=1)
            .map_batches(
                feed,
                fn_kwargs={"source": source, "size": spread.chunk},
                num_cpus=0,
                label_selector={"ray.io/node-id": here},
            )
            .map_batches(
                reader,
                fn_constructor_args=(settings,),
                fn_constructor_kwargs=common,
                batch_size=1,
                batch_format="pyarrow",
                num_cpus=_SHARE,
                compute=ray.data.ActorPoolStrategy(
                    size=spread.actors,
                    max_tasks_in_flight_per_actor=spread.ahead,
                    max_concurrent_calls_per_actor=spread.ahead,
                ),
            )
        )
        logging.getLogger("ray.data").setLevel(logging.CRITICAL)  # the first dataset has set it anew
        for batch in rows.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            yield from unpacked(batch)


def _last_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1]
