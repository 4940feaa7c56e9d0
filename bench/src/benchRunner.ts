import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Config } from '@segue/runner/config/config'
import { type Home, openHome } from '@segue/runner/config/home'
import { openRunner, type Runner, type RunnerOptions } from '@segue/runner/runner'
import { pino } from 'pino'

/** An empty home for `work`, gone afterwards. */
export async function withHome<T>(work: (home: Home) => Promise<T>): Promise<T> {
  const home = openHome(await mkdtemp(join(tmpdir(), 'segue-bench-')))
  try {
    return await work(home)
  } finally {
    await rm(home.root, { recursive: true, force: true })
  }
}

/** The runner of a home, without Blender and without words, while `work` lasts. */
export async function withRunner<T>(
  home: Home,
  work: (runner: Runner) => Promise<T>,
  { resume = true, clock }: Pick<RunnerOptions, 'resume' | 'clock'> = {},
): Promise<T> {
  const config = Config.parse({ applications: { blender: 'off' } })
  const runner = await openRunner(home, config, pino({ level: 'silent' }), {
    resume,
    ...(clock ? { clock } : {}),
  })
  try {
    return await work(runner)
  } finally {
    await runner.close()
  }
}

/** Resolves when so many runs have succeeded from now on. */
export function succeeded({ feed }: Pick<Runner, 'feed'>, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count
    const stop = feed.listen(({ change }) => {
      if (change.type !== 'head' || change.head.status !== 'succeeded' || --left > 0) return
      stop()
      resolve()
    })
  })
}
