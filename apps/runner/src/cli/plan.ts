import { openHome } from '../config/home.ts'
import { withBackend } from './backend.ts'
import { common, readOptions } from './options.ts'
import { exitWith, printTable } from './print.ts'
import { readRequest, requestOptions } from './request.ts'

const options = { ...common, ...requestOptions, ahead: { type: 'boolean', default: false } } as const

/** `segue plan RECIPE [--ahead]`: what would run now, and why. Runs nothing. */
export async function plan(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const request = await readRequest(backend, positionals[0] ?? '', values)
        const found = await backend.runs.plan({ ...request, ...(values.ahead ? { ahead: true } : {}) })
        if (values.json) console.log(JSON.stringify(found))
        else
          printTable([
            ['STEP', 'NOW', 'BECAUSE', 'ON'],
            ...found.nodes.map(({ name, verdict, because, lane, provider }) => [
              name,
              verdict,
              because,
              provider ?? lane,
            ]),
          ])
        return 0
      },
      { idle: true },
    ),
  )
}
