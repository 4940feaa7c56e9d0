import type { ItemCount, StepStatus } from '@segue/protocol'
import type { Compiled, PlanNode } from '../types.ts'
import { shown } from './escape.ts'

/** How a step of a run stands, as far as it is drawn. */
export interface LiveStep {
  nodeId: string
  status: StepStatus
  settledBy: string | null
  items: ItemCount | null
}

/** Opening and closing brackets of a node's shape in Mermaid, by what it is. */
const shapes: Record<string, readonly [string, string]> = {
  branch: ['{', '}'],
  onFailure: ['{', '}'],
  merge: ['([', '])'],
  collect: ['([', '])'],
  race: ['([', '])'],
  wait: ['([', '])'],
  approve: ['{{', '}}'],
  map: ['[[', ']]'],
  recipe: ['[[', ']]'],
}

const colours: Record<string, string> = {
  waiting: 'fill:#2b2f36,stroke:#5b6470,color:#c9d1d9',
  going: 'fill:#ffd34d,stroke:#7a5c00,color:#1a1400,stroke-width:3px',
  held: 'fill:#ff9d5c,stroke:#7a3300,color:#1f0d00,stroke-width:3px',
  succeeded: 'fill:#3fb27f,stroke:#0f5132,color:#04140c',
  failed: 'fill:#f0616d,stroke:#7a0c17,color:#1f0004',
  off: 'fill:#444b55,stroke:#6b7480,color:#aab2bd,stroke-dasharray:4 3',
}

const classes: Record<StepStatus, keyof typeof colours> = {
  waiting: 'waiting',
  queued: 'going',
  running: 'going',
  retrying: 'going',
  blocked: 'held',
  unknown: 'held',
  succeeded: 'succeeded',
  failed: 'failed',
  skipped: 'off',
  cancelled: 'off',
}

const itemsOf = ({ total, live, succeeded, failed }: ItemCount): string =>
  `${succeeded} of ${total} done${failed > 0 ? `, ${failed} failed` : ''}${live > 0 ? `, ${live} live` : ''}`

function labelOf(node: PlanNode, step: LiveStep | undefined): string {
  const kind = node.kind === 'action' ? (node.control ?? node.lane) : node.kind
  const state = step
    ? step.settledBy && step.settledBy !== 'run'
      ? `${step.status} (${step.settledBy})`
      : step.status
    : null
  const lines = [node.name || node.nodeId, node.type, kind, state, step?.items ? itemsOf(step.items) : null]
  return lines.flatMap((line) => (line === null ? [] : [shown(line)])).join('<br/>')
}

/** The ports that values take from one entry of a node's `upstream`. */
function portsFrom(node: PlanNode, entry: string): string {
  const [nodeId, only] = entry.split(':')
  const ports = Object.entries(node.inputs).flatMap(([port, source]) =>
    source.from === 'node' && source.nodeId === nodeId && (only === undefined || only === source.port)
      ? [`${source.port} → ${port}`]
      : [],
  )
  return shown(ports.length > 0 ? ports.join(', ') : (only ?? ''))
}

/**
 * A compiled recipe as a Mermaid flow chart: its nodes with type, kind and lane, its edges with their ports, and what
 * maps and recipes run as boxes, each once. `steps`: how the steps of a run stand; child runs are summed up.
 */
export function planDiagram(compiled: Compiled, steps: readonly LiveStep[] = []): string {
  const lines = ['flowchart LR']
  const links: string[] = []
  const live = new Map(steps.map((step) => [step.nodeId, step]))
  const used = new Set<string>()
  const boxes = new Map<string, string>()
  const waiting: { id: string; title: string; child: Compiled }[] = []

  const draw = ({ plan }: Compiled, prefix: string, stepOf: (nodeId: string) => LiveStep | undefined) => {
    const ids = new Map(plan.nodes.map(({ nodeId }, i) => [nodeId, `${prefix}n${i}`]))
    for (const node of plan.nodes) {
      const id = ids.get(node.nodeId) ?? ''
      const step = stepOf(node.nodeId)
      const [open, close] = shapes[node.control ?? ''] ?? ['[', ']']
      const shade = step ? classes[step.status] : node.kind === 'action' ? null : 'off'
      if (shade) used.add(shade)
      lines.push(`  ${id}${open}"${labelOf(node, step)}"${close}${shade ? `:::${shade}` : ''}`)
    }
    for (const node of plan.nodes)
      for (const entry of node.upstream) {
        const from = ids.get(entry.split(':', 1)[0] ?? '')
        const ports = portsFrom(node, entry)
        const arrow = entry.includes(':') ? '-.->' : '-->'
        if (from) lines.push(`  ${from} ${arrow}${ports ? `|"${ports}"|` : ''} ${ids.get(node.nodeId)}`)
      }
    for (const { nodeId, child, name } of plan.nodes) {
      if (!child) continue
      const box = boxes.get(child.hash) ?? `c${boxes.size}`
      if (!boxes.has(child.hash)) waiting.push({ id: box, title: name || nodeId, child })
      boxes.set(child.hash, box)
      links.push(`  ${ids.get(nodeId)} -. runs .-> ${box}`)
    }
  }

  draw(compiled, '', (nodeId) => live.get(nodeId))
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    lines.push(`  subgraph ${next.id}["${shown(next.title)}"]`)
    draw(next.child, next.id, () => undefined)
    lines.push('  end')
  }
  lines.push(...links)
  for (const [name, style] of Object.entries(colours))
    if (used.has(name)) lines.push(`  classDef ${name} ${style}`)
  return `${lines.join('\n')}\n`
}
