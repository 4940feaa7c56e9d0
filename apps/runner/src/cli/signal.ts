import { openHome } from '../config/home.ts'
import { withBackend } from './backend.ts'
import { common, readOptions } from './options.ts'
import { exitWith } from './print.ts'
import { readValue } from './request.ts'

/** `segue signal TOPIC [--data JSON]`: an event that steps may wait for. */
export async function signal(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { ...common, data: { type: 'string' } }, 1)
  const [topic = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ runs }) => {
        const steps = await runs.signal({ topic, data: readValue(values.data ?? 'null') })
        if (values.json) console.log(JSON.stringify({ steps }))
        else console.log(`✔ ${steps} ${steps === 1 ? 'step' : 'steps'} waited for ${topic}.`)
        return 0
      },
      { idle: true },
    ),
  )
}
