import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fail } from '@segue/protocol'
import type { BridgeUse } from '../bridgeUse.ts'

const program = process.env.SEGUE_BLENDER ?? 'blender'

const bridges = resolve(import.meta.dirname, '../../../../bridges')

/** Whether tests can have a real Blender here. */
export const hasBlender = program !== 'off' && spawnSync(program, ['--version']).status === 0

/** The bridge's own commands, called by lines on stdin; `run` is any Python, for files that people have. */
const script = `
import contextlib, json, sys
sys.path[:0] = ['${bridges}/blender', '${bridges}/core']
import bpy
from segue_core.registry import registry
from segue_blender import commands
class Call:
    dry_run = False
    def check(self): pass
    def interruptible(self, *_): return contextlib.nullcontext()
def say(**told): print('@segue ' + json.dumps(told), flush=True)
for line in iter(sys.stdin.readline, ''):
    asked = json.loads(line)
    try:
        if 'run' in asked:
            names = {'bpy': bpy, 'result': None}
            exec(asked['run'], names)
            say(result=names['result'])
            continue
        work = registry.find(asked['command']).start(Call(), asked['args'], None)
        while True:
            told = next(work)
            if told and told.get('data'): say(data=told['data'])
    except StopIteration as end: say(result=end.value)
    except Exception as error: say(error=str(error))
`

export interface RealBlender {
  bridge: BridgeUse
  /** Runs Python beside the bridge; what it sets as `result`. */
  run(python: string): Promise<unknown>
  close(): void
}

/** A Blender process for a test, as a bridge. One call at a time. */
export function realBlender(): RealBlender {
  const folder = mkdtempSync(join(tmpdir(), 'segue-blender-'))
  writeFileSync(join(folder, 'serve.py'), script)
  const args = ['-b', '--factory-startup', '--disable-autoexec', '-noaudio', '--python-exit-code', '7']
  const child: ChildProcessWithoutNullStreams = spawn(program, [
    ...args,
    '--python',
    join(folder, 'serve.py'),
  ])
  child.stderr.resume()
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (asked: object, onData: (data: unknown) => void): Promise<unknown> => {
    child.stdin.write(`${JSON.stringify(asked)}\n`)
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      if (!line.value.startsWith('@segue ')) continue
      const told = JSON.parse(line.value.slice(7))
      if ('result' in told) return told.result
      if ('error' in told)
        throw fail({ code: 'bridge.app_error', message: told.error, hint: 'Look.', kind: 'bug' })
      onData(told.data)
    }
    throw fail({ code: 'bridge.disconnected', message: 'Blender is gone.', hint: 'Look.', kind: 'bug' })
  }
  return {
    bridge: {
      provider: 'blender@real',
      standIn: false,
      async call(spec, given, onProgress) {
        const asked = { command: spec.command, args: spec.args.parse(given) }
        const tell = (data: unknown) => onProgress?.({ fraction: null, message: '', data })
        return spec.result.parse(await ask(asked, tell))
      },
    },
    run: (python) => ask({ run: python }, () => {}),
    close: () => void child.kill('SIGKILL'),
  }
}
