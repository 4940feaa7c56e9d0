import { openHome } from '../../config/home.ts'
import { openRunTable } from '../../host/runTable.ts'
import { common, readNumber, readOptions } from '../options.ts'
import { exitWith, printTable } from '../print.ts'
import { readStore } from '../readStore.ts'

const shown = 50
const options = { ...common, limit: { type: 'string' }, search: { type: 'string' } } as const

/** `segue runs list [--limit N] [--search WORDS]`: the newest runs. Reads beside a live runner. */
export async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, options, 0)
  return exitWith(values.json, async () => {
    const limit = values.limit === undefined ? shown : readNumber(values.limit, '--limit', [1, 10_000])
    const search = values.search ?? ''
    const heads = await readStore(openHome(values.home), (db) => openRunTable(db).heads({ limit, search }))
    if (values.json) console.log(JSON.stringify(heads))
    else if (heads.length === 0)
      console.log(search === '' ? 'Nothing has run yet.' : 'No run is of such a recipe.')
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
