import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const script = fileURLToPath(new URL('../../ableton/Segue', import.meta.url))
const interpreter = process.platform === 'win32' ? 'python' : 'python3'

export interface LiveOptions {
  /** The address that Segue's Remote Script dials, and the bridge key. */
  address: string
  key: Buffer
  /** A Live Set; without one a set with a beat, a bass and two locators is open. */
  set?: string
  /** Seconds of Live that pass in one second. */
  speed?: number
  /** Version of Live, such as `11.3.43`. */
  version?: string
}

/** A simulated Live with Segue’s Remote Script in it, in a process of its own. */
export interface SimulatedLive {
  /** What a person does or what goes wrong: see `simulated_live/control.py`. Throws what it answers with. */
  tell(wanted: { do: string } & Record<string, unknown>): Promise<Record<string, unknown>>
  /** Closes it as a person does, and waits until it is gone. */
  close(): Promise<void>
}

/** Starts it; resolves when the Remote Script runs. */
export async function startSimulatedLive(options: LiveOptions): Promise<SimulatedLive> {
  const { address, key, set, speed = 1, version = '12.3.0' } = options
  const args = ['-m', 'simulated_live', script, '--speed', String(speed), '--live', version]
  const child = spawn(interpreter, set === undefined ? args : [...args, '--als', set], {
    env: { ...process.env, PYTHONPATH: here, SEGUE_BRIDGE: address, SEGUE_BRIDGE_KEY: key.toString('hex') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const { value: first } = await lines.next()
  if (first !== 'ready') throw new Error('The simulated Live did not start.')
  // One answer per line, in order.
  let turn: Promise<unknown> = Promise.resolve()
  const ask = async (wanted: object): Promise<Record<string, unknown>> => {
    child.stdin.write(`${JSON.stringify(wanted)}\n`)
    const { value } = await lines.next()
    const answer: { ok: boolean; error?: string } = JSON.parse(
      value ?? '{"ok": false, "error": "It is gone."}',
    )
    if (!answer.ok) throw new Error(answer.error)
    return { ...answer }
  }
  return {
    tell(wanted) {
      const answer = turn.then(() => ask(wanted))
      turn = answer.catch(() => {})
      return answer
    },
    async close() {
      child.stdin.end()
      await ended
    },
  }
}
