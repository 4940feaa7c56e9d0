import type { Backend } from '../backend.ts'
import { common, readOptions } from '../options.ts'
import { untilStart, withTriggers } from './withTriggers.ts'

const order =
  (
    work: (triggers: Backend['triggers'], id: string) => Promise<unknown>,
    said: (backend: Backend) => string,
  ) =>
  async (args: string[]): Promise<number> => {
    const { values, positionals } = readOptions(args, common, 1)
    const [id = ''] = positionals
    return withTriggers(
      values,
      async ({ triggers }) => (await work(triggers, id)) ?? { ok: true },
      (_, backend) => console.log(`✔ ${id} ${said(backend)}`),
    )
  }

/** `segue trigger pause TRIGGER` */
export const pause = order(
  (triggers, id) => triggers.pause(id),
  () => 'is paused; what waited is dropped, and runs go on.',
)
/** `segue trigger resume TRIGGER`: from its next moment on. */
export const resume = order(
  (triggers, id) => triggers.resume(id),
  (backend) => `goes on.${untilStart(backend)}`,
)
/** `segue trigger remove TRIGGER` */
export const remove = order(
  (triggers, id) => triggers.remove(id),
  () => 'is removed; its runs stay.',
)

/** `segue trigger run TRIGGER`: now, whatever its settings say. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return withTriggers(
    values,
    ({ triggers }) => triggers.runNow(positionals[0] ?? ''),
    ({ runId }, { live }) =>
      console.log(`✔ ${runId} is started.${live ? '' : ' It goes on with `segue start`.'}`),
  )
}
