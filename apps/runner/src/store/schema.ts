/** One entry per released schema version; each runs in one transaction and is never edited afterwards. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE recipes (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, revision INTEGER NOT NULL, starter TEXT,
    document TEXT NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE artifacts (
    id TEXT PRIMARY KEY, bytes INTEGER NOT NULL, origin TEXT, created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE previews (artifact_id TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (artifact_id, kind)) STRICT;
  CREATE TABLE compiled (hash TEXT PRIMARY KEY, data TEXT NOT NULL) STRICT;
  CREATE TABLE runs (
    id TEXT PRIMARY KEY, recipe_id TEXT NOT NULL, recipe_name TEXT NOT NULL, compiled TEXT NOT NULL,
    seed TEXT NOT NULL, inputs TEXT NOT NULL, providers TEXT NOT NULL, out_folder TEXT NOT NULL,
    status TEXT NOT NULL, failures TEXT NOT NULL, created_at INTEGER NOT NULL, ended_at INTEGER
  ) STRICT;
  CREATE INDEX runs_by_recipe ON runs (recipe_id, created_at DESC);
  CREATE TABLE rows (
    actor TEXT PRIMARY KEY, machine TEXT NOT NULL, state TEXT NOT NULL, context TEXT NOT NULL, seq INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE steps (
    run_id TEXT NOT NULL, node_id TEXT NOT NULL, status TEXT NOT NULL, settled_by TEXT, reason TEXT,
    attempt INTEGER NOT NULL, outputs TEXT, failure TEXT, stand_in INTEGER NOT NULL DEFAULT 0,
    started_at INTEGER, ended_at INTEGER, PRIMARY KEY (run_id, node_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE outputs (
    run_id TEXT NOT NULL, node_id TEXT NOT NULL, attempt INTEGER NOT NULL, hash TEXT NOT NULL, data TEXT NOT NULL,
    PRIMARY KEY (run_id, node_id, attempt)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, effect_id TEXT NOT NULL UNIQUE, actor TEXT NOT NULL, event TEXT NOT NULL
  ) STRICT;
  CREATE TABLE timers (
    actor TEXT NOT NULL, timer TEXT NOT NULL, epoch INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (actor, timer)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL, node_id TEXT NOT NULL, attempt INTEGER NOT NULL,
    lane TEXT NOT NULL, locks TEXT NOT NULL, running INTEGER NOT NULL DEFAULT 0, UNIQUE (run_id, node_id, attempt)
  ) STRICT;
  CREATE TABLE marks (
    run_id TEXT NOT NULL, node_id TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (run_id, node_id, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE deliveries (
    run_id TEXT NOT NULL, artifact_id TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (run_id, artifact_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL, actor TEXT NOT NULL, at INTEGER NOT NULL,
    kind TEXT NOT NULL, data TEXT NOT NULL, effect_id TEXT, row_hash TEXT
  ) STRICT;
  CREATE INDEX journal_by_run ON journal (run_id, seq);
  `,
]
