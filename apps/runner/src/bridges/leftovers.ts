import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { killGroup } from './children.ts'
import { reattachMs } from './lineTimes.ts'
import type { ChildRecords } from './records.ts'

/**
 * Gives processes of an earlier runner their time to come back, then ends what did not. Whether there were any that
 * could.
 */
export async function endLeftovers(
  records: ChildRecords,
  { isBack, logger }: { isBack(pid: number): boolean; logger: Pick<Logger, 'warn'> },
): Promise<boolean> {
  const left = records.alive()
  const end = Date.now() + reattachMs
  while (Date.now() < end && records.alive().some(({ pid, piped }) => !piped && !isBack(pid))) await delay(50)
  for (const { app, pid } of records.alive()) {
    if (!left.some((child) => child.pid === pid) || isBack(pid)) continue
    logger.warn({ app, pid }, 'ending a process that an earlier runner left')
    killGroup(pid)
    records.remove(pid)
  }
  return left.some(({ piped }) => !piped)
}
