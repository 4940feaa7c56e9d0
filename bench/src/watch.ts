import { writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { TriggerDraft } from '@segue/protocol'
import type { Runner } from '@segue/runner/runner'
import { withHome, withRunner } from './benchRunner.ts'
import { chain } from './chain.ts'
import type { Row } from './table.ts'

const files = 1000
/** Longer than from one look at everything to the next. */
const watchedMs = 65_000

/** What a runner takes while nothing happens in a folder that a trigger watches, beside what it takes without one. */
export const benchWatch = (): Promise<Row[]> =>
  withHome((home) =>
    withRunner(home, async (runner) => {
      const folder = join(home.root, 'watched')
      await mkdir(folder)
      for (let i = 0; i < files; i++) writeFileSync(join(folder, `take ${i}.wav`), `${i}`)
      const without = await share(watchedMs / 2)
      const before = heldBytes()
      await watch(runner, folder)
      const held = heldBytes() - before
      const busy = await share(watchedMs)
      const what = `${files} watched files, nothing happens`
      return [
        { what: `${what}: of one core`, value: (busy - without) * 100, unit: '%', limit: 'at most 1' },
        { what: `${what}: memory`, value: held / 2 ** 20, unit: 'MB' },
      ]
    }),
  )

async function watch({ services }: Runner, folder: string): Promise<void> {
  const { id: recipeId } = await services.recipes.create({ name: 'Bench', recipe: chain })
  const settings = { kind: 'files', folder, subfolders: true }
  const { id } = await services.triggers.create(TriggerDraft.parse({ recipeId, name: 'Bench', settings }))
  await sleep(3000)
  const { failure, last } = await services.triggers.get(id)
  if (failure ?? last) throw new Error('The folder should be watched, and nothing should have fired.')
}

/** The part of one core that this process takes. */
export async function share(ms: number): Promise<number> {
  const from = performance.now()
  const before = process.cpuUsage()
  await sleep(ms)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / (performance.now() - from)
}

/** What this process holds in memory, without what nobody needs any more. */
export function heldBytes(): number {
  setFlagsFromString('--expose_gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}
