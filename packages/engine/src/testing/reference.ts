import type { RunStatus, StepStatus } from '@segue/protocol'
import { testTypes } from './types.ts'
import { wiringOf } from './wiring.ts'
import type { World } from './world.ts'

/** How a world ends when nobody interferes. */
export interface Outcome {
  run: RunStatus
  nodes: Record<string, StepStatus>
  /** Attempts of steps that work. */
  attempts: Record<string, number>
  /** A failure stopped the run: nodes may be cancelled before they get where `nodes` says. */
  stopped: boolean
  /** Nodes that a race may stop before they get where `nodes` says. */
  loose: ReadonlySet<string>
  /** False when the order of events decides: of two reasons why something is skipped only one is a failure. */
  certain: boolean
}

/** Why nothing comes from a node: a failure lies behind it, something else does, or that depends. */
type Lack = 'failure' | 'other' | 'either'
type Given = 'value' | Lack

interface Settled {
  status: StepStatus
  lack: Lack
  /** Output ports with a value, where some may be empty. */
  ports: readonly string[] | null
}

const succeeded = (ports: readonly string[] | null = null): Settled => ({
  status: 'succeeded',
  lack: 'other',
  ports,
})
const skipped = (lack: Lack): Settled => ({ status: 'skipped', lack, ports: null })
const failedStep: Settled = { status: 'failed', lack: 'failure', ports: null }

/**
 * What a run means, without machines, events or time: nodes one after the other, each as its feeders and its own
 * fate decide. The engine must agree with this for every graph.
 */
export function expectedOutcome(world: World): Outcome {
  const wiring = wiringOf(world)
  const settled = new Map<string, Settled>()
  const attempts: Outcome['attempts'] = {}
  let failed = false
  let stopped = false
  let certain = true

  /** Tries until one attempt ends well, or none is left. */
  function succeeds(path: string, tries: number): boolean {
    const fate = world.endings[path] ?? []
    for (let attempt = 1; attempt <= tries; attempt++) {
      attempts[path] = attempt
      if ((fate[attempt - 1] ?? 'ok') === 'ok') return true
      if (fate[attempt - 1] === 'permanent') return false
    }
    return false
  }

  function fails(id: string): Settled {
    const { onFailure } = wiring.node(id).policy
    const isCaught = wiring.leadsOnlyTo(
      id,
      ({ target: { nodeId, port } }) =>
        wiring.control(nodeId) === 'race' || (wiring.control(nodeId) === 'onFailure' && port === 'in'),
    )
    if (!isCaught && onFailure !== 'ignore') failed = true
    if (!isCaught && onFailure === 'stop') stopped = true
    return failedStep
  }

  function works(id: string): Settled {
    const children = world.children[id]
    if (children) {
      const inside = Array.from({ length: children.count }, (_, item) => `${id}/${item}/`)
      const ends = inside.map((prefix) => {
        const [path = ''] = Object.keys(world.endings).filter((each) => each.startsWith(prefix))
        return succeeds(path, 3)
      })
      return children.onFailure === 'keep' || !ends.includes(false) ? succeeded() : fails(id)
    }
    if (wiring.control(id)) return succeeded(world.ports[id] ?? null)
    const node = wiring.node(id)
    const tries = testTypes.get(node.type)?.repeatable ? node.policy.retry.attempts : 1
    return succeeds(id, tries) ? succeeded() : fails(id)
  }

  const given = (id: string, port?: string): Given[] =>
    wiring
      .into(id)
      .filter(({ target }) => port === undefined || target.port === port)
      .map(({ source }): Given => {
        const { status, lack, ports } = settle(source.nodeId)
        if (status !== 'succeeded') return lack
        const isEmpty = wiring.mayBeEmpty(source.nodeId, source.port) && ports && !ports.includes(source.port)
        return isEmpty ? 'other' : 'value'
      })

  /** Of several lacks the one that arrives first counts. */
  const firstOf = (lacks: readonly Lack[]): Lack => {
    const [first = 'other'] = lacks
    return lacks.every((lack) => lack === first) ? first : 'either'
  }

  function dealsWith([watched = 'other']: readonly Given[]): Settled {
    if (watched === 'either') certain = false
    if (watched === 'value') return succeeded(['out'])
    return watched === 'other' ? skipped('other') : succeeded(['failure'])
  }

  function settleNow(id: string): Settled {
    const { mode } = wiring.node(id)
    if (mode === 'muted') return skipped('other')
    if (mode === 'frozen') return succeeded()
    if (!wiring.isRead(id)) return skipped('other')
    const control = wiring.control(id)
    const all = given(id)
    const lacks = all.filter((one) => one !== 'value')
    if (control === 'onFailure') return dealsWith(given(id, 'in'))
    if (control === 'race') return lacks.length < all.length ? works(id) : fails(id)
    if (control === 'merge') {
      if (lacks.length < all.length) return works(id)
      return skipped(lacks.includes('failure') ? 'failure' : firstOf(lacks))
    }
    if (lacks.length > 0) return skipped(firstOf(lacks))
    return mode === 'bypassed' ? succeeded() : works(id)
  }

  function settle(id: string): Settled {
    const known = settled.get(id) ?? settleNow(id)
    settled.set(id, known)
    return known
  }

  const ids = Object.keys(world.recipe.graph.nodes)
  const nodes = Object.fromEntries(ids.map((id) => [id, settle(id).status]))
  const isRace = ({ target }: { target: { nodeId: string } }) => wiring.control(target.nodeId) === 'race'
  const loose = new Set(ids.filter((id) => wiring.leadsOnlyTo(id, isRace)))
  return { run: failed ? 'failed' : 'succeeded', nodes, attempts, stopped, loose, certain }
}
