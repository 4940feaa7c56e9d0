import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { WebhookSettings } from '@segue/protocol'
import { expect, test } from 'vitest'
import { curlOf } from './curl.ts'

const url = 'http://127.0.0.1:4400/hooks/trg_a/secret'
/** What a real shell would give to curl. */
const given = (settings: object): string[] => {
  const line = curlOf(url, WebhookSettings.parse({ kind: 'webhook', ...settings }))
  const script = `curl() { printf '%s\\n' "$@"; }\n${line}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { ...process.env, KEY: 'k' } })
    .trim()
    .split('\n')
}

test('the line names the fields of the body that the trigger reads', () => {
  const args = given({ map: { title: '/body/title', all: '/query/x', whole: '/body' } })
  expect(args).toEqual(['-X', 'POST', url, '-H', 'content-type: application/json', '-d', '{"title":"…"}'])
})

test('a signed line carries what the other side works out', () => {
  const signature = { header: 'x-hub-signature-256', prefix: 'sha256=' }
  const hex = createHmac('sha256', 'k').update('{}').digest('hex')
  expect(given({ signature })).toContain(`x-hub-signature-256: sha256=${hex}`)
  const timed = given({ signature: { ...signature, timestampHeader: 'x-time' } })
  const time = timed.find((arg) => arg.startsWith('x-time: '))?.slice(8)
  const withTime = createHmac('sha256', 'k').update(`${time}.{}`).digest('hex')
  expect(timed).toContain(`x-hub-signature-256: sha256=${withTime}`)
})
