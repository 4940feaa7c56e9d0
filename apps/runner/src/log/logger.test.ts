import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Config } from '../config/config.ts'
import { type Home, openHome } from '../config/home.ts'
import { openLog } from './logger.ts'

let home: Home
beforeEach(() => {
  home = openHome(mkdtempSync(join(tmpdir(), 'segue-log-')))
})
afterEach(() => rmSync(home.root, { recursive: true, force: true }))

const written = (work: (log: ReturnType<typeof openLog>) => void): string => {
  work(openLog(home, Config.parse({})))
  return readFileSync(join(home.logs, 'runner.log'), 'utf8')
}

describe('the log', () => {
  test('never holds a secret, at the top or inside', () => {
    const text = written((log) =>
      log.info(
        {
          token: 'canary1',
          request: { authorization: 'canary2', cookie: 'canary3' },
          a: { b: { key: 'canary4' } },
          fine: 'yes',
        },
        'hello',
      ),
    )
    expect(text).not.toMatch(/canary/)
    expect(JSON.parse(text)).toMatchObject({ token: '[secret]', fine: 'yes', msg: 'hello' })
  })

  test('is readable by its owner only and starts anew when it has grown too long', () => {
    const file = join(home.logs, 'runner.log')
    writeFileSync(file, 'x'.repeat(20_000_001))
    written((log) => log.info('after'))
    expect(readFileSync(file, 'utf8')).toContain('after')
    expect(statSync(`${file}.1`).size).toBe(20_000_001)
    expect(statSync(file).mode & 0o077).toBe(0)
  })
})
