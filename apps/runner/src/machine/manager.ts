import type { ServiceFacts } from './facts.ts'
import { launchd } from './launchd.ts'
import { systemd } from './systemd.ts'
import { taskScheduler } from './taskScheduler.ts'

/** What a program answered. */
export interface Answer {
  code: number
  text: string
}

/** One program to run, as an argument list; never through a shell. */
export interface Order {
  argv: readonly [program: string, ...args: string[]]
  /** Whatever it answers, the next one runs. */
  optional?: true
}

/** How this system starts a program when a person logs in: files and commands as data. */
export interface Manager {
  /** What the system calls the service. */
  name: string
  /** The file that describes it; `kept`: the system reads it again at every start. */
  file: { path: string; text: string; encoding: 'utf8' | 'utf16le'; kept: boolean }
  /** Succeeds where services can be had at all; null where the others say so. */
  probe: Order | null
  install: readonly Order[]
  /** Before the file goes, and after. */
  remove: { before: readonly Order[]; after: readonly Order[] }
  status: Order
  /** Whether the system starts it by itself, from what `status` answered. */
  isInstalled(answer: Answer): boolean
  /** Whether it runs now; null when the system does not say it in words that a program can read. */
  isRunning(answer: Answer): boolean | null
  /** Asks whether it runs also while nobody is logged in; null where that cannot be had. */
  lingers: { order: Order; isOn(answer: Answer): boolean; hint: string } | null
  /** What to do where services cannot be had. */
  without: string
}

/** The manager of a platform; null for one that Segue knows none of. */
export function managerOf(facts: ServiceFacts): Manager | null {
  if (facts.platform === 'linux') return systemd(facts)
  if (facts.platform === 'darwin') return launchd(facts)
  return facts.platform === 'win32' ? taskScheduler(facts) : null
}
