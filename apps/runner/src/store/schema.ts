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
  // Child runs, the queue's order, results that are kept, versions of recipes, and who owns the store.
  `
  ALTER TABLE runs ADD COLUMN parent_run TEXT;
  ALTER TABLE runs ADD COLUMN parent_node TEXT;
  ALTER TABLE runs ADD COLUMN item INTEGER;
  ALTER TABLE runs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN crashes INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN progress INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE runs ADD COLUMN parked INTEGER NOT NULL DEFAULT 0;
  DROP INDEX runs_by_recipe;
  CREATE INDEX runs_by_recipe ON runs (recipe_id, created_at DESC) WHERE parent_run IS NULL;
  CREATE INDEX runs_by_time ON runs (created_at DESC) WHERE parent_run IS NULL;
  CREATE INDEX runs_by_parent ON runs (parent_run, parent_node, item) WHERE parent_run IS NOT NULL;
  CREATE INDEX runs_unsettled ON runs (created_at) WHERE status NOT IN ('succeeded', 'failed', 'cancelled');
  CREATE INDEX runs_parked ON runs (id) WHERE parked = 1;
  CREATE INDEX runs_with_crashes ON runs (id) WHERE crashes > 0;
  CREATE TABLE items (
    run_id TEXT NOT NULL, node_id TEXT NOT NULL, item INTEGER NOT NULL, name TEXT NOT NULL, inputs TEXT NOT NULL,
    PRIMARY KEY (run_id, node_id, item)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE jobs ADD COLUMN given TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE jobs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN rank REAL NOT NULL DEFAULT 0;
  ALTER TABLE jobs ADD COLUMN not_before INTEGER;
  ALTER TABLE jobs ADD COLUMN blocked_by TEXT;
  UPDATE jobs SET rank = seq;
  ALTER TABLE steps ADD COLUMN asks TEXT;
  ALTER TABLE steps ADD COLUMN items TEXT;
  ALTER TABLE steps ADD COLUMN topic TEXT;
  CREATE INDEX steps_by_topic ON steps (topic) WHERE topic IS NOT NULL;
  CREATE INDEX timers_by_time ON timers (at);
  CREATE INDEX notes_by_run ON journal (run_id, seq) WHERE kind = 'note';
  CREATE TABLE recipe_versions (
    recipe_id TEXT NOT NULL, version INTEGER NOT NULL, revision INTEGER NOT NULL, document TEXT NOT NULL,
    created_at INTEGER NOT NULL, PRIMARY KEY (recipe_id, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE pins (
    recipe_id TEXT NOT NULL, app TEXT NOT NULL, choice TEXT NOT NULL CHECK (choice IN ('real', 'standIn')),
    PRIMARY KEY (recipe_id, app)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE results (
    key TEXT PRIMARY KEY, type TEXT NOT NULL, outputs TEXT NOT NULL, ms INTEGER NOT NULL, bytes INTEGER NOT NULL,
    created_at INTEGER NOT NULL, used_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE parts (
    key TEXT PRIMARY KEY, value TEXT NOT NULL, bytes INTEGER NOT NULL, used_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE identities (artifact_id TEXT PRIMARY KEY, identity TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE last_keys (
    recipe_id TEXT NOT NULL, node_id TEXT NOT NULL, parts TEXT NOT NULL, ms INTEGER,
    PRIMARY KEY (recipe_id, node_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // What people allowed: Python in Blender, and files whose scripts may run.
  `
  CREATE TABLE approvals (
    kind TEXT NOT NULL CHECK (kind IN ('python', 'blend')), hash TEXT NOT NULL, name TEXT NOT NULL, text TEXT,
    run_id TEXT, node_id TEXT, parents TEXT, asked_at INTEGER NOT NULL, given_at INTEGER, given_by TEXT,
    PRIMARY KEY (kind, hash)
  ) STRICT, WITHOUT ROWID;
  `,
  // Steps that go no further without a person or an event, found without looking at the others.
  `
  ALTER TABLE steps ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
  UPDATE steps SET held = 1 WHERE status IN ('blocked', 'unknown')
    OR (status = 'waiting' AND asks ->> 'for' IN ('answer', 'event'))
    OR (status IN ('waiting', 'running') AND reason = 'This step is paused');
  CREATE INDEX steps_held ON steps (run_id, node_id) WHERE held = 1;
  `,
  // Runs that started by themselves.
  `
  ALTER TABLE runs ADD COLUMN unattended INTEGER NOT NULL DEFAULT 0;
  DROP INDEX runs_with_crashes;
  `,
  // What starts recipes by itself, and what became of every firing.
  `
  CREATE TABLE triggers (
    id TEXT PRIMARY KEY, recipe_id TEXT NOT NULL, document TEXT NOT NULL, decided_to INTEGER NOT NULL,
    trimmed_to INTEGER NOT NULL DEFAULT 0, failure TEXT
  ) STRICT;
  CREATE TABLE firings (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, trigger_id TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL,
    due_at INTEGER NOT NULL, decided_at INTEGER NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, run_id TEXT,
    failure TEXT, UNIQUE (trigger_id, key)
  ) STRICT;
  CREATE INDEX firings_by_trigger ON firings (trigger_id, seq);
  CREATE INDEX firings_by_run ON firings (run_id) WHERE run_id IS NOT NULL;
  CREATE INDEX firings_open ON firings (due_at) WHERE outcome IN ('soon', 'queued', 'starting');
  `,
  // Every save of a recipe, words to find it by, and recipes that were put away.
  `
  CREATE TABLE recipe_saves (
    recipe_id TEXT NOT NULL, revision INTEGER NOT NULL, name TEXT NOT NULL DEFAULT '', editor TEXT,
    summary TEXT NOT NULL, started_at INTEGER NOT NULL, saved_at INTEGER NOT NULL, bytes INTEGER NOT NULL,
    document TEXT NOT NULL, PRIMARY KEY (recipe_id, revision)
  ) STRICT;
  ALTER TABLE recipes ADD COLUMN words TEXT NOT NULL DEFAULT '';
  ALTER TABLE recipes ADD COLUMN archived_at INTEGER;
  `,
  // Passwords and keys of other services, sealed.
  `
  CREATE TABLE secrets (
    name TEXT PRIMARY KEY, key_id TEXT NOT NULL, nonce BLOB NOT NULL, sealed BLOB NOT NULL
  ) STRICT;
  `,
  // What a list says of a recipe, so that it reads no documents.
  `
  ALTER TABLE recipes ADD COLUMN head TEXT NOT NULL DEFAULT '';
  `,
  // Phones and tablets that were let in over the local network; of their tokens only the hash.
  `
  CREATE TABLE devices (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, token_hash TEXT NOT NULL, paired_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Who is told of runs, what there is to tell, and what is on its way.
  `
  CREATE TABLE notify_channels (
    id TEXT PRIMARY KEY, document TEXT NOT NULL, failure TEXT, sent_at INTEGER
  ) STRICT;
  CREATE TABLE notices (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, channel_id TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL,
    run_id TEXT, recipe_id TEXT NOT NULL, seen_at INTEGER NOT NULL, message_id TEXT, UNIQUE (channel_id, key)
  ) STRICT;
  CREATE INDEX notices_open ON notices (channel_id, seq) WHERE message_id IS NULL;
  CREATE TABLE messages (
    id TEXT PRIMARY KEY, channel_id TEXT NOT NULL, body TEXT NOT NULL, made_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER
  ) STRICT;
  CREATE INDEX messages_open ON messages (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX runs_by_end ON runs (ended_at) WHERE parent_run IS NULL AND ended_at IS NOT NULL;
  CREATE INDEX firings_amiss ON firings (decided_at) WHERE outcome NOT IN ('soon', 'queued', 'starting', 'fired');
  `,
  // Folders that triggers watch, and what of every file in them is done with.
  `
  CREATE TABLE watched_folders (
    trigger_id TEXT PRIMARY KEY, begun TEXT NOT NULL, mount TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE watched_files (
    trigger_id TEXT NOT NULL, path TEXT NOT NULL, stamp TEXT NOT NULL, PRIMARY KEY (trigger_id, path)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER watched_gone AFTER DELETE ON triggers BEGIN
    DELETE FROM watched_folders WHERE trigger_id = OLD.id;
    DELETE FROM watched_files WHERE trigger_id = OLD.id;
  END;
  `,
  // Values that events brought for the inputs of recipes.
  `
  ALTER TABLE firings ADD COLUMN inputs TEXT;
  `,
  // Favourites: outputs of runs that stay.
  `
  CREATE TABLE takes (
    id TEXT PRIMARY KEY, run_id TEXT NOT NULL, recipe_id TEXT NOT NULL, recipe_name TEXT NOT NULL,
    output TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, inputs TEXT NOT NULL, made_at INTEGER NOT NULL,
    kept_at INTEGER NOT NULL, UNIQUE (run_id, output)
  ) STRICT;
  `,
  // What people were proposed, for which state of the recipe, and what asking took.
  `
  CREATE TABLE proposals (
    id TEXT PRIMARY KEY, recipe_id TEXT NOT NULL, state TEXT NOT NULL, document TEXT NOT NULL, base TEXT NOT NULL,
    created_at INTEGER NOT NULL, input_tokens INTEGER NOT NULL DEFAULT 0, output_tokens INTEGER NOT NULL DEFAULT 0,
    cost_usd REAL NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX proposals_by_recipe ON proposals (recipe_id, created_at);
  `,
  // Whether a file is one that Segue delivered, found without looking at all of them.
  `
  CREATE INDEX deliveries_by_artifact ON deliveries (artifact_id);
  `,
  // Runs found by the name of their recipe, and everything that a list of recipes shows, without reading them.
  `
  DROP INDEX runs_by_time;
  CREATE INDEX runs_by_time ON runs (created_at DESC, recipe_name, parent_run) WHERE parent_run IS NULL;
  CREATE INDEX recipes_listed ON recipes (archived_at, updated_at, starter, id, name, revision, words, head);
  `,
  // Results that came with recipes from elsewhere.
  `
  CREATE TABLE recipe_samples (recipe_id TEXT PRIMARY KEY, run TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TRIGGER recipe_sample_gone AFTER DELETE ON recipes BEGIN
    DELETE FROM recipe_samples WHERE recipe_id = OLD.id;
  END;
  `,
]
