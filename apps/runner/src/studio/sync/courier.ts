import { type AppId, blender, type CommandSpec } from '@segue/protocol'
import { appTitle, bridgeFailure } from '../../bridges/failure.ts'
import type { CallOptions, HubBridge } from '../../bridges/hubBridge.ts'
import type { SyncsOptions } from '../syncTypes.ts'

/** Calls for syncs: they start no application, and everybody else's calls go first. */
export interface Courier {
  /** Why an application cannot be read now, in words; null when it can. */
  absent(app: AppId): string | null
  /** Why an application cannot be changed now: it is not here, or somebody has it. */
  taken(app: AppId): string | null
  /** Calls back when the state of one of these applications is another. Returns the way to stop. */
  watch(apps: readonly AppId[], listener: () => void): () => void
  /** Which connection of the application this is; null while there is none. */
  session(app: AppId): string | null
  /** Does something with an application that is here; ends with `bridge.cancelled` when it goes meanwhile. */
  send<T>(
    app: AppId,
    work: (bridge: HubBridge, options: CallOptions & { dryRun?: false }) => Promise<T>,
  ): Promise<T>
  close(): void
}

/** Behind every run and every person. */
const priority = -10
/** An application that does not do it within this time is treated as one that failed. */
const deadlineMs = 10_000

/** A courier with nothing under way. */
export function createCourier({ hub, working }: Pick<SyncsOptions, 'hub' | 'working'>): Courier {
  const underWay = new Map<AbortController, AppId>()
  const stateOf = (app: AppId) => hub.states().find((state) => state.app === app)
  const session = (app: AppId) => hub.connection(app).bridge?.session ?? null

  const offers = (app: AppId, { command }: CommandSpec) =>
    hub.connection(app).capabilities.some((one) => one.command === command)
  /** Runs never get the window in which a person works; what it cannot do while it renders it says itself. */
  const isWindow = (app: AppId) => offers(app, blender.bringBack)
  const absent = (app: AppId) => {
    const { state, provider } = stateOf(app) ?? { state: 'absent', provider: '' }
    const isStandIn = provider.startsWith('standin:') && !isWindow(app)
    const isHere = ['idle', 'busy', 'unresponsive'].includes(state) && !isStandIn
    if (!isHere || session(app) === null) return `${appTitle(app)} is not here.`
    return state === 'unresponsive' ? `${appTitle(app)} does not answer.` : null
  }
  const taken = (app: AppId) => {
    const reason = absent(app)
    if (reason) return reason
    if (isWindow(app)) return null
    const own = underWay.values().some((other) => other === app)
    const busy = working?.(app) || (stateOf(app)?.state === 'busy' && !own)
    if (!busy) return null
    const title = own ? undefined : hub.connection(app).doing?.title
    return title ? `${appTitle(app)} is busy: ${title}.` : `${appTitle(app)} is busy.`
  }
  /** A call to an application that has gone would start it again, or wait for it and come too late. */
  const stopListening = hub.onChange(() => {
    for (const [controller, app] of underWay) if (absent(app)) controller.abort()
  })

  return {
    absent,
    taken,
    session,
    watch(apps, listener) {
      const look = () => apps.map((app) => stateOf(app)?.state).join()
      let before = look()
      return hub.onChange(() => {
        const now = look()
        if (now === before) return
        before = now
        listener()
      })
    },
    async send(app, work) {
      const reason = absent(app)
      if (reason) throw bridgeFailure('not_available', reason, `Open ${appTitle(app)} with its bridge.`)
      const controller = new AbortController()
      underWay.set(controller, app)
      try {
        const bridge = await hub.use(app)
        return await work(bridge, { signal: controller.signal, ifHere: true, priority, deadlineMs })
      } finally {
        underWay.delete(controller)
      }
    },
    close() {
      stopListening()
      for (const controller of underWay.keys()) controller.abort()
    },
  }
}
