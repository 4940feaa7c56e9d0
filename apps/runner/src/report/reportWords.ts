import type { NightReport, NotifyMessage, ReportedMiss, ReportedRun } from '@segue/protocol'

/** Lines of each part; of more things only the number is told. */
const told = 15

const timeOf = (at: number): string => new Date(at).toTimeString().slice(0, 5)

/** A report as a message of plain text. */
export function reportWords(report: NightReport): Pick<NotifyMessage, 'title' | 'text' | 'notices'> {
  const { counts, runs, missed } = report
  const parts = [
    [counts.waiting, counts.waiting === 1 ? 'waits for you' : 'wait for you'],
    [counts.failed, 'failed'],
    [counts.missed, 'did not start'],
    [counts.done, 'done'],
    [counts.going, counts.going === 1 ? 'still goes' : 'still go'],
  ] as const
  const summary = parts.flatMap(([n, word]) => (n > 0 ? `${n} ${word}` : [])).join(', ')
  const waiting = runs.filter(({ waits }) => waits !== null)
  const of = (status: ReportedRun['status']) => runs.filter((run) => run.status === status)
  const sections = [
    section('Waits for you', waiting.map(waitsLine)),
    section('Failed', of('failed').map(failedLine)),
    section('Did not start', missed.map(missLine)),
    section('Done', of('succeeded').map(doneLine)),
    section(
      'Cancelled',
      of('cancelled').map(({ recipeName }) => recipeName),
    ),
  ].filter((text) => text !== '')
  return {
    title: summary === '' ? 'Segue: a quiet night' : `Segue: ${summary}`,
    text: sections.length > 0 ? sections.join('\n\n') : 'Nothing ran, and nothing was missed.',
    notices: [],
  }
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : [
        title,
        ...lines.slice(0, told).map((line) => `  ${line}`),
        ...(lines.length > told ? [`  … and ${lines.length - told} more.`] : []),
      ].join('\n')

const waitsLine = ({ recipeName, waits }: ReportedRun): string => `${recipeName}: ${waits}`

const failedLine = ({ recipeName, failure, endedAt, createdAt }: ReportedRun): string =>
  `${timeOf(endedAt ?? createdAt)}  ${recipeName}${failure ? `: ${failure.message} ${failure.hint}` : ''}`

const doneLine = ({ recipeName, files, standIns, endedAt, createdAt }: ReportedRun): string => {
  const names = files.map(({ file }) => file.name).join(', ')
  const made = names === '' ? '' : `: ${names}`
  return `${timeOf(endedAt ?? createdAt)}  ${recipeName}${made}${standIns > 0 ? ' (with stand-ins)' : ''}`
}

const missLine = ({ trigger, recipeName, at, reason, times }: ReportedMiss): string =>
  `${timeOf(at)}  ${trigger}${recipeName === null || recipeName === trigger ? '' : ` (${recipeName})`}: ${reason}${
    times > 1 ? `, ${times} times` : ''
  }`
