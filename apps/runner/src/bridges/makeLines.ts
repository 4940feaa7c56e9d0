import type { Duplex } from 'node:stream'
import { type AppId, apps } from '@segue/protocol'
import type { Logger } from 'pino'
import type { AppLines } from './appLines.ts'
import { bridgeKey } from './bridgeKey.ts'
import type { Child } from './children.ts'
import type { FoundBlender } from './findBlender.ts'
import type { History } from './history.ts'
import { launchBlender, launchStandIn } from './launch.ts'
import { keepsState } from './lease.ts'
import { createLine, type Line } from './line.ts'
import { timesOf } from './lineTimes.ts'
import { createPool } from './pool.ts'
import type { ChildRecords } from './records.ts'

export interface LinesOptions {
  home: string
  logger: Logger
  records: ChildRecords
  history: History
  /** How many processes may work at once, where an application can have several. */
  workers: number
  /** How long one of them stays that nobody wants, in milliseconds. */
  idleMs: number
  /** What Segue starts by itself; null where the application dials in. */
  program: FoundBlender | null
  /** Where a bridge that was started dials in. */
  address(): Promise<string>
  onChange(): void
  /** Greets the stand-in on its own pipe. */
  greet(stream: Duplex, line: Line, child: Child): void
}

/** Every line of one application. Nothing is started yet. */
export function makeLines(app: AppId, options: LinesOptions): AppLines {
  const { home, logger, records, history, workers, idleMs, program, address, onChange, greet } = options
  const launching = { home, records, key: bridgeKey(home, app) }
  const shape = { size: keepsState.has(app) ? workers : 1, idleMs, logger }
  const makeLine = (launch: (() => Promise<Child>) | null): Line => {
    const line: Line = createLine({
      ...{ app, logger, times: timesOf(app), launch, onChange, history },
      greet: (stream, child) => greet(stream, line, child),
    })
    return line
  }
  const startBlender = (index: number, wanted: () => FoundBlender | null) => async () =>
    launchBlender((wanted() ?? program)?.path ?? '', await address(), { ...launching, index })
  return {
    real: createPool({
      ...shape,
      program,
      makeLine: (index, wanted) => makeLine(program && startBlender(index, wanted)),
    }),
    standIn: apps[app].standIn
      ? createPool({
          ...shape,
          program: null,
          makeLine: (index) => makeLine(() => launchStandIn(app, { ...launching, index })),
        })
      : null,
    window: keepsState.has(app) ? makeLine(null) : null,
  }
}
