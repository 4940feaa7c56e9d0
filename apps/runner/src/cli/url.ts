import { fail } from '@segue/protocol'
import { z } from 'zod'
import { openHome } from '../config/home.ts'
import { readSecret } from '../server/secrets.ts'
import { readOwner } from '../store/homeLock.ts'
import { readOptions } from './options.ts'

/** `segue url`: asks the runner of a home for another sign-in link. */
export async function url(args: string[]): Promise<number> {
  const { values } = readOptions(args, { home: { type: 'string' } }, 0)
  const home = openHome(values.home)
  const port = readOwner(home)?.port
  const response = port
    ? await fetch(`http://127.0.0.1:${port}/sign-in/code`, {
        method: 'POST',
        headers: { authorization: `Bearer ${readSecret(home.token).toString('hex')}` },
      }).catch(() => null)
    : null
  if (!response?.ok)
    throw fail({
      code: 'runner.not_running',
      message: `No runner answers for ${home.root}.`,
      hint: 'Start one with `segue start`.',
      kind: 'environment',
    })
  console.log(z.object({ url: z.string() }).parse(await response.json()).url)
  return 0
}
