import { type Invariant, never } from './invariant.ts'

const isCancelled = (runId: string) =>
  `EXISTS (SELECT 1 FROM runs WHERE status IN ('cancelling', 'cancelled')
     AND (id = ${runId} OR substr(${runId}, 1, length(id) + 1) = id || '/'))`

/** I5: no step begins, and no command leaves, once it is on disk that the run was cancelled. */
export const cancelled: Invariant = {
  name: 'I5',
  triggers: [
    never('i5_update', {
      on: 'AFTER UPDATE OF running ON main.jobs',
      when: `NEW.running = 1 AND OLD.running = 0 AND ${isCancelled('NEW.run_id')}`,
      what: "'I5: ' || NEW.run_id || '/' || NEW.node_id || ' began although its run was cancelled'",
    }),
    never('i5_insert', {
      on: 'AFTER INSERT ON main.jobs',
      when: `NEW.running = 1 AND ${isCancelled('NEW.run_id')}`,
      what: "'I5: ' || NEW.run_id || '/' || NEW.node_id || ' began although its run was cancelled'",
    }),
  ].join('\n'),
}
