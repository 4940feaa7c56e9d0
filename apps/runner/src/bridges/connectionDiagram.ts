import { connectionMachine } from './machine.ts'

interface Target {
  target?: string
  guard?: string
  actions?: string
}
type Targets = string | Target | readonly Target[]
interface State {
  initial?: string
  on?: Record<string, Targets>
  states?: Record<string, State>
}

const listed = (targets: Targets): readonly Target[] =>
  typeof targets === 'string' ? [{ target: targets }] : Array.isArray(targets) ? targets : [targets as Target]

const labelOf = (event: string, { guard, actions }: Target): string =>
  `${event}${guard ? ` [${guard}]` : ''}${actions ? ` / ${actions}` : ''}`

/** The connection to an application as a Mermaid state diagram. Same text for the same machine. */
export function connectionDiagram(): string {
  const { initial, on = {}, states = {} } = connectionMachine.config as unknown as State // its names are plain texts
  const lines = ['stateDiagram-v2']
  const draw = (name: string, state: State, indent: string) => {
    if (state.states) {
      lines.push(`${indent}state ${name} {`, `${indent}  [*] --> ${state.initial}`)
      for (const [inner, one] of Object.entries(state.states)) draw(inner, one, `${indent}  `)
      lines.push(`${indent}}`)
    }
    for (const [event, targets] of Object.entries(state.on ?? {}))
      for (const one of listed(targets)) {
        const to = one.target?.split('.').at(-1)
        if (to) lines.push(`${indent}${name} --> ${to} : ${labelOf(event, one)}`)
      }
  }
  lines.push(`  [*] --> ${initial}`)
  for (const [name, state] of Object.entries(states)) draw(name, state, '  ')
  const anywhere = Object.entries(on).flatMap(([event, targets]) =>
    listed(targets).map((one) => `${labelOf(event, one)}${one.target ? ` → ${one.target.slice(1)}` : ''}`),
  )
  lines.push(
    '  note right of disconnected',
    '    In every state:',
    ...anywhere.map((text) => `    ${text}`),
    '  end note',
  )
  return `${lines.join('\n')}\n`
}
