"""A corpus on many machines, by Ray Data: the same sources, records and ledger as on one.

    this process's machine                 workers                                this process
    sources ─feed─▶ chunks of pieces ─▶ actors, each with an engine ─▶ records ─▶ journal
                                             │ limits and budgets of the run
                                             ▼
                                           desk

Ray moves chunks and starts again what was killed. What is done only the journal knows, so a chunk that was under way
when its actor or the whole run was killed is read again, and what was written is not.
"""

from __future__ import annotations

from summarizer.corpus.cluster.driver import run_cluster

__all__ = ["run_cluster"]
