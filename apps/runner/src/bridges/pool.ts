import type { Logger } from 'pino'
import type { FoundBlender } from './findBlender.ts'
import type { Line } from './line.ts'

/** One process of an application, for one step or one person at a time. */
export interface Lease {
  readonly line: Line
  /** The program that runs in it; null where there is none to choose: a stand-in, or one that dialled in. */
  readonly program: FoundBlender | null
  /** Nothing when it was given back already. */
  release(): void
}

export interface Wanted {
  /** Aborting ends the wait. */
  signal: AbortSignal
  /** What has to run in it; null takes what runs there. */
  program: FoundBlender | null
  /** Names what will be opened: who has it open already comes first. */
  content: string | null
  /**
   * A person's calls by hand belong together, as they go on with what the one before left open: they all get the
   * first process. Steps take the others first.
   */
  by: 'step' | 'person'
}

/**
 * The processes of one application, each with a document of its own. A process started once stays warm, until nobody
 * has wanted it for a while.
 */
export interface Pool {
  readonly lines: readonly Line[]
  /** The one that serves people. */
  readonly first: Line
  /** The one that stands for all of them: the first that is connected, else the first. */
  readonly lead: Line
  /** Waits for a process and takes it; first come, first served. */
  take(wanted: Wanted): Promise<Lease>
  /** One more like `lease`, when one is free and nobody waits; else null. */
  spare(lease: Lease): Lease | null
  /** Whether somebody waits for a process. */
  readonly awaited: boolean
  /** Starts one ahead, unless one is free and connected already. */
  warm(program: FoundBlender | null): void
  close(): void
}

export interface PoolOptions {
  size: number
  /** Makes the line of one process. `program` gives what it is to start. */
  makeLine(index: number, program: () => FoundBlender | null): Line
  /** What runs where nothing else is asked for. */
  program: FoundBlender | null
  /** How long a process stays that nobody wants, in milliseconds. */
  idleMs: number
  logger: Pick<Logger, 'debug'>
}

interface Member {
  index: number
  line: Line
  program: FoundBlender | null
  leased: boolean
  content: string | null
  idle: NodeJS.Timeout | undefined
}

interface Waiter extends Wanted {
  given: PromiseWithResolvers<Lease>
}

/** Makes the lines of a pool. Starts nothing. */
export function createPool({ size, makeLine, program, idleMs, logger }: PoolOptions): Pool {
  const members = Array.from({ length: size }, (_, index): Member => {
    const line = makeLine(index, () => member.program)
    const member: Member = { index, line, program, leased: false, content: null, idle: undefined }
    return member
  })
  let waiters: Waiter[] = []
  let isClosed = false

  const runs = ({ program: own }: Member, wanted: FoundBlender | null) =>
    wanted === null || own?.path === wanted.path
  /** Lower is better: warm with the file open, warm, not started, warm with another program. */
  const costOf = (member: Member, { program: wanted, content }: Pick<Wanted, 'program' | 'content'>) => {
    const isWarm = member.line.peer !== null
    if (!isWarm) return 2
    if (!runs(member, wanted)) return 3
    return content !== null && member.content === content ? 0 : 1
  }
  const best = (wanted: Pick<Wanted, 'program' | 'content' | 'by'>): Member | undefined => {
    const free = members.filter(({ leased, index }) => !leased && (wanted.by === 'step' || index === 0))
    return free.toSorted((a, b) => costOf(a, wanted) - costOf(b, wanted) || b.index - a.index)[0]
  }
  const rest = (member: Member) => {
    clearTimeout(member.idle)
    if (isClosed) return
    member.idle = setTimeout(() => {
      // What dialled in by itself is not ours to end.
      if (member.leased || member.line.peer === null || member.line.pid === null) return
      if (member.line.state()?.state === 'busy') return rest(member)
      logger.debug({ member: member.index }, 'ending a process that nobody wants')
      void member.line.disconnect('Nobody has wanted it for a while.')
    }, idleMs)
    member.idle.unref()
  }
  const lease = (member: Member, { content }: Pick<Wanted, 'content'>): Lease => {
    clearTimeout(member.idle)
    member.leased = true
    member.content = content
    let isMine = true
    return {
      line: member.line,
      program: member.program,
      release() {
        if (!isMine) return
        isMine = false
        member.leased = false
        rest(member)
        serve()
      },
    }
  }
  /** Gets a member ready for a program: one with another program ends first. */
  const prepare = async (member: Member, wanted: Waiter) => {
    if (!runs(member, wanted.program)) {
      member.leased = true
      await member.line.disconnect('Another version is wanted.')
      member.program = wanted.program
    }
    return lease(member, wanted)
  }
  const serve = () => {
    for (const waiter of waiters) {
      const member = best(waiter)
      if (member === undefined) continue
      waiters = waiters.filter((other) => other !== waiter)
      member.leased = true
      void prepare(member, waiter).then(waiter.given.resolve, waiter.given.reject)
    }
  }

  const { line: first } = members[0] as Member // there is at least one
  return {
    lines: members.map(({ line }) => line),
    first,
    get lead() {
      return members.find(({ line }) => line.peer !== null)?.line ?? first
    },
    get awaited() {
      return waiters.length > 0
    },
    async take(wanted) {
      const { signal } = wanted
      signal.throwIfAborted()
      const waiter: Waiter = { ...wanted, given: Promise.withResolvers() }
      const stop = () => {
        if (!waiters.includes(waiter)) return
        waiters = waiters.filter((other) => other !== waiter)
        waiter.given.reject(signal.reason)
      }
      signal.addEventListener('abort', stop, { once: true })
      waiters.push(waiter)
      serve()
      const lease = await waiter.given.promise.finally(() => signal.removeEventListener('abort', stop))
      if (signal.aborted) lease.release()
      signal.throwIfAborted()
      return lease
    },
    spare(like) {
      if (waiters.length > 0) return null
      const wanted = { program: like.program, content: null, by: 'step' } as const
      const free = members.filter(
        (member) => !member.leased && (runs(member, like.program) || !member.line.peer),
      )
      const member = free.toSorted((a, b) => costOf(a, wanted) - costOf(b, wanted))[0]
      if (member === undefined) return null
      member.program = like.program
      return lease(member, wanted)
    },
    warm(wanted) {
      if (members.some((member) => member.line.peer !== null && !member.leased && runs(member, wanted)))
        return
      const cold = members.findLast(({ leased, line }) => !leased && line.peer === null)
      if (cold === undefined) return
      if (wanted !== null) cold.program = wanted
      cold.line.warm()
      rest(cold)
    },
    close() {
      isClosed = true
      for (const { idle } of members) clearTimeout(idle)
    },
  }
}
