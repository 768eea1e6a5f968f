"""Evaluation: how well briefs agree with cases labelled by hand."""
