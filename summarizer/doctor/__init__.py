"""Doctor: what is configured, what would run and whether it can, without showing a secret or sending a text."""

from summarizer.doctor.examination import Check, Examination, examine

__all__ = ["Check", "Examination", "examine"]
