import type { NightReport } from '@segue/protocol'

type Counts = NightReport['counts']

/** `1 waits for you, 2 failed, 12 done`; empty when nothing happened. */
export function countWords({ waiting, failed, missed, done }: Counts): string {
  const parts = [
    [waiting, waiting === 1 ? 'waits for you' : 'wait for you'],
    [failed, 'failed'],
    [missed, 'did not start'],
    [done, 'done'],
  ] as const
  return parts.flatMap(([count, word]) => (count > 0 ? `${count} ${word}` : [])).join(', ')
}
