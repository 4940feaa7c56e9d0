import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failureOf } from '@segue/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readPassword } from './password.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-obs-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})
const failure = (passwordFile: string) => {
  try {
    readPassword({ passwordFile })
  } catch (error) {
    return failureOf(error)
  }
  return null
}

test('comes from a file of its owner, or from the environment', () => {
  const file = join(folder, 'password')
  writeFileSync(file, ' Pässwort \n', { mode: 0o600 })
  expect(readPassword({ passwordFile: file })).toBe(' Pässwort ')
  expect(readPassword({ passwordFile: null })).toBe('')
  vi.stubEnv('SEGUE_OBS_PASSWORD', 'given')
  expect(readPassword({ passwordFile: file })).toBe('given')
})

test.skipIf(process.platform === 'win32')('a file that others can read is not used', () => {
  const file = join(folder, 'password')
  writeFileSync(file, 'secret', { mode: 0o644 })
  const refused = failure(file)
  expect(refused).toMatchObject({ code: 'obs.password', hint: `Run: chmod 600 "${file}"` })
  expect(JSON.stringify(refused)).not.toContain('secret')
})

test('a file that is not there is named', () => {
  expect(failure(join(folder, 'nothing'))).toMatchObject({
    code: 'obs.password',
    message: expect.stringContaining('nothing'),
  })
})
