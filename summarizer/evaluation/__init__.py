"""Scoring briefs against gold cases, and readings against public data."""
