"""Doctor: what is configured, what would run and whether it can, without showing a secret or sending a text."""

from summarizer.doctor.examination import examine
from summarizer.doctor.findings import Check, Examination

__all__ = ["Check", "Examination", "examine"]
