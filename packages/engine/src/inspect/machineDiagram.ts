import type { MachineConfig, Named, Transition } from './config.ts'
import { listed, shown } from './escape.ts'
import { timerActions } from './timers.ts'

const wordsOf = ({ type, params }: Named): string => {
  const timer = timerActions[type]
  const given = Object.values(params).map((value) =>
    typeof value === 'string' ? value : JSON.stringify(value),
  )
  return (
    type +
    (given.length > 0 ? `(${given.join(', ')})` : '') +
    (timer ? ` (${timer.does} timer ${timer.timer})` : '')
  )
}

/** `EVENT [guard] / action, action`; `else` where the guards before it said no. */
function labelOf(event: string, { guard, actions }: Transition, isLast: boolean): string {
  const condition = guard ? ` [${wordsOf(guard)}]` : isLast ? ' [else]' : ''
  const effects = actions.length > 0 ? ` / ${actions.map(wordsOf).join(', ')}` : ''
  return shown(`${event}${condition}${effects}`)
}

/**
 * A machine as a Mermaid state diagram: every state with its entry and exit actions, every event with its guards and
 * actions, timers by name. `live`: who is in which state now; those states are highlighted. Same text for same input.
 */
export function machineDiagram(
  { initial, states }: MachineConfig,
  live: ReadonlyMap<string, readonly string[]> = new Map(),
): string {
  const names = Object.keys(states)
  // States get ids of their own: `end` and its like mean something to Mermaid.
  const idOf = (state: string): string => `s${names.indexOf(state)}`
  const lines = ['stateDiagram-v2', '  direction TB']
  for (const name of names) lines.push(`  state "${shown(name)}" as ${idOf(name)}`)
  lines.push(`  [*] --> ${idOf(initial)}`)
  for (const [name, state] of Object.entries(states)) {
    const id = idOf(name)
    for (const [when, actions] of [
      ['entry', state.entry],
      ['exit', state.exit],
    ] as const)
      if (actions.length > 0) lines.push(`  ${id} : ${shown(`${when} / ${actions.map(wordsOf).join(', ')}`)}`)
    for (const [event, transitions] of [['always', state.always] as const, ...Object.entries(state.on)])
      for (const [i, transition] of transitions.entries()) {
        const label = labelOf(event, transition, i > 0)
        const { target } = transition
        lines.push(target === undefined ? `  ${id} : ${label}` : `  ${id} --> ${idOf(target)} : ${label}`)
      }
    if (state.type === 'final') lines.push(`  ${id} --> [*]`)
  }
  const occupied = names.filter((name) => live.has(name))
  for (const name of occupied)
    lines.push(`  ${idOf(name)} : ${shown(`● ${listed(live.get(name) ?? [], 8)}`)}`)
  if (occupied.length > 0) {
    lines.push('  classDef live fill:#ffd34d,stroke:#7a5c00,color:#1a1400,stroke-width:3px')
    lines.push(`  class ${occupied.map(idOf).join(',')} live`)
  }
  return `${lines.join('\n')}\n`
}
