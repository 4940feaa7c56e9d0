import { openHome } from '../../config/home.ts'
import { openRunTable } from '../../host/runTable.ts'
import { common, readNumber, readOptions } from '../options.ts'
import { exitWith, printTable } from '../print.ts'
import { readStore } from '../readStore.ts'

const shown = 50

/** `segue runs list [--limit N]`: the newest runs. Reads beside a live runner. */
export async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, { ...common, limit: { type: 'string' } }, 0)
  return exitWith(values.json, async () => {
    const limit = values.limit === undefined ? shown : readNumber(values.limit, '--limit', [1, 10_000])
    const heads = await readStore(openHome(values.home), (db) => openRunTable(db).heads({ limit }))
    if (values.json) console.log(JSON.stringify(heads))
    else if (heads.length === 0) console.log('Nothing has run yet.')
    else
      printTable([
        ['RUN', 'STATE', 'STARTED', 'RECIPE'],
        ...heads.map(({ runId, recipeName, status, createdAt, kept }) => [
          runId,
          status + (kept ? ', kept' : ''),
          new Date(createdAt).toISOString(),
          recipeName,
        ]),
      ])
    return 0
  })
}
