import { openHome } from '../config/home.ts'
import { createRecipeService } from '../services/recipeService.ts'
import { openDatabase } from '../store/database.ts'
import { readOptions } from './options.ts'

/** `segue recipes`: the recipes of a home. Reads beside a live runner. */
export async function recipes(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    { home: { type: 'string' }, json: { type: 'boolean', default: false } },
    0,
  )
  const db = openDatabase(openHome(values.home).database)
  const list = await createRecipeService(db, async () => null).list()
  db.close()
  if (values.json) console.log(JSON.stringify(list))
  else
    for (const { id, name, nodes, starter } of list)
      console.log(`${id}  ${name}  (${nodes} nodes${starter ? ', starter' : ''})`)
  return 0
}
