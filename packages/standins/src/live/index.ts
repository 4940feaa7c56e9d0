import { type Bridge, type CommandHandler, handle } from '@segue/bridge'
import { type CommandSpec, fail, live } from '@segue/protocol'
import { standInVersions } from '../versions.ts'
import { renderSet } from './renderSet.ts'

const served: readonly CommandHandler[] = [
  handle(live.info, async () => ({
    version: `stand-in ${standInVersions.live}`,
    standIn: true,
    python: '',
    set: '',
    dialog: null,
    missing: [],
  })),
  renderSet,
]
const isServed = ({ command }: CommandSpec): boolean => served.some(({ spec }) => spec.command === command)

/** A command about an open set, which only Live has. */
function needsLive(spec: CommandSpec): CommandHandler {
  return handle(spec, async () => {
    throw fail({
      code: 'bridge.not_available',
      message: `“${spec.title}” needs Live itself: the stand-in has no open set.`,
      hint: 'Open Live with Segue as a control surface, then run again.',
      kind: 'environment',
    })
  })
}

/** Live's stand-in: reads a set by itself and renders it. What needs an open set it refuses. */
export const liveStandIn: Bridge = {
  app: 'live',
  name: 'Built-in stand-in for Live',
  version: standInVersions.live,
  standIn: true,
  handlers: [
    ...served,
    ...Object.values<CommandSpec>(live)
      .filter((spec) => !isServed(spec))
      .map(needsLive),
  ],
}
