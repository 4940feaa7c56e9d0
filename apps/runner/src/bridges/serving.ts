import type { AppId, CommandSpec } from '@segue/protocol'
import { standInOf } from '@segue/standins/versions'
import type { Logger } from 'pino'
import { type Answers, createAnswers } from './answers.ts'
import type { AppLines } from './appLines.ts'
import type { Blobs } from './blobs.ts'
import { notHere, otherProvider } from './failure.ts'
import { type HubBridge, makeBridge, type Provider } from './hubBridge.ts'
import { type BridgeLease, keepsState, type LeaseRequest } from './lease.ts'
import type { Line } from './line.ts'
import type { Lease, Pool } from './pool.ts'
import type { Programs } from './programs.ts'

export interface ServingOptions {
  logger: Pick<Logger, 'warn'>
  programs: Programs
  linesOf(app: AppId): AppLines
  blobs: Pick<Blobs, 'settle'>
}

/** Who serves which application, and for whom. */
export interface Serving {
  /** What a run that starts now gets. */
  provider(app: AppId): Provider
  /** The real one that runs would get; null when there is none. */
  real(app: AppId): string | null
  /** The line that people see: the window they work in, else the first process of what serves runs. */
  shown(app: AppId): Line | undefined
  /** See `Hub.use`. */
  use(app: AppId, pinned: string | undefined): HubBridge
  /** See `Hub.lease`. */
  lease(app: AppId, request: LeaseRequest): Promise<BridgeLease>
  /** See `Hub.opener`. */
  opener(path: string): Promise<string | null>
  /** See `Hub.warm`. */
  warm(app: AppId, pinned: string | undefined): void
}

/** Knows it from what is installed and connected. */
export function createServing({ logger, programs, linesOf, blobs }: ServingOptions): Serving {
  const real = (app: AppId): string | null => {
    if (app === 'blender' && programs.usual !== null) return `blender@${programs.usual.version}`
    const { peer } = linesOf(app).real.lead
    return peer && `${app}@${peer.app.version}`
  }
  const providerOf = (app: AppId): Provider => {
    const provider = real(app)
    const replaced = provider === null ? standInOf(app) : null
    return { provider: provider ?? replaced ?? app, standIn: replaced !== null }
  }
  const served = (app: AppId, pinned: string | undefined): { pool: Pool; provider: Provider } => {
    const isStandIn = (pinned ?? providerOf(app).provider).startsWith('standin:')
    const provider = isStandIn ? standInOf(app) : real(app)
    const pool = isStandIn ? linesOf(app).standIn : linesOf(app).real
    const fits = pinned === undefined || pinned === app || pinned === provider
    if (provider !== null && pool !== null && fits)
      return { pool, provider: { provider, standIn: isStandIn } }
    if (provider === null && pinned === app) throw notHere(app)
    throw otherProvider(pinned ?? app, providerOf(app).provider)
  }
  const memory = new WeakMap<Line, Answers>()
  const answersOf = (line: Line): Answers => {
    const known = memory.get(line) ?? createAnswers(line, () => performance.now())
    memory.set(line, known)
    return known
  }
  const bridgeOf = (app: AppId, provider: Provider, lineOf: (spec: CommandSpec) => Line): HubBridge =>
    makeBridge(provider, async (spec, args, callOptions) => {
      if (spec.effects === 'destructive' && !callOptions.dryRun)
        logger.warn({ app, command: spec.command }, 'sending a command that deletes or overwrites')
      const answer = await answersOf(lineOf(spec)).call(spec, args, callOptions)
      if (answer.artifacts.length > 0) await blobs.settle(answer.artifacts)
      return answer
    })
  const shared = (bridge: HubBridge): BridgeLease => ({
    ...bridge,
    spare: null,
    awaited: false,
    release() {},
  })

  /** The window that a person works in, with what it is called; null while there is none. */
  const windowOf = (
    app: AppId,
  ): { line: Line; provider: Provider; offers(command: string): boolean } | null => {
    const { window } = linesOf(app)
    const peer = window?.peer
    if (window === null || !peer) return null
    return {
      line: window,
      provider: { provider: `${app}@${peer.app.version}`, standIn: false },
      offers: (command) => peer.capabilities.some((one) => one.command === command),
    }
  }
  const leased = (app: AppId, pool: Pool, provider: Provider, taken: Lease): BridgeLease => {
    const { program, line, release } = taken
    const isUsual = program === null || program.path === programs.usual?.path
    const spare = () => {
      const more = pool.spare(taken)
      return more && leased(app, pool, provider, more)
    }
    const own = isUsual ? provider : { ...provider, provider: `${app}@${program.version}` }
    return {
      ...bridgeOf(app, own, () => line),
      spare: pool.lines.length > 1 ? spare : null,
      get awaited() {
        return pool.awaited
      },
      release,
    }
  }

  return {
    provider: providerOf,
    real,
    shown(app) {
      const { real: pool, standIn } = linesOf(app)
      return windowOf(app)?.line ?? (providerOf(app).standIn ? standIn : pool)?.lead
    },
    use(app, pinned) {
      const byHand = () => (pinned === undefined ? windowOf(app) : null)
      const window = byHand()
      if (window && real(app) === null) return bridgeOf(app, window.provider, () => window.line)
      const { pool, provider } = served(app, pinned)
      return bridgeOf(app, provider, ({ command }) => {
        const seen = byHand()
        return seen?.offers(command) ? seen.line : pool.first
      })
    },
    async lease(app, { signal, by, provider: pinned, command, scene }) {
      const window = by === 'person' ? windowOf(app) : null
      if (window && (real(app) === null || (command !== undefined && window.offers(command))))
        return shared(bridgeOf(app, window.provider, () => window.line))
      const { pool, provider } = served(app, pinned)
      if (!keepsState.has(app)) return shared(bridgeOf(app, provider, () => pool.first))
      const usual = provider.standIn ? null : programs.usual
      const fitting = scene && usual ? await programs.forFile(scene) : usual
      const taken = await pool.take({
        signal,
        by,
        program: by === 'person' ? null : fitting,
        content: scene?.content ?? null,
      })
      return leased(app, pool, provider, taken)
    },
    async opener(path) {
      const program = await programs.forFile({ path, name: '', allowOlder: true })
      return program === null || program.path === programs.usual?.path ? null : `blender@${program.version}`
    },
    warm(app, pinned) {
      try {
        const { pool, provider } = served(app, pinned)
        if (keepsState.has(app)) pool.warm(provider.standIn ? null : programs.usual)
      } catch {
        // the step that needs it says what is wrong
      }
    },
  }
}
