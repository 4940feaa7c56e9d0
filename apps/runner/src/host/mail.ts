import { type EngineEvent, partsOf } from '@segue/engine'
import type { Database } from '../store/database.ts'

/** An event on its way to an actor. `effectId` names the effect, or the outside word, that it comes from. */
export interface Letter {
  seq: number
  actor: string
  runId: string
  event: EngineEvent
  effectId: string
  /** In the inbox table. What is delivered in the commit that sent it never gets there. */
  stored: boolean
}

/** Events on their way, in order. What is left at the end of a commit is stored in the inbox. */
export interface Mail {
  push(actor: string, event: EngineEvent, effectId: string): void
  /** Takes the next letter off the queue; null when there is none. It stays on disk until `done` or `lay`. */
  take(): Letter | null
  /** The letter has been handled. */
  done(letter: Letter): void
  /** Lays a letter aside with others of its run. */
  lay(letter: Letter): void
  /** Puts everything laid aside for a run at the end of the queue. */
  pickUp(runId: string): void
  /** Throws away everything for a run and its nodes. */
  drop(runId: string): void
  /** Whether anything is in the queue. */
  waits(): boolean
  flush(): void
  /** Reads everything from disk again. */
  reload(): void
}

/** Opens the mail of a store. */
export function openMail(db: Database): Mail {
  let queue: Letter[] = []
  let head = 0
  let last = 0
  const aside = new Map<string, Letter[]>()
  /** Letters that the running commit must still store. */
  const loose = new Set<Letter>()

  const unstore = (letter: Letter) => {
    if (letter.stored) db.run('DELETE FROM inbox WHERE seq = ?', letter.seq)
    else loose.delete(letter)
  }
  return {
    push(actor, event, effectId) {
      last += 1
      const letter = { seq: last, actor, runId: partsOf(actor).run, event, effectId, stored: false }
      loose.add(letter)
      queue.push(letter)
    },
    take() {
      const letter = queue[head]
      if (!letter) return null
      head += 1
      if (head === queue.length || head > 10_000) {
        queue = queue.slice(head)
        head = 0
      }
      return letter
    },
    done: unstore,
    lay(letter) {
      const others = aside.get(letter.runId)
      if (others) others.push(letter)
      else aside.set(letter.runId, [letter])
    },
    pickUp(runId) {
      queue.push(...(aside.get(runId) ?? []))
      aside.delete(runId)
    },
    drop(runId) {
      const gone = [...queue.slice(head), ...(aside.get(runId) ?? [])].filter((one) => one.runId === runId)
      for (const letter of gone) unstore(letter)
      queue = queue.slice(head).filter((one) => one.runId !== runId)
      head = 0
      aside.delete(runId)
    },
    waits: () => head < queue.length,
    flush() {
      for (const letter of loose) {
        const { seq, actor, event, effectId } = letter
        db.run(
          'INSERT OR IGNORE INTO inbox (seq, effect_id, actor, event) VALUES (?, ?, ?, ?)',
          seq,
          effectId,
          actor,
          JSON.stringify(event),
        )
        letter.stored = true
      }
      loose.clear()
    },
    reload() {
      aside.clear()
      loose.clear()
      head = 0
      last = Math.max(last, Number(db.get("SELECT seq FROM sqlite_sequence WHERE name = 'inbox'")?.seq ?? 0))
      queue = db.all('SELECT seq, actor, event, effect_id FROM inbox ORDER BY seq').map((row) => {
        const actor = String(row.actor)
        return {
          seq: Number(row.seq),
          actor,
          runId: partsOf(actor).run,
          event: JSON.parse(String(row.event)),
          effectId: String(row.effect_id),
          stored: true,
        }
      })
    },
  }
}
