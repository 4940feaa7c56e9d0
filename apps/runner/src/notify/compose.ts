import { ArtifactRef, Failure, type Notice, type NotifyMessage, type RunHead } from '@segue/protocol'
import { whatWaits } from '../report/whatWaits.ts'
import type { Database } from '../store/database.ts'
import type { OpenNotice } from './timing.ts'

export interface ComposeTools {
  db: Database
  /** A run's head, or null when it is gone. */
  head(runId: string): RunHead | null
  /** Where a person looks at a run, or at everything. */
  url(runId: string | null): string
}

/** Lines of a message; of more things only the number is told. */
const told = 12

/** What a channel tells, in words; null when nothing of it is so any more. */
export function compose(
  tools: ComposeTools,
  open: readonly OpenNotice[],
): Pick<NotifyMessage, 'title' | 'text' | 'url' | 'notices'> | null {
  const notices = open.flatMap((one) => noticeOf(tools, one) ?? [])
  const [first, ...rest] = [
    ...notices.filter(({ kind }) => kind === 'waits'),
    ...notices.filter(({ kind }) => kind === 'failed' || kind === 'notStarted'),
    ...notices.filter(({ kind }) => kind === 'finished' || kind === 'cancelled'),
  ]
  if (!first) return null
  const all = [first, ...rest]
  const lines = all.slice(0, told).map(lineOf)
  if (all.length > told) lines.push(`… and ${all.length - told} more.`)
  return {
    title: rest.length === 0 ? headline(first) : counted(all),
    text: lines.join('\n'),
    url: rest.length === 0 ? first.url : tools.url(null),
    notices: all,
  }
}

const said = {
  finished: 'is done',
  failed: 'failed',
  cancelled: 'was cancelled',
  waits: 'waits for you',
  notStarted: 'could not start',
} as const satisfies Record<Notice['kind'], string>

const headline = ({ recipeName, kind }: Notice): string => `${recipeName} ${said[kind]}`

const lineOf = (notice: Notice): string => {
  const { words, hint } = notice
  const rest = [words, hint].filter((part) => part !== '').join(' ')
  return `${headline(notice)}${rest === '' ? '.' : `: ${rest}`}`
}

/** `2 wait for you, 1 failed, 37 done` */
function counted(notices: readonly Notice[]): string {
  const count = (...kinds: Notice['kind'][]) => notices.filter(({ kind }) => kinds.includes(kind)).length
  const parts = [
    [count('waits'), count('waits') === 1 ? 'waits for you' : 'wait for you'],
    [count('failed'), 'failed'],
    [count('notStarted'), 'could not start'],
    [count('finished'), 'done'],
    [count('cancelled'), 'cancelled'],
  ] as const
  return `Segue: ${parts.flatMap(([n, word]) => (n > 0 ? `${n} ${word}` : [])).join(', ')}`
}

function noticeOf({ db, head, url }: ComposeTools, { kind, runId, recipeId, key, seenAt }: OpenNotice) {
  if (runId === null) return notStarted(db, key, recipeId, url(null))
  const run = head(runId)
  if (!run) return null
  const base = { kind, runId, recipeId, recipeName: run.recipeName, url: url(runId) }
  if (kind === 'waits') {
    const why = whatWaits(db, runId)
    return why ? { ...base, at: seenAt, ...why } : null
  }
  const [failure] = kind === 'failed' ? run.failures : []
  return {
    ...base,
    at: run.endedAt ?? seenAt,
    words: failure?.message ?? fileNames(run),
    hint: failure?.hint ?? '',
  } satisfies Notice
}

const fileNames = ({ outputs }: RunHead): string =>
  Object.values(outputs)
    .flatMap((value) => ArtifactRef.safeParse(value).data?.name ?? [])
    .join(', ')

function notStarted(db: Database, key: string, recipeId: string, url: string): Notice | null {
  const row = db.get(
    `SELECT at, failure, reason, recipes.name AS name FROM firings JOIN triggers ON triggers.id = trigger_id
       LEFT JOIN recipes ON recipes.id = recipe_id WHERE firings.seq = ?`,
    Number(key.slice(key.indexOf(':') + 1)),
  )
  if (!row) return null
  const failure = typeof row.failure === 'string' ? Failure.parse(JSON.parse(row.failure)) : null
  return {
    ...{ kind: 'notStarted', runId: null, recipeId, url },
    recipeName: typeof row.name === 'string' ? row.name : recipeId,
    at: Number(row.at),
    words: failure?.message ?? String(row.reason),
    hint: failure?.hint ?? '',
  }
}
