import { createHmac } from 'node:crypto'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TriggerDraftInput, WebhookSettings } from '@segue/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { openTriggerLab } from '../testing/triggerLab.ts'

type Settings = Partial<Extract<TriggerDraftInput['settings'], { kind: 'webhook' }>>

interface Call {
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Gives up the connection without waiting. */
  leave?: boolean
}

async function openLab(settings: Settings = {}, overlap: 'queueAll' | 'skip' = 'queueAll') {
  const lab = await openTriggerLab()
  const trigger = await lab.service.create({
    ...{ recipeId: lab.recipe.id, name: 'Hook', version: null, enabled: true, inputs: {}, overlap },
    settings: WebhookSettings.parse({ kind: 'webhook', ...settings }),
  })
  const server = createServer((asked, response) => void lab.hook(asked, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // it listens on TCP
  const address = new URL(trigger.url ?? '').pathname
  /** Calls the address and passes the runner's turns until it answers. */
  const call = async ({ path = address, method = 'POST', headers = {}, body = '' }: Call = {}) => {
    let over = false
    const answer = new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
      (resolve, reject) => {
        const asked = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
          let text = ''
          response.on('data', (part) => {
            text += part
          })
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
          )
        })
        asked.on('error', reject)
        asked.end(body)
      },
    ).finally(() => {
      over = true
    })
    while (!over) await lab.settle()
    const { status, text, headers: given } = await answer
    return { status, text, headers: given, said: text === '' ? null : JSON.parse(text) }
  }
  return { lab, trigger, address, call }
}

test('a call is answered with the run that it starts, which is on disk by then', async () => {
  const { lab, trigger, call } = await openLab()
  const { status, said } = await call({ body: '{"a":1}', headers: { 'content-type': 'application/json' } })
  expect(status).toBe(202)
  expect(said).toMatchObject({ outcome: 'accepted', runId: lab.asked[0] })
  expect(await lab.history(trigger.id)).toMatchObject([{ outcome: 'fired', runId: said.runId }])
})

test('R35 a delivery that comes twice starts one run, and both hear of it', async () => {
  const { lab, call } = await openLab()
  const headers = { 'x-delivery-id': 'd-1' }
  const first = await call({ headers })
  await lab.finish()
  const again = await call({ headers })
  expect(again).toMatchObject({ status: 200, said: { outcome: 'again', runId: first.said.runId } })
  expect(lab.asked).toHaveLength(1)
  await lab.off(23 * 3_600_000)
  lab.trim(1)
  expect((await call({ headers })).said).toMatchObject({ outcome: 'again', runId: first.said.runId })
})

test('R35 more calls than it takes are told when to come again, and leave one line', async () => {
  const { lab, trigger, call } = await openLab({ perMinute: 2 })
  const answers = []
  for (let i = 0; i < 6; i++) answers.push(await call())
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 429, 429, 429, 429])
  expect(answers[3]?.headers['retry-after']).toBe('60')
  expect(await lab.outcomes(trigger.id)).toEqual(['fired', 'queued', 'capped'])
})

test('R35 a delivery that was refused is taken when it comes again', async () => {
  const { lab, call } = await openLab({ perMinute: 1 })
  await call()
  await lab.finish()
  const headers = { 'x-delivery-id': 'later' }
  expect((await call({ headers })).status).toBe(429)
  await lab.wait(60_000)
  expect(await call({ headers })).toMatchObject({ status: 202, said: { outcome: 'accepted' } })
  expect(lab.asked).toHaveLength(2)
})

test('S20 an address that is wrong in any part is like one that never was', async () => {
  const { lab, trigger, address, call } = await openLab()
  const other = await lab.add()
  const secret = address.split('/').at(-1) ?? ''
  const wrong = [
    '/hooks/',
    '/hooks/x',
    `/hooks/${trigger.id}`,
    `/hooks/${trigger.id}/`,
    `/hooks/${trigger.id}/${secret.slice(0, -1)}`,
    `/hooks/${trigger.id}/${secret}x`,
    `/hooks/${trigger.id}/${secret.toUpperCase()}`,
    `/hooks/${trigger.id}/${secret}/more`,
    `/hooks/${other.id}/${secret}`,
    `/hooks//${secret}`,
    `/hooks/trg_none/${secret}`,
  ]
  const answers = await Promise.all(wrong.map((path) => call({ path })))
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
    new Set(['404 {"error":"not found"}\n']),
  )
  expect(lab.asked).toHaveLength(0)
})

