import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { Config } from './config/config.ts'
import { type Home, openHome } from './config/home.ts'
import { openRunner, type Runner } from './runner.ts'

/** A runner on a home of its own, gone with the test. */
export interface TestRunner extends Runner, AsyncDisposable {
  readonly home: Home
  readonly config: Config
}

/** Opens a runner in a temporary home with stand-ins only. */
export async function openTestRunner(settings: Partial<Config> = {}): Promise<TestRunner> {
  const home = openHome(await mkdtemp(join(tmpdir(), 'segue-test-')))
  const config = Config.parse({ applications: { blender: 'off' }, ...settings })
  const runner = await openRunner(home, config, pino({ level: 'silent' }))
  return {
    ...runner,
    home,
    config,
    async [Symbol.asyncDispose]() {
      await runner.close()
      await rm(home.root, { recursive: true, force: true })
    },
  }
}
