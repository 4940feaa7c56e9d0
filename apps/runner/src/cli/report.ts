import { reportWords } from '../report/reportWords.ts'
import { common, readOptions } from './options.ts'
import { readMoment } from './readMoment.ts'
import { withTriggers } from './trigger/withTriggers.ts'

/** `segue report [--since TIME]`: what ran, failed, waits or was missed since the last evening. */
export async function report(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...common, since: { type: 'string' } }, 0)
  const { since } = values
  return withTriggers(
    values,
    ({ report }) => report.night(since === undefined ? undefined : readMoment(since, '--since', 'past')),
    (night) => {
      const { title, text } = reportWords(night)
      console.log(`${title.replace(/^Segue: /, '')} since ${new Date(night.since).toISOString()}\n\n${text}`)
    },
  )
}
