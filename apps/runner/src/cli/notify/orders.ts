import type { Backend } from '../backend.ts'
import { common, readOptions } from '../options.ts'
import { withTriggers } from '../trigger/withTriggers.ts'

const order =
  (work: (notify: Backend['notify'], id: string) => Promise<void>, said: string) =>
  async (args: string[]): Promise<number> => {
    const { values, positionals } = readOptions(args, common, 1)
    const [id = ''] = positionals
    return withTriggers(
      values,
      async ({ notify }) => {
        await work(notify, id)
        return { ok: true }
      },
      () => console.log(`✔ ${id} ${said}`),
    )
  }

/** `segue notify test ID`: sends a message there. */
export const test = order((notify, id) => notify.test(id), 'was sent a message.')
/** `segue notify remove ID` */
export const remove = order((notify, id) => notify.remove(id), 'is told no more.')
