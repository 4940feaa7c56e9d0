import type { Logger } from './logger.ts'

const everyMs = 500
const alarmMs = 1000

/** Says in the log when this process was held up so long that bridges and browsers waited. Returns how to stop. */
export function watchLag(log: Pick<Logger, 'warn'>): () => void {
  let due = performance.now() + everyMs
  const timer = setInterval(() => {
    const lateMs = Math.round(performance.now() - due)
    if (lateMs > alarmMs) log.warn({ lateMs }, 'something held this process up')
    due = performance.now() + everyMs
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
