"""The tables of an archive, as Datasette and any other reader of SQLite sees them."""

from __future__ import annotations

from typing import Final

APPLICATION: Final = 0x53_42_52_46
"""`application_id` of an archive: the letters SBRF. A database of anybody else's is never written to."""
VERSION: Final = 1
"""`user_version`: of these tables."""

TABLES: Final = """
CREATE TABLE briefs (
    id TEXT PRIMARY KEY,            -- of its documents: a brief of the same texts takes the place of the old one
    title TEXT NOT NULL,
    kind TEXT NOT NULL,             -- talks, call, visit, summit, signing, statement or none
    status TEXT,                    -- held, planned, cancelled, denied, ongoing
    date TEXT,                      -- EDTF
    country TEXT,                   -- ISO 3166-1 alpha-2
    locality TEXT,
    bottom_line TEXT NOT NULL,
    json TEXT NOT NULL              -- the whole brief, schema brief/1
);
CREATE TABLE documents (
    sha256 TEXT PRIMARY KEY,
    outlet TEXT,
    title TEXT,
    published TEXT,
    path TEXT
);
CREATE TABLE brief_documents (
    brief TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE,
    label TEXT NOT NULL,            -- A, B, C
    document TEXT NOT NULL REFERENCES documents(sha256),
    PRIMARY KEY (brief, label)
);
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    brief TEXT NOT NULL REFERENCES briefs(id) ON DELETE CASCADE,
    part TEXT NOT NULL,             -- red_lines, positions, outcomes
    number INTEGER NOT NULL,        -- place in that part of the brief, from 0
    kind TEXT NOT NULL,             -- red_line, outcome, or what a position does: demand, threat, offer ...
    status TEXT,                    -- of red lines and outcomes
    holder TEXT,
    target TEXT,
    topic TEXT,
    words TEXT NOT NULL,            -- trigger, statement or outcome
    consequence TEXT,
    firmness TEXT,
    credibility INTEGER,            -- 1 both sides on record ... 6 unattributed
    date TEXT,                      -- first reported, else the meeting's day
    quotes TEXT NOT NULL            -- the words that prove it
);
CREATE INDEX statements_by_holder ON statements (holder, date);
CREATE INDEX statements_by_brief ON statements (brief);
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statements(id) ON DELETE CASCADE,
    document TEXT NOT NULL REFERENCES documents(sha256),
    start INTEGER NOT NULL,         -- code points into the document's text
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL
);
CREATE INDEX evidence_by_statement ON evidence (statement);
CREATE VIRTUAL TABLE statements_fts USING fts5 (
    words, topic, quotes, consequence, holder, target,
    content='statements', content_rowid='id', tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, words, topic, quotes, consequence, holder, target)
    VALUES (new.id, new.words, new.topic, new.quotes, new.consequence, new.holder, new.target);
END;
CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, words, topic, quotes, consequence, holder, target)
    VALUES ('delete', old.id, old.words, old.topic, old.quotes, old.consequence, old.holder, old.target);
END;
"""
