import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** What a bridge, and an echo to compare it with, may be written in. */
export const languages = {
  Python: { command: process.platform === 'win32' ? 'python' : 'python3', ending: 'py' },
  TypeScript: { command: process.execPath, ending: 'ts' },
} as const
export type Language = keyof typeof languages

/**
 * Starts a program of this folder, which dials `address`; `stdio:` is its own standard input and output. `answer` is
 * what an echo says to every frame.
 */
export function startProgram(
  name: 'bridge' | 'echo',
  language: Language,
  { address, key, answer = '' }: { address: string; key: Uint8Array; answer?: string },
): ChildProcess {
  const { command, ending } = languages[language]
  return spawn(command, [join(import.meta.dirname, `${name}.${ending}`)], {
    env: {
      ...process.env,
      SEGUE_BRIDGE: address,
      SEGUE_BRIDGE_KEY: Buffer.from(key).toString('hex'),
      SEGUE_ECHO: answer,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

/** Ends it and waits until it has. */
export async function endProgram(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}
