import type { Built } from '@segue/planner'
import { failureOf, type PlanProvider } from '@segue/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { answererAt, listening, questionOf, quiet, testKey } from '../testing/plannerLab.ts'
import { startWireServer, type WireReply, type WireServer } from '../testing/wireServer.ts'

let wire: WireServer
afterEach(() => wire.close())

const begin = async (...replies: WireReply[]) => {
  wire = await startWireServer(...replies)
}
const graph = `name "Pulse – ünïcode ♫"
sound = file.audio() "Söng"
curves = audio.analyze(audio=sound.audio)
output curves = curves.channels
`
const edits = JSON.stringify({
  elements: [
    ...['rename', 'set'].map((op) => ({
      ...{ op, node: 'listen', type: null, name: op === 'rename' ? 'Hören ♪' : null },
      ...{ param: op === 'set' ? 'release' : null, value: op === 'set' ? '0.5' : null },
      ...{ from: null, to: null, find: null, replace: null },
    })),
  ],
})
const namesOf = ({ after }: Built) => Object.values(after.graph.nodes).map(({ name }) => name)
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => failureOf(error).code,
  )

const speakers: [provider: PlanProvider, path: string][] = [
  ['anthropic', '/v1/messages'],
  ['openai', '/v1/responses'],
  ['compatible', '/v1/chat/completions'],
]

