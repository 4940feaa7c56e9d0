import { request } from 'node:http'
import { createClient } from '@segue/client'
import type { TriggerDraftInput, TriggerView } from '@segue/protocol'
import { expect, test } from 'vitest'
import { segueCommand } from '../../cli/testing/segueCommand.ts'
import { readSecret } from '../../server/secrets.ts'
import { recipeOf, text } from '../../services/testing/chain.ts'

const command = segueCommand()
const port = 4694
const origin = `http://127.0.0.1:${port}`
const clientOf = () =>
  createClient({ url: origin, token: readSecret(`${command.home}/secret/token`).toString('hex') })
const inputs = [
  { key: 'data', label: 'Words', type: 'json', required: true, to: [{ nodeId: 'a', port: 'data' }] },
]
const outputs = [{ key: 'said', from: { nodeId: 'a', port: 'text' } }]
const words = recipeOf({ a: text('{value}') }, [], { inputs, outputs } as never)

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
/** Posts nothing under another host's name, as a tunnel does; `fetch` keeps to its own. */
const statusAt = (url: string, host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const asked = request(url, { method: 'POST', headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.once('error', reject)
    asked.end('{}')
  })
const addressOf = (trigger: TriggerView) => trigger.url ?? ''

test('a call brings its values, waits for the result, and starts what is to run after it', async () => {
  const segue = await command.start(port)
  const client = clientOf()
  const add = (draft: Pick<TriggerDraftInput, 'recipeId' | 'settings'>) =>
    client.triggers.create({ name: 'Calls', overlap: 'parallel', ...draft })
  const { id: recipeId } = await client.recipes.create({ name: 'Words', recipe: words })
  const { id: after } = await client.recipes.create({ name: 'After', recipe: words })
  const map = { data: '/body' }
  const hook = await add({ recipeId, settings: { kind: 'webhook', map, answer: 'result' } })
  const then = await add({
    recipeId: after,
    settings: { kind: 'recipe', of: recipeId, map: { data: '/outputs' } },
  })

  const answer = await post(addressOf(hook), { value: '{{7*7}}' })
  expect([answer.status, await answer.json()]).toEqual([
    200,
    expect.objectContaining({ status: 'succeeded', outputs: { said: '{{7*7}}' } }),
  ])
  const followed = async () => (await client.triggers.history({ id: then.id, limit: 10 }))[0]
  await expect.poll(followed, { timeout: 20_000 }).toMatchObject({
    outcome: 'fired',
    reason: 'Words succeeded',
    inputs: { data: { said: '{{7*7}}' } },
  })

  const wrong = await post(addressOf(hook).replace(/.$/, '_'), {})
  expect(wrong.status).toBe(404)
  expect(await statusAt(addressOf(hook), 'studio.example')).toBe(200)
  expect(await statusAt(`${origin}/trpc/runs.list`, 'studio.example')).toBe(421)
  await client.close()
  await segue.stop()
})

test.each(['firing.stored', 'firing.started'])(
  'R35 killed at %s, a call that was answered or not has one run, and its second delivery hears of that',
  async (point) => {
    command.env.SEGUE_CRASH_AT = point
    const dying = await command.start(port)
    const client = clientOf()
    const { id: recipeId } = await client.recipes.create({ name: `Killed at ${point}`, recipe: words })
    const hook = await client.triggers.create({
      ...{ recipeId, name: 'Calls', overlap: 'parallel' },
      settings: { kind: 'webhook', map: { data: '/body' } },
    })
    await client.close()
    const headers = { 'x-delivery-id': 'once' }
    await post(addressOf(hook), { value: 1 }, headers).catch(() => null)
    await dying.stop('SIGKILL')
    delete command.env.SEGUE_CRASH_AT

    const segue = await command.start(port)
    const next = clientOf()
    const again = await (await post(addressOf(hook), { value: 1 }, headers)).json()
    const runs = async () =>
      (await next.runs.list({ recipeId, limit: 10 })).map(({ runId, status }) => [runId, status])
    await expect.poll(runs, { timeout: 20_000 }).toEqual([[again.runId, 'succeeded']])
    expect(again.outcome).toBe('again')
    await next.close()
    await segue.stop()
  },
)
