import { openHome } from '../config/home.ts'
import { openRunTable } from '../host/runTable.ts'
import { openDatabase } from '../store/database.ts'
import { readOptions } from './options.ts'

/** `segue runs`: the newest runs of a home. Reads beside a live runner. */
export async function runs(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    { home: { type: 'string' }, json: { type: 'boolean', default: false } },
    0,
  )
  const db = openDatabase(openHome(values.home).database)
  const heads = openRunTable(db).heads({ limit: 50 })
  db.close()
  if (values.json) console.log(JSON.stringify(heads))
  else
    for (const { runId, recipeName, status, createdAt } of heads)
      console.log(`${runId}  ${status.padEnd(10)}  ${new Date(createdAt).toISOString()}  ${recipeName}`)
  return 0
}
