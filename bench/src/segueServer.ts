import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, type SegueClient } from '@segue/client'
import type { Home } from '@segue/runner/config/home'
import { readSecret } from '@segue/runner/server/secrets'

const port = 4791

/** `segue start` in a process of its own over this home, without Blender, while `work` lasts. */
export async function withServer<T>(
  home: Home,
  work: (client: SegueClient, server: { pid: number }) => Promise<T>,
): Promise<T> {
  const cli = join(import.meta.dirname, '../../apps/runner/bin/segue.mjs')
  const args = [cli, 'start', '--home', home.root, '--port', String(port), '--no-open']
  const child = spawn(process.execPath, args, {
    stdio: 'ignore',
    env: { ...process.env, SEGUE_BLENDER: 'off' },
  })
  const url = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${url}/health`)
      .then(({ ok }) => ok)
      .catch(() => false)
  try {
    while (!(await answers())) {
      if (child.exitCode !== null) throw new Error(`segue start ended with ${child.exitCode}`)
      await sleep(20)
    }
    const client = createClient({ url, token: readSecret(home.token).toString('hex') })
    const result = await work(client, { pid: child.pid ?? 0 })
    await client.close()
    return result
  } finally {
    const gone = once(child, 'exit')
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await gone
    }
  }
}
