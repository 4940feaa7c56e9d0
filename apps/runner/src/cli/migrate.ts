import { changesBetween, diffRecipes } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { withBackend } from './backend.ts'
import { common, readOptions } from './options.ts'
import { exitWith } from './print.ts'
import { linesOf } from './versions.ts'

const options = { ...common, accept: { type: 'boolean', default: false } } as const

/** `segue recipes migrate ID [--accept]`: what changes when nodes of older versions are brought up to date; saves it when told to. */
export async function migrate(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const [id = ''] = positionals
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ recipes }) => {
        const before = await recipes.get(id)
        const offer = await recipes.migration(id)
        const changes = offer ? changesBetween(before, offer.recipe) : []
        if (values.accept && changes.length > 0)
          await recipes.save({ id, baseRevision: before.revision, changes })
        if (values.json)
          console.log(
            JSON.stringify({
              id,
              nodes: offer?.nodes ?? [],
              diff: offer && diffRecipes(before, offer.recipe),
              saved: values.accept && changes.length > 0,
            }),
          )
        else if (!offer) console.log('✔ All nodes are up to date.')
        else {
          for (const { name, title, from, to, says } of offer.nodes)
            console.log(`${name}: ${title} ${from} → ${to}  ${says.join(' ')}`)
          for (const line of linesOf(diffRecipes(before, offer.recipe))) console.log(`  ${line}`)
          console.log(
            values.accept ? '✔ Saved as a new version.' : 'Nothing is saved yet: add --accept to take it.',
          )
        }
        return 0
      },
      { idle: true },
    ),
  )
}
