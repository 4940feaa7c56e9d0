import { fails, type Invariant } from './invariant.ts'

/**
 * I4: what must not happen twice happens once, unless a person asked for more; what may happen again has an attempt on
 * disk for each time; and no lane begins what is not noted as begun.
 */
export const effects: Invariant = {
  name: 'I4',
  look(world) {
    const { disk, effects: done, allowed } = world
    for (const { key, attempt, once } of done.slice(world.looked.effects)) {
      const times = done.filter((other) => other.key === key)
      if (once && times.length > 1 + (allowed.get(key) ?? 0))
        fails(`${key} happened ${times.length} times and may do so once`)
      if (times.filter((other) => other.attempt === attempt).length > 1 && once)
        fails(`attempt ${attempt} of ${key} happened twice`)
    }
    world.looked.effects = done.length
    for (const { key, attempt } of world.begun.slice(world.looked.begun)) {
      const slash = key.lastIndexOf('/')
      const started = disk.store.get(
        `SELECT 1 FROM journal WHERE run_id = ?1 AND actor = ?2 AND data LIKE ?3 UNION ALL
         SELECT 1 FROM inbox WHERE actor = ?2 AND event LIKE ?3 LIMIT 1`,
        key.slice(0, slash),
        key,
        `{"type":"JOB.STARTED","attempt":${attempt}%`,
      )
      if (!started) fails(`a lane began attempt ${attempt} of ${key}, which is not noted on disk`)
    }
    world.looked.begun = world.begun.length
  },
}
