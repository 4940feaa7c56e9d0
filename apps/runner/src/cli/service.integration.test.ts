import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import type { ServiceStatus } from '../machine/service.ts'
import { segueCommand } from './testing/segueCommand.ts'

const { env, home, root, segue, write } = segueCommand()
mkdirSync(join(root, 'bin'))
Object.assign(env, { HOME: root, XDG_CONFIG_HOME: join(root, 'config') })
Object.assign(env, { PATH: `${join(root, 'bin')}${delimiter}${env.PATH}` })

/** A program in the place of the system's own. */
function program(name: string, script: string): void {
  chmodSync(write(join('bin', name), `#!/bin/sh\n${script}`), 0o755)
}

const known = join(root, 'known')
const working = `case "$2 $3" in
  "show --property=Version") echo Version=255 ;;
  show*) if [ -e '${known}' ]; then echo UnitFileState=enabled; echo ActiveState=active; fi ;;
  enable*) touch '${known}' ;;
  disable*) rm -f '${known}' ;;
esac`

test.skipIf(process.platform !== 'linux')(
  'a service is installed, starts Segue of this home, and is gone when it is removed',
  async () => {
    program('systemctl', working)
    program('loginctl', 'echo Linger=no')
    mkdirSync(home, { recursive: true })
    write('home/config.json', { port: 46_310 })
    const status = segue('service', 'install', '--json').json<ServiceStatus>()
    expect(status).toMatchObject({ home, installed: true, running: true })
    const unit = readFileSync(String(status.file), 'utf8')
    const words = [...(/^ExecStart=(.*)$/m.exec(unit)?.[1] ?? '').matchAll(/"([^"]*)"/g)]
    const [node = '', ...args] = words.map(([, word = '']) => word)
    const runner = spawn(node, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { PATH: '' } })
    onTestFinished(() => void runner.kill('SIGKILL'))
    const [first] = await once(createInterface(runner.stdout), 'line')
    expect(first).toContain('http://127.0.0.1:46310/')
    runner.kill('SIGTERM')
    await once(runner, 'exit')

    expect(segue('service', 'remove', '--json').json()).toMatchObject({ installed: false, file: null })
    expect(existsSync(String(status.file))).toBe(false)
  },
)
