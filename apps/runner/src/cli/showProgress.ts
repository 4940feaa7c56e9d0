import type { RunView } from '@segue/protocol'
import type { Feed } from '../host/feed.ts'

const marks: Record<string, string> = { succeeded: '✔', failed: '✖', skipped: '–', cancelled: '■' }

/** Prints each step as it settles; on a terminal, the running step's progress on one line. Returns how to stop. */
export function showProgress(feed: Feed, run: RunView): () => void {
  const names = new Map(run.steps.map((step) => [step.nodeId, step.name || step.type]))
  const live = process.stderr.isTTY
  const settled = new Set<string>()
  const clear = () => void (live && process.stderr.write('\r\x1b[2K'))
  const stop = feed.listen(({ runId, change }) => {
    if (runId !== run.head.runId) return
    if (change.type === 'progress' && live) {
      const { nodeId, fraction, message } = change.progress
      const done =
        fraction === null
          ? ''
          : `${'█'.repeat(Math.round(fraction * 24)).padEnd(24, '░')} ${Math.round(fraction * 100)} %`
      process.stderr.write(`\r\x1b[2K  ${names.get(nodeId) ?? nodeId}  ${done}  ${message.slice(0, 60)}`)
    }
    if (change.type === 'step' && change.step.status in marks && !settled.has(change.step.nodeId)) {
      const { nodeId, status, startedAt, endedAt, standIn } = change.step
      settled.add(nodeId)
      clear()
      const seconds = startedAt && endedAt ? `${((endedAt - startedAt) / 1000).toFixed(1)} s` : ''
      process.stderr.write(
        `${marks[status]} ${names.get(nodeId) ?? nodeId}  ${seconds}${standIn ? '  (stand-in)' : ''}\n`,
      )
    }
    if (change.type === 'log' && change.line.level !== 'info') {
      clear()
      process.stderr.write(`⚠ ${names.get(change.line.nodeId ?? '') ?? ''}: ${change.line.text}\n`)
    }
  })
  return () => {
    stop()
    clear()
  }
}
