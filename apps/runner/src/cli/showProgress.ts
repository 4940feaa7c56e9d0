import type { RunChange } from '@segue/protocol'

const marks: Record<string, string> = { succeeded: '✔', failed: '✖', skipped: '–', cancelled: '■' }
const columns = 24

/** Prints each step as it settles; on a terminal also the running step's progress, on one line. */
export function showProgress(): { show(change: RunChange): void; clear(): void } {
  const names = new Map<string, string>()
  const settled = new Set<string>()
  const live = process.stderr.isTTY
  const clear = () => void (live && process.stderr.write('\r\x1b[2K'))
  const nameOf = (nodeId: string | null) => names.get(nodeId ?? '') ?? nodeId ?? ''
  return {
    clear,
    show(change) {
      if (change.type === 'init')
        for (const step of change.run.steps) names.set(step.nodeId, step.name || step.type)
      if (change.type === 'progress' && live) {
        const { nodeId, fraction, message } = change.progress
        clear()
        process.stderr.write(`  ${nameOf(nodeId)}  ${bar(fraction)}  ${message.slice(0, 60)}`)
      }
      if (change.type === 'step' && change.step.status in marks && !settled.has(change.step.nodeId)) {
        const { nodeId, status, settledBy, startedAt, endedAt, standIn } = change.step
        settled.add(nodeId)
        clear()
        const seconds = startedAt && endedAt ? `${((endedAt - startedAt) / 1000).toFixed(1)} s` : ''
        const how = settledBy === null || settledBy === 'run' ? seconds : settledBy
        process.stderr.write(`${marks[status]} ${nameOf(nodeId)}  ${how}${standIn ? '  (stand-in)' : ''}\n`)
      }
      if (change.type === 'log' && change.line.level !== 'info') {
        clear()
        process.stderr.write(`⚠ ${nameOf(change.line.nodeId)}: ${change.line.text}\n`)
      }
    },
  }
}

function bar(fraction: number | null): string {
  if (fraction === null) return ''
  return `${'█'.repeat(Math.round(fraction * columns)).padEnd(columns, '░')} ${Math.round(fraction * 100)} %`
}
