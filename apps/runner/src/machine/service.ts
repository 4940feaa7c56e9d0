import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fail } from '@segue/protocol'
import type { ServiceFacts } from './facts.ts'
import { type Answer, type Manager, managerOf, type Order } from './manager.ts'

/** Runs a program and waits for it; null when there is no such program. */
export type Run = (argv: readonly string[]) => Promise<Answer | null>

/** How the service of a home stands. */
export interface ServiceStatus {
  /** What the system calls it. */
  name: string
  home: string
  installed: boolean
  running: boolean
  /** What describes it, where it stays on disk. */
  file: string | null
  /** What a person may want to do besides; null when nothing is missing. */
  hint: string | null
}

/** The service of one home. Every call fails with `service.unavailable` where this system has no services for people. */
export interface Service {
  /** Describes and starts it; again with what is here now when it is installed already. Fails with `service.failed`. */
  install(): Promise<ServiceStatus>
  status(): Promise<ServiceStatus>
  /** Stops it and takes away everything of it; the home stays. */
  remove(): Promise<ServiceStatus>
}

/** The service of the home in `facts`; `isOwned`: whether a Segue runs on it. */
export function openService(facts: ServiceFacts, run: Run, isOwned: () => Promise<boolean>): Service {
  const manager = managerOf(facts)
  if (!manager)
    throw unavailable(`${facts.platform} is not known`, 'Start `segue start --no-open` by other means.')
  const { name, file } = manager
  const ask = async ({ argv }: Order): Promise<Answer> => {
    const answer = await run(argv)
    if (answer) return answer
    throw unavailable(`there is no ${argv[0]}`, manager.without)
  }
  const tell = async (orders: readonly Order[]) => {
    for (const order of orders) {
      const { code, text } = await ask(order)
      if (code !== 0 && !order.optional) throw failed(order, text)
    }
  }
  const probe = async () => {
    const answer = manager.probe && (await ask(manager.probe))
    if (answer && answer.code !== 0)
      throw unavailable(answer.text.trim().split('\n')[0] ?? '', manager.without)
  }
  const status = async (): Promise<ServiceStatus> => {
    await probe()
    const answer = await ask(manager.status)
    const installed = manager.isInstalled(answer)
    const running = installed && (manager.isRunning(answer) ?? (await isOwned()))
    return {
      ...{ name, home: facts.home, installed, running },
      file: file.kept && existsSync(file.path) ? file.path : null,
      hint: installed ? await hintOf(manager, run) : null,
    }
  }
  return {
    status,
    async install() {
      await probe()
      mkdirSync(dirname(file.path), { recursive: true })
      writeFileSync(file.path, file.text, { encoding: file.encoding, mode: 0o600 })
      try {
        await tell(manager.install)
      } finally {
        if (!file.kept) rmSync(file.path, { force: true })
      }
      return status()
    },
    async remove() {
      await probe()
      await tell(manager.remove.before)
      rmSync(file.path, { force: true })
      await tell(manager.remove.after)
      const left = await status()
      if (left.installed) throw failed(manager.status, 'the service is still there')
      return left
    },
  }
}

async function hintOf({ lingers }: Manager, run: Run): Promise<string | null> {
  if (!lingers) return null
  const answer = await run(lingers.order.argv)
  return answer && lingers.isOn(answer) ? null : lingers.hint
}

const unavailable = (why: string, hint: string) =>
  fail({
    code: 'service.unavailable',
    message: `This system starts nothing by itself for you: ${why}.`,
    hint,
    kind: 'environment',
  })

const failed = ({ argv }: Order, text: string) =>
  fail({
    code: 'service.failed',
    message: `“${argv.join(' ')}” failed: ${text.trim().slice(0, 1000) || 'it says nothing more'}.`,
    hint: 'Mend what it names and run the command again; `segue service remove` takes everything away.',
    kind: 'environment',
  })
