import { openHome } from '../../config/home.ts'
import { type Backend, withBackend } from '../backend.ts'
import { exitWith } from '../print.ts'

/**
 * Tells a run something, through its runner when one is live; else it is stored, and what it wakes goes on at the next
 * start. `said` is what a person reads afterwards.
 */
export const tell = (
  { json, home }: { json: boolean; home?: string | undefined },
  said: string,
  work: (backend: Backend) => Promise<void>,
  { wakes = true } = {},
): Promise<number> =>
  exitWith(json, () =>
    withBackend(
      openHome(home),
      async (backend) => {
        await work(backend)
        if (json) console.log(JSON.stringify({ ok: true }))
        else console.log(`✔ ${said}${wakes && !backend.live ? ' Runs go on with `segue start`.' : ''}`)
        return 0
      },
      { idle: true },
    ),
  )
