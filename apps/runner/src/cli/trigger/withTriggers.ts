import { openHome } from '../../config/home.ts'
import { type Backend, withBackend } from '../backend.ts'
import { exitWith } from '../print.ts'

/** Asks a runner about triggers, and prints what it answers: as JSON, or in words. */
export const withTriggers = <T>(
  { json, home }: { json: boolean; home?: string | undefined },
  ask: (backend: Backend) => Promise<T>,
  print: (answer: T, backend: Backend) => void,
): Promise<number> =>
  exitWith(json, () =>
    withBackend(
      openHome(home),
      async (backend) => {
        const answer = await ask(backend)
        if (json) console.log(JSON.stringify(answer))
        else print(answer, backend)
        return 0
      },
      { idle: true },
    ),
  )

/** What a person reads when nothing fires as long as no runner is there. */
export const untilStart = ({ live }: Backend): string => (live ? '' : ' It fires while `segue start` runs.')
