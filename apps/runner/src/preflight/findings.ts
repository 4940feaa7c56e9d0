import type { AppState } from '@segue/api'
import { type AppId, apps, type Failure, type RunPlan } from '@segue/protocol'

type PlannedNode = RunPlan['nodes'][number]

const says = (
  said: Pick<Failure, 'code' | 'message' | 'hint'>,
  severity: Failure['severity'],
  nodeId?: string,
): Failure => ({ ...said, severity, kind: 'environment', ...(nodeId === undefined ? {} : { nodeId }) })

const here: ReadonlySet<AppState['state']> = new Set(['found', 'starting', 'idle', 'busy'])
const willRun = ({ verdict }: PlannedNode): boolean => verdict === 'runs' || verdict === 'waits'
const isApp = (lane: string): lane is AppId => Object.hasOwn(apps, lane)

/** Applications that steps need and that are not there, and those whose place a stand-in takes: each once. */
export function appFindings(nodes: readonly PlannedNode[], states: readonly AppState[]): Failure[] {
  const needed = new Map<AppId, boolean>()
  for (const { lane, provider, ...node } of nodes)
    if (isApp(lane) && willRun({ lane, provider, ...node }))
      needed.set(lane, provider?.startsWith('standin:') ?? false)
  return [...needed].flatMap(([app, standsIn]) => {
    const state = states.find((one) => one.app === app)
    const title = state?.title ?? apps[app].title
    if (standsIn)
      return says(
        {
          code: 'preflight.stand_in',
          message: `A stand-in takes the place of ${title}.`,
          hint: `What it makes is a sketch. Connect ${title}, or choose the real one, if it is to be the real thing.`,
        },
        'warning',
      )
    if (state && here.has(state.state)) return []
    return says(
      {
        code: 'preflight.app_away',
        message: `${title} is not there${state?.state === 'unresponsive' ? ': it does not answer' : ''}.`,
        hint: `Open ${title} and leave it open; \`segue doctor ${app}\` says what keeps it away.`,
      },
      'error',
    )
  })
}

/** Steps that will wait for a person. */
export const personFindings = (nodes: readonly PlannedNode[]): Failure[] =>
  nodes
    .filter((node) => node.type === 'flow.approve' && node.verdict !== 'off')
    .map(({ nodeId, name }) =>
      says(
        {
          code: 'preflight.asks',
          message: `“${name}” asks a person, and waits until somebody answers.`,
          hint: 'What comes after it is not made before. Have yourself told, and answer from the phone.',
        },
        'warning',
        nodeId,
      ),
    )

/** Steps with program text that nobody has approved. */
export const codeFindings = (steps: readonly { nodeId: string; name: string }[]): Failure[] =>
  steps.map(({ nodeId, name }) =>
    says(
      {
        code: 'preflight.code',
        message: `“${name}” holds program text, which runs only after somebody has approved exactly that text.`,
        hint: 'Run it once now, or read and approve it with `segue code`.',
      },
      'warning',
      nodeId,
    ),
  )

/** Files that are named and not stored here. */
export const mediaFindings = (names: readonly string[]): Failure[] =>
  names.map((name) =>
    says(
      {
        code: 'preflight.media_missing',
        message: `The file “${name}” is not here.`,
        hint: 'Give it again, or find it in a folder of yours with `segue recipes relink`.',
      },
      'error',
    ),
  )

const enough = 1.2
const gigabyte = 1_000_000_000
const inGigabytes = (bytes: number): string => `${(bytes / gigabyte).toFixed(1)} GB`

/** Whether what is to come fits on the disk. */
export function diskFinding({ free, needed }: { free: number; needed: number }): Failure[] {
  if (free >= needed * enough && free >= gigabyte) return []
  return [
    says(
      {
        code: 'preflight.disk',
        message: `About ${inGigabytes(needed)} are needed and ${inGigabytes(free)} are free.`,
        hint: 'Free some room: Settings, Storage says what may go.',
      },
      free < needed ? 'error' : 'warning',
    ),
  ]
}
