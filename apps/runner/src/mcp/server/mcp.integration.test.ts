import { request } from 'node:http'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { Client as OlderClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport as OlderTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { createClient, type SegueClient } from '@segue/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { segueCommand } from '../../cli/testing/segueCommand.ts'
import { readSecret } from '../../server/secrets.ts'
import { recipeOf, text } from '../../services/testing/chain.ts'

const command = segueCommand()
const port = 4697
const address = new URL(`http://127.0.0.1:${port}/mcp`)
const name = 'recipe.say_it'
let token: string
let segue: SegueClient
let stop: () => Promise<void>

beforeAll(async () => {
  ;({ stop } = await command.start(port))
  token = readSecret(join(command.home, 'secret', 'token')).toString('hex')
  segue = createClient({ url: address.origin, token })
  const inputs = [
    { key: 'data', label: 'Words', type: 'json', required: true, to: [{ nodeId: 'a', port: 'data' }] },
  ]
  const outputs = [{ key: 'said', from: { nodeId: 'a', port: 'text' } }]
  const nodes = { a: text('{value}') }
  const { id } = await segue.recipes.create({
    name: 'Say it!',
    recipe: recipeOf(nodes, [], { inputs, outputs } as never),
  })
  await segue.recipes.create({ name: 'Private', recipe: recipeOf(nodes, [], { outputs } as never) })
  await segue.recipes.publish(id)
})
afterAll(async () => {
  await segue.close()
  await stop()
})

const bearer = () => ({ requestInit: { headers: { authorization: `Bearer ${token}` } } })
const facts = { name: 'test', version: '1' }

/** What a client of any age is asked to do here; both lines have these methods. */
interface AnyClient {
  listTools(): Promise<{ tools: { name: string; inputSchema: unknown }[] }>
  callTool(
    asked: { name: string; arguments: Record<string, unknown> },
    ...more: never[]
  ): Promise<Record<string, unknown>>
  readResource(asked: { uri: string }): Promise<{ contents: unknown[] }>
  close(): Promise<void>
}

const clients: Record<string, () => Promise<AnyClient>> = {
  async 'today’s client over HTTP'() {
    const client = new Client(facts, { versionNegotiation: { mode: 'auto' } })
    await client.connect(new StreamableHTTPClientTransport(address, bearer()))
    return client as unknown as AnyClient
  },
  async 'the older client over HTTP'() {
    const client = new OlderClient(facts)
    await client.connect(new OlderTransport(address, bearer()) as never) // its own types differ in what may be undefined
    return client as unknown as AnyClient
  },
  async 'a client that starts `segue mcp`'() {
    const client = new Client(facts)
    const cli = join(import.meta.dirname, '../../../bin/segue.mjs')
    const args = [cli, 'mcp', '--home', command.home]
    await client.connect(new StdioClientTransport({ command: process.execPath, args }))
    return client as unknown as AnyClient
  },
}

test.each(Object.keys(clients))('%s runs a published recipe by name', async (which) => {
  const client = await clients[which]?.()
  if (!client) throw new Error(`There is no ${which}.`)
  const { tools } = await client.listTools()
  expect(tools.find((tool) => tool.name === name)?.inputSchema).toMatchObject({ required: ['data'] })
  expect(tools.map((tool) => tool.name)).toEqual(
    expect.arrayContaining(['recipe.start', 'recipe.propose', 'studio.context', 'midi.ports.list']),
  )
  expect(tools.map((tool) => tool.name)).not.toContain('recipe.private')
  expect(tools.map((tool) => tool.name)).not.toContain('live.tempo.set')

  const ran = await client.callTool({ name, arguments: { data: { value: '{{7*7}}' } } })
  expect(ran).toMatchObject({
    structuredContent: { status: 'succeeded', outputs: { said: '{{7*7}}' }, settled: 1 },
  })
  const wrong = await client.callTool({ name, arguments: {} })
  expect(wrong.isError).toBe(true)

  const started = await client.callTool({
    name: 'recipe.start',
    arguments: { recipe: name, inputs: { data: { value: 1 } } },
  })
  const { runId } = started.structuredContent as { runId: string } // it gives nothing else
  await expect
    .poll(
      async () => (await client.callTool({ name: 'recipe.status', arguments: { runId } })).structuredContent,
    )
    .toMatchObject({ status: 'succeeded', outputs: { said: '1' } })
  const gone = await client.callTool({ name: 'recipe.status', arguments: { runId: 'run_none' } })
  expect(gone).toMatchObject({ isError: true, structuredContent: { code: 'run.unknown' } })
  const { contents } = await client.readResource({ uri: `segue://runs/${runId}` })
  expect(JSON.stringify(contents)).toContain('succeeded')
  await client.close()
})

test('what another program proposes stands as a proposal, and the recipe is as it was', async () => {
  const client = await clients['today’s client over HTTP']?.()
  const [recipe] = (await segue.recipes.list({ search: 'Private' })) ?? []
  const before = await segue.recipes.get(recipe?.id ?? '')
  const asked = { recipeId: before.id, prompt: 'film that pulses with my drums, vertical, 15 seconds' }
  const answer = await client?.callTool({ name: 'recipe.propose', arguments: asked })
  expect(answer?.structuredContent).toMatchObject({ proposal: { recipeId: before.id, state: 'ready' } })
  expect(await segue.recipes.get(before.id)).toEqual(before)
  await client?.close()
})

test('the door wants the token, its own name, and no page of a browser', async () => {
  const statusOf = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const all = {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      }
      const asked = request(address, { method: 'POST', headers: all }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      asked.once('error', reject)
      asked.end('{"jsonrpc":"2.0","id":1,"method":"tools/list"}')
    })
  const authorization = `Bearer ${token}`
  expect(await statusOf({})).toBe(401)
  expect(await statusOf({ authorization: 'Bearer 00' })).toBe(401)
  expect(await statusOf({ authorization, host: 'rebound.example' })).toBe(421)
  expect(await statusOf({ authorization, origin: 'https://evil.example' })).toBe(403)
  expect(await statusOf({ authorization })).toBe(200)
})
