import { type Invariant, never } from './invariant.ts'

/** I8: every owner of the store has a number above those before it; what an earlier one stores is seen in `simWorld`. */
export const epochs: Invariant = {
  name: 'I8',
  triggers: never('i8_epoch', {
    on: 'BEFORE UPDATE ON main.meta',
    when: `OLD.key = 'epoch' AND CAST(NEW.value AS INTEGER) <= CAST(OLD.value AS INTEGER)`,
    what: "'I8: the owner of the store went from ' || OLD.value || ' to ' || NEW.value",
  }),
}
