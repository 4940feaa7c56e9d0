import type { Heard } from '@segue/protocol'
import { fail } from '@segue/protocol'
import { openHome } from '../../config/home.ts'
import { liveRunner } from '../backend.ts'
import { common, readNumber, readOptions } from '../options.ts'
import { exitWith } from '../print.ts'

/** `segue trigger listen TRIGGER [--count N]`: what it receives, whether it fires or not, until it is stopped. */
export async function listen(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { ...common, count: { type: 'string' } }, 1)
  const count = values.count === undefined ? null : readNumber(values.count, '--count', [1, 1_000_000])
  const [id = ''] = positionals
  return exitWith(values.json, async () => {
    const client = await liveRunner(openHome(values.home))
    if (!client) throw offline()
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    try {
      const { words } = await client.triggers.get(id)
      if (!values.json) console.error(`It listens ${words}. Ctrl+C ends.`)
      let heard = 0
      await client.triggers.listen(id, {
        signal: stop.signal,
        onData(one) {
          console.log(values.json ? JSON.stringify(one) : inWords(one))
          heard += 1
          if (heard === count) stop.abort()
        },
      })
    } finally {
      await client.close()
    }
    return 0
  })
}

function inWords({ at, words, fires, reason, inputs }: Heard): string {
  const values = Object.entries(inputs).map(([key, value]) => `\n    ${key}: ${JSON.stringify(value)}`)
  const time = new Date(at).toTimeString().slice(0, 8)
  return `${time} ${fires ? '✔' : '–'} ${words}${reason === null ? '' : `: ${reason}`}${values.join('')}`
}

const offline = () =>
  fail({
    code: 'runner.offline',
    message: 'Nothing listens: no runner of this home is there.',
    hint: 'Run `segue start`, and try again beside it.',
    kind: 'environment',
  })
