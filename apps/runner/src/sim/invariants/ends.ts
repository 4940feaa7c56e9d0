import { type Invariant, never, over } from './invariant.ts'

const settled = "('succeeded', 'failed', 'skipped', 'cancelled')"
const differs = (columns: readonly string[]) =>
  `(${columns.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ')})`

/** I3: what has ended stays as it ended, to the byte. */
export const ends: Invariant = {
  name: 'I3',
  triggers: [
    never('i3_runs', {
      on: 'BEFORE UPDATE ON main.runs',
      when: `OLD.status IN ${over} AND ${differs(['status', 'failures', 'ended_at', 'inputs', 'compiled', 'parked'])}`,
      what: "'I3: ' || OLD.id || ' was ' || OLD.status || ' and is now ' || NEW.status",
    }),
    never('i3_steps', {
      on: 'BEFORE UPDATE ON main.steps',
      when: `OLD.status IN ${settled}
        AND ${differs(['status', 'settled_by', 'reason', 'attempt', 'outputs', 'failure', 'ended_at'])}`,
      what: "'I3: ' || OLD.run_id || '/' || OLD.node_id || ' was ' || OLD.status || ' and is now ' || NEW.status",
    }),
    never('i3_rows', {
      on: 'BEFORE UPDATE ON main.rows',
      when: `OLD.state IN ${settled} AND ${differs(['state', 'context', 'seq', 'machine'])}`,
      what: "'I3: the row of ' || OLD.actor || ' changed after its end'",
    }),
    never('i3_outputs', {
      on: 'BEFORE INSERT ON main.outputs',
      when: `EXISTS (SELECT 1 FROM steps JOIN outputs USING (run_id, node_id)
        WHERE run_id = NEW.run_id AND node_id = NEW.node_id AND outputs.attempt = NEW.attempt
          AND steps.status = 'succeeded' AND steps.outputs = outputs.hash AND outputs.hash <> NEW.hash)`,
      what: "'I3: the outputs of ' || NEW.run_id || '/' || NEW.node_id || ' were overwritten'",
    }),
  ].join('\n'),
}
