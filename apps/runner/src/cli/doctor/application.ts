import { AppId } from '@segue/protocol'
import { openHome } from '../../config/home.ts'
import { withBackend } from '../backend.ts'
import { usageError } from '../options.ts'
import { exitWith } from '../print.ts'
import { type Examination, examine, type Finding } from './examine.ts'

/** `segue doctor APP`: what is connected, what it can do and how quick it answers; exit 1 when something fails. */
export function doctorOf(
  name: string,
  values: { json: boolean; home?: string | undefined },
): Promise<number> {
  const app = AppId.safeParse(name)
  if (!app.success) throw usageError(`“${name}” is no application; there are: ${AppId.options.join(', ')}.`)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const report = await examine(backend, app.data)
        if (values.json) console.log(JSON.stringify(report))
        else print(report)
        return report.read?.ok !== false && report.write?.ok !== false ? 0 : 1
      },
      { idle: true },
    ),
  )
}

function print({
  segue,
  system,
  live,
  state,
  bridge,
  commands,
  about,
  latency,
  read,
  write,
}: Examination): void {
  const { title, provider, state: stands, detail } = state
  console.log(`Segue ${segue} · ${system} · ${live ? 'asked the running Segue' : 'no Segue was running'}`)
  console.log(
    `${title}: ${provider}, ${stands === 'standIn' ? 'stand-in' : stands}${detail ? ` (${detail})` : ''}`,
  )
  if (bridge) console.log(`Bridge: ${bridge.name} ${bridge.version}, ${commands} commands`)
  for (const [key, value] of Object.entries(about ?? {})) console.log(`  ${key}: ${inWords(value)}`)
  if (latency) console.log(`Answers: p50 ${latency.p50.toFixed(1)} ms, p99 ${latency.p99.toFixed(1)} ms`)
  if (stands === 'standIn' && !live)
    console.log(`${title} itself dials in only while Segue runs: \`segue start\`, then look again.`)
  line('Read', read)
  line('Write', write)
}

function line(title: string, finding: Finding | null): void {
  if (finding?.ok) console.log(`✔ ${title}: ${finding.said}`)
  else if (finding)
    console.log(
      `✖ ${title}: ${finding.failure.message}  [${finding.failure.code}]\n  ${finding.failure.hint}`,
    )
}

/** Lists of plain values as such, anything deeper as JSON. */
function inWords(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'object' ? JSON.stringify(value) : String(value)
  return value.length === 0 ? 'none' : value.map(inWords).join(', ')
}
