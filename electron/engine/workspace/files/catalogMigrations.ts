// The numbered steps that make and upgrade catalog.sqlite. In: nothing. Out: the list, in order.
// A released step is never edited or removed: a new one is added after it.

export type Migration = { id: number; name: string; sql: string }

export const catalogMigrations: readonly Migration[] = [
  {
    id: 1,
    name: 'first catalog',
    sql: `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Datasets as they were defined when their first delivery came; position keeps the order of lists.
CREATE TABLE dataset (
  id TEXT PRIMARY KEY, subject TEXT NOT NULL, position INTEGER NOT NULL, definition TEXT NOT NULL,
  -- Grows with every change of the rows; caches are keyed by it.
  data_version INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The accepted rows of a delivery are row_id first_row … first_row + rows_accepted - 1 of r_<dataset>.
-- AUTOINCREMENT: the number of a delivery that was removed is never given again.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY AUTOINCREMENT, dataset TEXT NOT NULL, period TEXT NOT NULL, file_name TEXT NOT NULL, sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL, sender TEXT NOT NULL, letter_number TEXT NOT NULL, imported_at TEXT NOT NULL,
  rows_read INTEGER NOT NULL, rows_accepted INTEGER NOT NULL, rows_rejected INTEGER NOT NULL, rows_flagged INTEGER NOT NULL,
  counts TEXT NOT NULL, replaces INTEGER, state TEXT NOT NULL CHECK (state IN ('current', 'replaced', 'withdrawn')), first_row INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX delivery_current ON delivery (dataset, period) WHERE state = 'current';
CREATE INDEX delivery_sha256 ON delivery (sha256);

CREATE TABLE code_list_version (list TEXT NOT NULL, version TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (list, version)) STRICT, WITHOUT ROWID;
CREATE TABLE correspondence (list TEXT NOT NULL, from_version TEXT NOT NULL, to_version TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (list, from_version, to_version)) STRICT, WITHOUT ROWID;

CREATE TABLE definition (kind TEXT NOT NULL, id TEXT NOT NULL, saved_at TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;
-- Every body a definition ever had; null marks its removal.
CREATE TABLE definition_history (
  entry INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, saved_at TEXT NOT NULL, saved_by TEXT NOT NULL, body TEXT
) STRICT;
CREATE INDEX definition_history_of ON definition_history (kind, id);

CREATE TABLE link_set (id TEXT PRIMARY KEY, left_dataset TEXT NOT NULL, right_dataset TEXT NOT NULL, stale INTEGER NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Written before an import touches anything, removed after its delivery row: one left over is an interrupted import.
CREATE TABLE import_intent (
  id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, period TEXT NOT NULL, delivery INTEGER NOT NULL, file_name TEXT NOT NULL, started_at TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, records INTEGER NOT NULL,
  reason TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_never_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_never_removed BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is append-only'); END;
`,
  },
  {
    id: 2,
    name: 'kept runs',
    sql: `
-- Results of tables kept to be compared with later ones; summary is JSON told in lists, body the packed figures.
-- AUTOINCREMENT: the number of a run that was removed is never given again.
CREATE TABLE kept_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT, table_id TEXT NOT NULL, name TEXT NOT NULL, origin TEXT NOT NULL, period TEXT NOT NULL, territory TEXT NOT NULL,
  kept_at TEXT NOT NULL, kept_by TEXT NOT NULL, summary TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE INDEX kept_run_of ON kept_run (table_id, id);
`,
  },
  {
    id: 3,
    name: 'outputs under way',
    sql: `
-- Written before the first byte of a file outside the workspace, removed when it stands or was taken back: one left over was killed.
CREATE TABLE output_intent (id INTEGER PRIMARY KEY, target TEXT NOT NULL, temporary TEXT NOT NULL, started_at TEXT NOT NULL) STRICT;
`,
  },
  {
    id: 4,
    name: 'deliveries and log tell of each other',
    sql: `
-- From this delivery on each import and withdrawal has its entry in the log, also one that a kill cut off.
INSERT INTO setting (key, value)
  SELECT 'audit.deliveriesFrom', coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'delivery'), 0) + 1;
`,
  },
  {
    id: 5,
    name: 'map boundaries',
    sql: `
-- Boundaries the user imported: summary is JSON told in lists, body the compressed rings.
CREATE TABLE map_boundaries (id TEXT PRIMARY KEY, summary TEXT NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
  {
    id: 6,
    name: 'deliveries in parts',
    sql: `
-- A period may come in several files, each a part with rows of its own. details: JSON of what only pages show (lines, replaced parts).
ALTER TABLE delivery ADD COLUMN part INTEGER NOT NULL DEFAULT 1;
ALTER TABLE delivery ADD COLUMN details TEXT NOT NULL DEFAULT '{}';
DROP INDEX delivery_current;
CREATE UNIQUE INDEX delivery_current ON delivery (dataset, period, part) WHERE state = 'current';
`,
  },
  {
    id: 7,
    name: 'compiled indicators',
    sql: `
-- Figures of an indicator for one period as they were compiled: summary is JSON told in lists, body the packed figures by category.
-- AUTOINCREMENT: a number is never given again. Signed once, by another person; never changed otherwise.
CREATE TABLE indicator_vintage (
  id INTEGER PRIMARY KEY AUTOINCREMENT, indicator TEXT NOT NULL, period TEXT NOT NULL, compiled_at TEXT NOT NULL, compiled_by TEXT NOT NULL,
  run TEXT NOT NULL, content TEXT NOT NULL, signed TEXT, summary TEXT NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE INDEX indicator_vintage_of ON indicator_vintage (indicator, period, id);
`,
  },
  {
    id: 8,
    name: 'issues of reports',
    sql: `
-- A report with every figure it had: summary is JSON told in lists, body the packed pages, states what tells later why a figure changed.
-- What was frozen is never altered; only the word of the second person is added.
CREATE TABLE report_issue (
  id INTEGER PRIMARY KEY AUTOINCREMENT, report TEXT NOT NULL, territory TEXT NOT NULL, number INTEGER NOT NULL, frozen_at TEXT NOT NULL,
  frozen_by TEXT NOT NULL, sha256 TEXT NOT NULL, summary TEXT NOT NULL, body BLOB NOT NULL, states BLOB NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'returned')),
  decided_at TEXT, decided_by TEXT, remark TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX report_issue_of ON report_issue (report, territory, number);
CREATE TRIGGER report_issue_frozen BEFORE UPDATE OF report, territory, number, frozen_at, frozen_by, sha256, summary, body, states
  ON report_issue BEGIN SELECT raise(ABORT, 'an issue is frozen'); END;
CREATE TRIGGER report_issue_kept BEFORE DELETE ON report_issue BEGIN SELECT raise(ABORT, 'an issue is kept'); END;
`,
  },
  {
    id: 9,
    name: 'leave and retention',
    sql: `
-- Leave of one person for one act of another. act: JSON of what would be done; signature: of the person who decided, over all of it.
CREATE TABLE leave (
  id INTEGER PRIMARY KEY AUTOINCREMENT, method TEXT NOT NULL, act TEXT NOT NULL, reason TEXT NOT NULL, asked_by TEXT NOT NULL, asked_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused', 'used')), decided_by TEXT NOT NULL DEFAULT '', decided_at TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '', until TEXT NOT NULL DEFAULT '', signature TEXT NOT NULL DEFAULT ''
) STRICT;
-- When a delivery is to be destroyed, and that it was: with what the log says of it.
CREATE TABLE retention (
  delivery INTEGER PRIMARY KEY, destroy_by TEXT NOT NULL, set_by TEXT NOT NULL, reason TEXT NOT NULL, destroyed_at TEXT, certificate TEXT
) STRICT;
`,
  },
  {
    id: 10,
    name: 'release registry',
    sql: `
-- Tables that left, so that later ones are protected against them: definition, state of the records and which cells were withheld.
-- Kept for good; one that never went out is withdrawn with a reason, not removed.
CREATE TABLE release (
  id INTEGER PRIMARY KEY AUTOINCREMENT, dataset TEXT NOT NULL, table_id TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, hash TEXT NOT NULL,
  body TEXT NOT NULL, withdrawn TEXT
) STRICT;
CREATE INDEX release_of ON release (dataset, id);
CREATE TRIGGER release_kept BEFORE DELETE ON release BEGIN SELECT raise(ABORT, 'what was published is kept'); END;
`,
  },
  {
    id: 11,
    name: 'pages of boards as last made',
    sql: `
-- What a board looked like when it was last made, to be shown at once while it is made anew. Derived: any row may be dropped.
CREATE TABLE kept_page (key TEXT PRIMARY KEY, made_at TEXT NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID;
`,
  },
  {
    id: 12,
    name: 'results of edit rules',
    sql: `
-- What each rule of the office found in a delivery when it was last run: body is JSON. Derived: any row may be dropped and is made again.
CREATE TABLE rule_result (delivery INTEGER NOT NULL, rule TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (delivery, rule)) STRICT, WITHOUT ROWID;
`,
  },
]
