import { createHash, createHmac } from 'node:crypto'
import { userInfo } from 'node:os'
import type { Approval } from '@segue/api'
import type { Trusted } from '@segue/nodes'
import { fail, granted } from '@segue/protocol'
import { z } from 'zod'
import type { Database } from '../store/database.ts'

/** What people allowed, and what they are asked to allow, in the store. */
export interface Approvals {
  list(): Approval[]
  /** A text's grant, or null when nobody has approved exactly it; then it is noted that this step asks. */
  python(text: string, step: { runId: string; nodeId: string; name: string }): string | null
  /** Hashes of files whose scripts may run, with the grant for all of them. */
  trusted(): Trusted
  approve(input: { hash: string; by: string }): void
  trust(input: { hash: string; name: string; by: string }): void
  revoke(input: { kind: Approval['kind']; hash: string }): void
  /** A file that Segue saved from others is trusted as long as all of them are. Nothing when one is not. */
  derive(made: { hash: string; name: string }, from: readonly string[]): void
}

const Row = z.object({
  kind: z.enum(['python', 'blend']),
  hash: z.string(),
  name: z.string(),
  text: z.string().nullable(),
  run_id: z.string().nullable(),
  node_id: z.string().nullable(),
  parents: z.string().nullable(),
  asked_at: z.number(),
  given_at: z.number().nullable(),
  given_by: z.string().nullable(),
})
type Row = z.infer<typeof Row>

/** Questions that nobody answered are forgotten after this long, and the oldest when there are too many. */
const keptMs = 30 * 86_400_000
const mostAsked = 200

/** Opens the approvals of a store. `key`: the bridge key with which grants are made. */
export function openApprovals(db: Database, key: Uint8Array, now = Date.now): Approvals {
  const grantOf = (what: string) => createHmac('sha256', key).update(what).digest('hex')
  const rows = () =>
    db.all('SELECT * FROM approvals ORDER BY asked_at DESC, hash').map((row) => Row.parse(row))
  const given = (kind: Row['kind'], hash: string) =>
    db.get('SELECT 1 FROM approvals WHERE kind = ? AND hash = ? AND given_at IS NOT NULL', kind, hash) !==
    undefined
  const trustedHashes = (): Set<string> => {
    const files = rows().filter(({ kind, given_at }) => kind === 'blend' && given_at !== null)
    const known = new Map(files.map((row) => [row.hash, parentsOf(row)]))
    const holds = (hash: string): boolean => known.get(hash)?.every(holds) ?? false
    return new Set([...known.keys()].filter(holds))
  }
  const who = (by: string) => `${userInfo().username} (${by})`

  return {
    list: () =>
      rows()
        .filter(({ parents }) => parents === null)
        .map(viewOf),
    python(text, { runId, nodeId, name }) {
      const hash = createHash('sha256').update(text, 'utf8').digest('hex')
      if (given('python', hash)) return grantOf(granted.python(hash))
      db.tx(() => {
        db.run(
          `INSERT INTO approvals (kind, hash, name, text, run_id, node_id, asked_at) VALUES ('python', ?, ?, ?, ?, ?, ?)
           ON CONFLICT (kind, hash) DO UPDATE
           SET name = excluded.name, run_id = excluded.run_id, node_id = excluded.node_id, asked_at = excluded.asked_at`,
          hash,
          name,
          text,
          runId,
          nodeId,
          now(),
        )
        db.run(
          `DELETE FROM approvals WHERE given_at IS NULL AND (asked_at < ? OR hash NOT IN (
             SELECT hash FROM approvals WHERE given_at IS NULL ORDER BY asked_at DESC LIMIT ?))`,
          now() - keptMs,
          mostAsked,
        )
      })
      return null
    },
    trusted() {
      const hashes = [...trustedHashes()]
      return { hashes, grant: grantOf(granted.scripts(hashes)) }
    },
    approve({ hash, by }) {
      const sql = `UPDATE approvals SET given_at = ?, given_by = ? WHERE kind = 'python' AND hash = ? AND given_at IS NULL`
      if (db.run(sql, now(), who(by), hash) === 0 && !given('python', hash)) throw unknown(hash)
    },
    trust({ hash, name, by }) {
      db.run(
        `INSERT OR REPLACE INTO approvals (kind, hash, name, asked_at, given_at, given_by) VALUES ('blend', ?, ?, ?, ?, ?)`,
        hash,
        name,
        now(),
        now(),
        who(by),
      )
    },
    revoke({ kind, hash }) {
      if (db.run('DELETE FROM approvals WHERE kind = ? AND hash = ?', kind, hash) === 0) throw unknown(hash)
    },
    derive({ hash, name }, from) {
      const trusted = trustedHashes()
      if (from.length === 0 || !from.every((one) => trusted.has(one)) || trusted.has(hash)) return
      db.run(
        `INSERT OR REPLACE INTO approvals (kind, hash, name, parents, asked_at, given_at, given_by)
         VALUES ('blend', ?, ?, ?, ?, ?, 'Segue')`,
        hash,
        name,
        JSON.stringify(from),
        now(),
        now(),
      )
    },
  }
}

const parentsOf = ({ parents }: Row): string[] =>
  parents === null ? [] : z.array(z.string()).parse(JSON.parse(parents))

const viewOf = ({
  kind,
  hash,
  name,
  text,
  run_id,
  node_id,
  asked_at,
  given_at,
  given_by,
}: Row): Approval => ({
  kind,
  hash,
  name,
  text,
  step: run_id === null || node_id === null ? null : { runId: run_id, nodeId: node_id },
  askedAt: asked_at,
  givenAt: given_at,
  givenBy: given_by,
})

const unknown = (hash: string) =>
  fail({
    code: 'approval.unknown',
    message: `There is nothing to allow or take back under ${hash.slice(0, 12)}.`,
    hint: 'Look at the list again: the text may have changed, and a changed text asks anew.',
    kind: 'input',
  })
