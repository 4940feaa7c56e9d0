import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const tests = fileURLToPath(new URL('../../../../bridges/core/tests', import.meta.url))

test('the Python core passes its own tests', async () => {
  const python = process.platform === 'win32' ? 'python' : 'python3'
  const { stderr } = await promisify(execFile)(python, ['-m', 'unittest', 'discover', '-s', tests])
  expect(stderr).toMatch(/Ran \d\d+ tests[\s\S]*OK/)
})
