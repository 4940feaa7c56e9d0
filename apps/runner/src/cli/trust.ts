import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { basename } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fail } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { findApproval, printApprovals } from './approved.ts'
import { withBackend } from './backend.ts'
import { common, readOptions } from './options.ts'
import { exitWith } from './print.ts'

/** `segue trust [FILE.blend…]`: lets the scripts of exactly these files run when Segue opens them; lists what is trusted. */
export async function trust(args: string[]): Promise<number> {
  const { values, positionals: files } = readOptions(args, common, 0, 100)
  return exitWith(values.json, async () => {
    const hashes = await Promise.all(files.map(hashOf))
    return withBackend(
      openHome(values.home),
      async ({ approvals }) => {
        for (const [i, file] of files.entries())
          await approvals.trust({ hash: hashes[i] ?? '', name: basename(file) })
        const all = (await approvals.list()).filter(({ kind }) => kind === 'blend')
        if (values.json) console.log(JSON.stringify(all))
        else if (all.length === 0) console.log('No file is trusted; scripts in .blend files stay off.')
        else printApprovals(all)
        return 0
      },
      { idle: true },
    )
  })
}

/** `segue untrust FILE.blend|HASH`: scripts of this file stay off again, and of what Segue made from it. */
export async function untrust(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  const [given = ''] = positionals
  return exitWith(values.json, async () => {
    const start = existsSync(given) ? await hashOf(given) : given
    return withBackend(
      openHome(values.home),
      async ({ approvals }) => {
        const one = findApproval(await approvals.list(), 'blend', start)
        await approvals.revoke({ kind: 'blend', hash: one.hash })
        if (values.json) console.log(JSON.stringify({ hash: one.hash }))
        else console.log(`✔ Scripts of ${one.name} stay off from now on.`)
        return 0
      },
      { idle: true },
    )
  })
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file), hash)
  } catch {
    throw fail({
      code: 'file.missing',
      message: `There is no file ${file}, or it cannot be read.`,
      hint: 'Give the path of a .blend on this machine.',
      kind: 'input',
    })
  }
  return hash.digest('hex')
}
