import { join } from 'node:path'
import { createClient } from '@segue/client'
import { encodeOsc } from '@segue/osc'
import { freeUdpPort } from '@segue/osc/testing'
import { sendDatagram } from '@segue/osc/udp'
import {
  Failure,
  type Firing,
  type Heard,
  type Recipe,
  type RunView,
  type TriggerView,
} from '@segue/protocol'
import { beforeAll, expect, test } from 'vitest'
import { readSecret } from '../server/secrets.ts'
import { createRecipeService } from '../services/recipeService.ts'
import { recipeOf, text } from '../services/testing/chain.ts'
import { openDatabase } from '../store/database.ts'
import { segueCommand } from './testing/segueCommand.ts'

const { home, segue, besides, start } = segueCommand()
const port = 4690

let recipe: Recipe
beforeAll(async () => {
  segue('recipes', 'list')
  const db = openDatabase(join(home, 'segue.db'))
  const inputs = [
    { key: 'data', label: 'Words', type: 'json', required: true, to: [{ nodeId: 'a', port: 'data' }] },
  ]
  const document = recipeOf({ a: text('{value}') }, [], { inputs } as never)
  recipe = await createRecipeService(db, async () => null).create({ name: 'Words', recipe: document })
  db.close()
})

const add = (...args: string[]) => segue('trigger', 'add', recipe.id, ...args, '--json')
const failuresOf = (stdout: string) => Failure.array().parse(JSON.parse(stdout).failures)

test('words are said back as a schedule with its next five moments', () => {
  const said = segue('trigger', 'when', 'weekdays at 9:30', '--zone', 'Europe/Berlin')
  expect(said.stdout).toMatch(
    /^every weekday at 09:30 \(30 9 \* \* 1,2,3,4,5, Europe\/Berlin\)\n( {2}.*09:30:00.*\n){5}$/,
  )
})

test.each([
  [['whenever'], 'schedule.unreadable'],
  [['0 0 30 2 *'], 'schedule.never'],
  [['daily', '--zone', 'Mars/Olympus'], 'schedule.unknown_zone'],
  [['daily'], 'input.missing'],
  [['daily', '--input', 'data={}', '--version', '3'], 'recipe.unknown_version'],
  [['daily', '--overlap', 'both'], 'cli.usage'],
  [['daily', '--missed', 'none', '--late', '5'], 'cli.usage'],
])('%j is refused with %s', (args, code) => {
  const { status, stdout } = add(...args)
  expect([status, failuresOf(stdout)[0]?.code]).toEqual([2, code])
})

test('is added, edited, paused and removed without a runner', () => {
  const made = add(
    'daily at 9',
    '--zone',
    'UTC',
    '--input',
    'data={"value":"hi"}',
    '--missed',
    'all',
    '--most',
    '7',
    '--paused',
  )
  const { id, settings } = made.json<TriggerView>()
  expect(settings).toMatchObject({ when: '0 9 * * *', misfire: { run: 'all', most: 7, lateSec: null } })
  const edited = segue('trigger', 'edit', id, '--when', 'hourly', '--late', '30', '--name', 'Often', '--json')
  expect(edited.json<TriggerView>()).toMatchObject({
    name: 'Often',
    inputs: { data: { value: 'hi' } },
    settings: { when: '0 * * * *', zone: 'UTC', misfire: { run: 'all', most: 7, lateSec: 1800 } },
  })
  expect(segue('trigger', 'list').stdout).toMatch(/Often\s+Words\s+every hour at :00 \(UTC\)\s+paused/)
  expect(segue('trigger', 'resume', id).stdout).toContain('segue start')
  expect(segue('trigger', 'show', id, '--json').json<TriggerView>().next).toHaveLength(5)
  expect(segue('trigger', 'listen', id).stderr).toContain('segue start')
  expect(segue('trigger', 'remove', id).status).toBe(0)
  expect(segue('trigger', 'show', id)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('trigger.unknown'),
  })
})

test('a live runner fires it, and a client watches; a person starts it as well', async () => {
  const server = await start(port)
  const token = readSecret(join(home, 'secret', 'token')).toString('hex')
  const client = createClient({ url: `http://127.0.0.1:${port}`, token })
  const stop = new AbortController()
  const seen: (string | undefined)[] = []
  const watching = client.triggers.watch({
    signal: stop.signal,
    onData: (all) => seen.push(all[0]?.last?.outcome),
  })
  const { id } = add('every second', '--zone', 'UTC', '--input', 'data={"value":"hi"}').json<TriggerView>()
  await expect.poll(() => seen, { timeout: 30_000 }).toContain('fired')
  expect(segue('trigger', 'pause', id).stdout).toContain('is paused')
  const { runId } = segue('trigger', 'run', id, '--json').json<{ runId: string }>()
  const history = segue('trigger', 'history', id, '--json').json<Firing[]>()
  expect(history[0]).toMatchObject({ runId, outcome: 'fired', reason: 'a person asked for it' })
  const bySelf = history.at(-1)?.runId ?? ''
  expect(segue('runs', 'show', bySelf, '--json').json<RunView>().head).toMatchObject({ unattended: true })
  expect(segue('runs', 'show', runId, '--json').json<RunView>().head).toMatchObject({ unattended: false })
  stop.abort()
  await watching
  await hearsOsc()
  await client.close()
  await server.stop()
})

/** An OSC message is heard in the terminal, with the values that it brings as they are. */
async function hearsOsc() {
  const udp = await freeUdpPort()
  const { id } = add('/cue/*', '--osc', `${udp}`, '--map', 'data=/args').json<TriggerView>()
  let isOver = false
  const listening = besides('trigger', 'listen', id, '--count', '1', '--json').finally(() => {
    isOver = true
  })
  const bytes = encodeOsc({ address: '/cue/go', values: [{ type: 'int', value: 0 }] })
  // Nobody says when somebody listens.
  await expect
    .poll(
      async () => {
        await sendDatagram(bytes, '127.0.0.1', udp)
        return isOver
      },
      { timeout: 60_000, interval: 200 },
    )
    .toBe(true)
  expect((await listening).json<Heard>()).toMatchObject({
    ...{ words: '/cue/go 0', data: { args: [0] }, fires: false, reason: 'it is let go' },
  })
}

test('`segue run` fires nothing by the way', () => {
  const [before] = segue('trigger', 'list', '--json').json<TriggerView[]>()
  segue('trigger', 'resume', before?.id ?? '')
  expect(segue('run', recipe.id, '--input', 'data={"value":"hi"}').status).toBe(0)
  expect(segue('trigger', 'list', '--json').json<TriggerView[]>()[0]?.last).toEqual(before?.last)
})