describe.each(speakers)('%s', (provider, path) => {
  const ask = (prompt = 'curves', given = {}) =>
    answererAt(wire.url, provider, given).answer(questionOf(prompt), quiet)
  const edit = (given = {}) =>
    answererAt(wire.url, provider, given).answer(questionOf('a shorter release', listening), quiet)

  test('a stream cut in the middle of words and signs is read whole, and shown as it grows', async () => {
    await begin({ text: graph, pieces: 3 })
    const seen: number[] = []
    const { built, usage } = await answererAt(wire.url, provider).answer(questionOf('curves'), {
      ...quiet,
      tell: ({ after }) => void seen.push(Object.keys(after.graph.nodes).length),
    })
    expect(namesOf(built)).toEqual(['Söng', 'Analyse sound'])
    expect(built).toMatchObject({ problems: [], fixes: [], after: { name: 'Pulse – ünïcode ♫' } })
    expect(seen).toEqual(seen.toSorted())
    expect(new Set(seen)).toEqual(new Set([0, 1, 2]))
    expect(usage).toMatchObject({ inputTokens: 1200, outputTokens: 80, rounds: 0, costUsd: null })
    expect(wire.requests.map((request) => request.path)).toEqual([path])
  })

  test('edits come by the schema that the provider enforces', async () => {
    await begin({ text: edits, pieces: 5 })
    const { built } = await edit()
    expect(built.problems).toEqual([])
    expect(built.changes.map(({ type }) => type)).toEqual(['param.set', 'node.rename'])
    expect(namesOf(built)).toEqual(['Song', 'Hören ♪'])
    expect(wire.requests[0]?.text).toContain('replaceText')
  })

  test('the key stands in a header and nowhere else', async () => {
    await begin({ text: graph })
    await ask()
    const [request] = wire.requests
    expect(JSON.stringify(request?.headers)).toContain(testKey)
    expect(request?.text).not.toContain(testKey)
  })

  test('too many requests are asked again when the provider says so', async () => {
    await begin({ status: 429, headers: { 'retry-after-ms': '1', 'retry-after': '0' } }, { text: graph })
    expect((await ask()).built.problems).toEqual([])
    expect(wire.requests).toHaveLength(2)
  })

  test('too many requests again and again are a failure with a name', async () => {
    await begin({ status: 429, headers: { 'retry-after-ms': '1', 'retry-after': '0' } })
    expect(await codeOf(ask())).toBe('planner.busy')
  })

  test('a fault of the provider is named after a few tries, without its words', async () => {
    await begin({
      status: 500,
      headers: { 'retry-after-ms': '1' },
      body: `{"error":{"message":"key ${testKey}"}}`,
    })
    const failure = await ask().catch(failureOf)
    expect(failure).toMatchObject({ code: 'planner.provider', kind: 'transient' })
    expect(JSON.stringify(failure)).not.toContain(testKey)
  })

  test('a key that is not taken is not tried again', async () => {
    await begin({ status: 401 })
    expect(await codeOf(ask())).toBe('planner.key')
    expect(wire.requests).toHaveLength(1)
  })

  test('a refusal is told as one', async () => {
    await begin({ text: '', ends: 'refusal' })
    expect(await codeOf(ask())).toBe('planner.declined')
  })

  test('an answer that is cut off is shown as far as it goes, and is not sent back for repair', async () => {
    await begin({ text: `${graph}third = audio.ana`, ends: 'length' })
    const { built } = await ask()
    expect(namesOf(built)).toEqual(['Söng', 'Analyse sound'])
    expect(built.problems.map(({ code }) => code)).toContain('plan.truncated')
    expect(built.asks).toHaveLength(1)
    expect(wire.requests).toHaveLength(1)
  })

  test('edits that are no JSON are asked for again, twice at most, and touch nothing', async () => {
    await begin({ text: '{"elements":[{"op":"set", nonsense' })
    const { built, usage } = await edit()
    expect(built.changes).toEqual([])
    expect(built.problems.map(({ code }) => code)).toEqual(['plan.unreadable'])
    expect(usage.rounds).toBe(2)
    expect(wire.requests).toHaveLength(3)
  })

  test('a stream that drops in the middle is a failure, and what was shown stays', async () => {
    await begin({ text: graph.repeat(3), dropAfter: 12 })
    const seen: number[] = []
    const work = answererAt(wire.url, provider).answer(questionOf('curves'), {
      ...quiet,
      tell: ({ after }) => void seen.push(Object.keys(after.graph.nodes).length),
    })
    expect(await codeOf(work)).toBe('planner.interrupted')
    expect(seen.length).toBeGreaterThan(0)
  })

  test('a slow first token can be stopped, and the provider hears of it', async () => {
    const held = Promise.withResolvers<void>()
    await begin({ text: graph, until: held.promise })
    const stop = new AbortController()
    const work = answererAt(wire.url, provider).answer(questionOf('curves'), {
      ...quiet,
      signal: stop.signal,
    })
    const ended = work.then(
      () => 'answered',
      () => 'stopped',
    )
    await expect.poll(() => wire.requests.length, { timeout: 20_000 }).toBe(1)
    stop.abort()
    expect(await ended).toBe('stopped')
    await wire.hungUp
    held.resolve()
  })

  test('a first token that never comes ends at the limit of time', async () => {
    await begin({ text: graph, until: new Promise(() => {}) })
    expect(await codeOf(ask('curves', { caps: { seconds: 1 } }))).toBe('planner.time')
  })

  test('an answer with a mistake is sent back with its place and the nearest right word', async () => {
    await begin({ text: `${graph}other = audio.nothingLikeIt(audio=sound)\n` }, { text: graph })
    const { built, usage } = await ask()
    expect(built.problems).toEqual([])
    expect(usage).toMatchObject({ rounds: 1, inputTokens: 2400, outputTokens: 160 })
    expect(wire.requests[1]?.text).toContain('node.unknown_type')
    expect(wire.requests[1]?.text).toContain('line 5')
  })
})

test('a model without structured output calls a tool; a call with broken JSON is asked for again', async () => {
  await begin({ text: '{"elements":[{"op":', tool: true }, { text: edits, tool: true })
  const { built, usage } = await answererAt(wire.url, 'anthropic', {
    model: 'claude-3-haiku-20240307',
  }).answer(questionOf('a shorter release', listening), quiet)
  expect(built.problems).toEqual([])
  expect(built.changes).toHaveLength(2)
  expect(usage.rounds).toBe(1)
})

test('nothing is sent when it would cost more than it may', async () => {
  await begin({ text: graph })
  const price = { input: 1000, output: 1000 }
  const work = answererAt(wire.url, 'openai', { price, caps: { costUsd: 0.001 } }).answer(
    questionOf('curves'),
    quiet,
  )
  expect(await codeOf(work)).toBe('planner.cost')
  expect(wire.requests).toEqual([])
})

test('prices make the meter count', async () => {
  await begin({ text: graph })
  const { usage } = await answererAt(wire.url, 'openai', { price: { input: 2, output: 10 } }).answer(
    questionOf('curves'),
    quiet,
  )
  expect(usage.costUsd).toBeCloseTo((1200 * 2 + 80 * 10) / 1e6, 10)
})
