import type { Effect, PlanBadge, PlanFix, Recipe } from '@segue/protocol'
import { placedNodes } from '@segue/protocol/placedNodes'
import type { PlannerTypes } from '../types.ts'

/** Whether an application can be reached now; `standIn` is Segue's own in its place. */
export interface AppThere {
  app: string
  title: string
  state: string
}

const reachable = new Set(['idle', 'busy', 'found', 'starting'])

/** What a person should know of an effect before a node with it runs; other effects go without a word. */
const warned: Partial<Record<Effect, string>> = {
  code: 'Runs code; somebody approves the exact text first.',
  delete: 'Deletes something.',
  file: 'Writes files outside Segue.',
  network: 'Reaches other machines.',
  process: 'Starts a program.',
}

/** What stands on new nodes: applications that are not there, what needs a word of a person, what was assumed. */
export function badgesFor(
  { before, after }: { before: Recipe; after: Recipe },
  { types, apps, fixes }: { types: PlannerTypes; apps: readonly AppThere[]; fixes: readonly PlanFix[] },
): PlanBadge[] {
  const old = placedNodes(before.graph)
  const added = [...placedNodes(after.graph)].filter(([id]) => !old.has(id))
  const ids = new Set(added.map(([id]) => id))
  const ofTypes = added.flatMap(([nodeId, { node }]): PlanBadge[] => {
    const type = types.get(node.type)
    const app = apps.find((one) => one.app === type?.lane)
    const standIn = app?.state === 'standIn'
    return [
      ...(app && !reachable.has(app.state)
        ? [
            {
              kind: 'connection' as const,
              nodeId,
              text: standIn
                ? `${app.title} is not connected; its stand-in takes its place.`
                : `${app.title} is not connected.`,
            },
          ]
        : []),
      ...(type?.effects ?? []).flatMap((effect) => {
        const text = warned[effect]
        return text === undefined ? [] : [{ kind: 'approval' as const, nodeId, text }]
      }),
    ]
  })
  const assumed = fixes.flatMap(({ nodeId, text }): PlanBadge[] =>
    nodeId !== undefined && ids.has(nodeId) ? [{ kind: 'assumed', nodeId, text: text.slice(0, 300) }] : [],
  )
  const open = after.inputs.flatMap(({ key, label, required, default: value, to }): PlanBadge[] => {
    const nodeId = to[0]?.nodeId
    const isNew = !before.inputs.some((input) => input.key === key)
    return isNew && required && value === undefined && nodeId !== undefined
      ? [{ kind: 'input', nodeId, text: `Needs “${label}” from you.`.slice(0, 300) }]
      : []
  })
  return [...ofTypes, ...assumed, ...open]
}
