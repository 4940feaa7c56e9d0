import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findBlender } from '../findBlender.ts'
import { blenderInstaller } from './blender.ts'
import { installBridge } from './install.ts'
import { liveInstaller } from './live.ts'
import { bridgesFolder } from './sources.ts'
import { touchDesignerInstaller } from './touchdesigner.ts'

const root = mkdtempSync(join(tmpdir(), 'segue-install-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const facts = { home: join(root, 'home'), port: 4400, key: 'ab'.repeat(32) }
/** What a Python program prints as JSON. */
const python = (program: string, folder: string): unknown =>
  JSON.parse(execFileSync('python3', ['-c', program], { encoding: 'utf8', cwd: folder }))

test('Live gets the files that its own installer lists', () => {
  const listed = python(
    'import install, json; print(json.dumps(sorted(install.files())))',
    join(bridgesFolder, 'ableton'),
  )
  const ours = liveInstaller.files(facts).map(({ path }) => join(...path))
  expect(ours.filter((name) => name !== 'settings.json').sort()).toEqual(listed)
})

test('the script for TouchDesigner holds what its own builder puts into it', () => {
  const [script] = touchDesignerInstaller.files(facts)
  const holds = `import json, re, sys
text = open(sys.argv[1], encoding="utf-8").read() if len(sys.argv) > 1 else build.script(${JSON.stringify(facts.home)}, 4400)
parts = [json.loads(one) for one in re.findall(r'json\\.loads\\(r"""(.*?)"""\\)', text, re.S)]
data = parts[1]["segue_core/generated/td.json"]
parts[1]["segue_core/generated/td.json"] = json.loads(data)
print(json.dumps(parts, sort_keys=True))`
  installBridge(touchDesignerInstaller, facts, [join(root, 'td')])
  const file = join(root, 'td', ...(script?.path ?? []))
  const ours = JSON.parse(execFileSync('python3', ['-c', holds, file], { encoding: 'utf8' }))
  expect(ours).toEqual(python(`import build\n${holds}`, join(bridgesFolder, 'touchdesigner')))
  execFileSync('python3', [
    '-c',
    'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())',
    file,
  ])
})

test('the add-on for Blender reads the address and key that lie in Segue’s folder', () => {
  installBridge(blenderInstaller, facts, [join(root, 'addons', 'segue')])
  const env = { ...process.env, SEGUE_HOME: facts.home }
  const program = 'import pairing; address, key = pairing.read(); print(address, key.hex())'
  const said = execFileSync('python3', ['-c', program], {
    cwd: join(root, 'addons', 'segue'),
    encoding: 'utf8',
    env,
  })
  expect(said.trim()).toBe(`tcp:127.0.0.1:4402 ${facts.key}`)
})

test('the real Blender switches the installed add-on on, and the add-on looks for Segue', async () => {
  const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
  if (found === null) throw new Error('This test is about real Blender, and there is none.')
  installBridge(blenderInstaller, facts, [join(root, 'scripts', 'addons', 'segue')])
  const program = `import addon_utils
addon_utils.enable('segue')
from segue import connection
import json, os
with open(os.environ['SEGUE_SAID'], 'w') as said: json.dump(connection.state(), said)
addon_utils.disable('segue')`
  // The connection tells what it tries on the same output, so the answer has a file of its own.
  const said = join(root, 'state.json')
  const env = {
    ...process.env,
    SEGUE_HOME: facts.home,
    SEGUE_SAID: said,
    BLENDER_USER_SCRIPTS: join(root, 'scripts'),
  }
  execFileSync(found.path, ['-b', '--factory-startup', '--python-exit-code', '1', '--python-expr', program], {
    env,
  })
  expect(JSON.parse(readFileSync(said, 'utf8'))).toEqual([true, 'Looking for Segue…'])
})
