import { fails, type Invariant, never, over } from './invariant.ts'

/** I1: every run that was accepted is there, and began once. What people keep, or what goes on, is never removed. */
export const accepted: Invariant = {
  name: 'I1',
  triggers: [
    never('i1_twice', {
      on: 'AFTER INSERT ON main.journal',
      when: `NEW.kind = 'event' AND NEW.actor = NEW.run_id AND NEW.data LIKE '{"type":"START"%' AND EXISTS (
        SELECT 1 FROM journal WHERE run_id = NEW.run_id AND actor = NEW.actor AND seq < NEW.seq
          AND data LIKE '{"type":"START"%')`,
      what: "'I1: ' || NEW.run_id || ' began twice'",
    }),
    never('i1_open', {
      on: 'BEFORE DELETE ON main.runs',
      when: `OLD.status NOT IN ${over} OR (OLD.kept = 1 AND OLD.parent_run IS NULL)`,
      what: "'I1: ' || OLD.id || ' was removed while it was ' || OLD.status || ', kept ' || OLD.kept",
    }),
    'CREATE TEMP TRIGGER i1_gone AFTER DELETE ON main.runs BEGIN INSERT INTO removed VALUES (OLD.id); END;',
  ].join('\n'),
  look({ runs, disk }) {
    const accepted = runs.filter(({ state }) => state === 'accepted').map(({ start }) => start.runId)
    const [row] = disk.store.all(
      `SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM runs)
         AND value NOT IN (SELECT id FROM removed)`,
      JSON.stringify(accepted),
    )
    if (row) fails(`${row.value} was accepted and is gone`)
  },
}