test('S20 an address that was renewed or whose trigger is gone answers no more', async () => {
  const { lab, trigger, call } = await openLab()
  const { url } = await lab.service.renewAddress(trigger.id)
  expect((await call()).status).toBe(404)
  const { pathname } = new URL(url ?? '')
  expect((await call({ path: pathname })).status).toBe(202)
  await lab.finish()
  await lab.service.remove(trigger.id)
  expect((await call({ path: pathname })).status).toBe(404)
})

test('S20 a signed hook takes what its key has signed, and nothing while it has no key', async () => {
  const { lab, trigger, call } = await openLab({ signature: { timestampHeader: 'x-time' } })
  const key = 'a key of this test'
  const signed = (body: string, at: number, by = key) => ({
    'x-time': String(at),
    'x-signature-256': `sha256=${createHmac('sha256', by).update(`${at}.${body}`).digest('hex')}`,
  })
  const now = Math.floor(lab.host.time.clock.now() / 1000)
  expect((await call({ body: 'go', headers: signed('go', now, '') })).status).toBe(401)
  await lab.service.sign({ id: trigger.id, key })
  const refused: Record<string, string>[] = [
    {},
    signed('other', now),
    signed('go', now, 'another key'),
    signed('go', now - 301),
    signed('go', now + 301),
    { ...signed('go', now), 'x-time': String(now + 1) },
    { ...signed('go', now), 'x-signature-256': signed('go', now)['x-signature-256'].slice('sha256='.length) },
    { ...signed('go', now), 'x-signature-256': 'sha256=' },
  ]
  for (const headers of refused) expect((await call({ body: 'go', headers })).status).toBe(401)
  expect(lab.asked).toHaveLength(0)
  const headers = { ...signed('go', now), 'content-type': 'text/plain' }
  expect((await call({ body: 'go', headers })).status).toBe(202)
})

test.each([
  ['application/json', '{', 400, 'webhook.unreadable'],
  ['application/json', '{"__proto__":{"x":1}}', 400, 'document.key'],
  ['multipart/form-data; boundary=x', '--x', 415, 'webhook.type'],
  ['application/octet-stream', 'x', 415, 'webhook.type'],
  ['application/json', `"${'x'.repeat(65 * 1024)}"`, 413, 'webhook.too_large'],
])('S20 a body of %s that cannot be read is refused by name', async (type, body, status, error) => {
  const { lab, call } = await openLab()
  const answer = await call({ headers: { 'content-type': type }, body })
  expect(answer).toMatchObject({ status, said: { error } })
  expect(lab.asked).toHaveLength(0)
})

test('only POST starts something', async () => {
  const { lab, call } = await openLab()
  for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) expect((await call({ method })).status).toBe(405)
  expect(lab.asked).toHaveLength(0)
})

test('a call while a run still goes is skipped, and says so', async () => {
  const { call } = await openLab({}, 'skip')
  await call()
  expect(await call()).toMatchObject({
    status: 200,
    said: { outcome: 'overlap', reason: 'the run before it was still going' },
  })
})

test('a call that cannot start anything is told why', async () => {
  const { lab, call } = await openLab()
  lab.host.db.run('DELETE FROM recipes')
  expect(await call()).toMatchObject({ status: 422, said: { error: 'trigger.recipe_gone' } })
})

test('a store that takes nothing asks to come again, and nothing is promised', async () => {
  const { lab, call } = await openLab()
  lab.host.db.run("CREATE TRIGGER full BEFORE INSERT ON firings BEGIN SELECT RAISE(ABORT, 'full'); END")
  const answer = await call()
  expect(answer.status).toBe(503)
  expect(answer.headers['retry-after']).toBe('5')
  expect(lab.asked).toHaveLength(0)
})

test('a trigger that is off starts nothing', async () => {
  const { lab, trigger, call } = await openLab()
  await lab.service.pause(trigger.id)
  expect(await call()).toMatchObject({ status: 200, said: { outcome: 'tested' } })
  expect(lab.asked).toHaveLength(0)
})
