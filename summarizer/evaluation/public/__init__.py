"""Predictions for public, human-labelled data sets: one module a set, each with `rows(articles)`.

    python -m summarizer.evaluation.public te3 articles.jsonl -o predictions.jsonl

An article is `{doc_id, text, date?, title?, source?}`; offsets in rows are code points into its text.
"""
