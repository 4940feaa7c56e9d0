import { encodeFrame } from '@segue/bridge/frames'
import { memoryPair } from '@segue/bridge/memory'
import { expect, test } from 'vitest'
import { lineChannel } from './channels/lines.ts'
import { greet } from './handshake.ts'
import { openWire } from './wire.ts'

const key = Buffer.alloc(32, 1)
const hello = {
  t: 'hello',
  id: 'h',
  ts: 0,
  from: 'blender',
  to: 'runner',
  protocol: '1.0',
  bridge: { name: 'test', version: '1' },
  app: { id: 'blender', name: 'Blender', version: '3.4.1', pid: 1, os: 'any' },
  session: 's',
  nonce: 'a'.repeat(64),
}

/** Greets a peer that says `first`, then answers the challenge with a wrong proof. What it heard, and the outcome. */
async function meet(first: object | Buffer) {
  const [runner, bridge] = memoryPair()
  const heard: string[] = []
  bridge.on('data', (chunk: Buffer) => {
    heard.push(...chunk.toString().trim().split('\n'))
    if (chunk.includes('"challenge"')) {
      bridge.write(encodeFrame({ ...hello, t: 'prove', proof: 'b'.repeat(64) }))
    }
  })
  const over = new Promise((resolve) => bridge.once('end', resolve).once('close', resolve))
  const greeting = { runnerVersion: '0', heartbeatMs: 100, keyFor: async () => key, knows: () => false }
  const outcome = greet(openWire(lineChannel(runner), 'blender'), greeting).then(
    () => 'welcome',
    (error: Error) => error.message,
  )
  bridge.write(Buffer.isBuffer(first) ? first : encodeFrame(first))
  await over
  return { outcome: await outcome, heard: heard.map((line) => JSON.parse(line)) }
}

test('a bridge without the key is refused and told so', async () => {
  const { outcome, heard } = await meet(hello)
  expect(outcome).toBe('The bridge key is wrong.')
  expect(heard.map(({ t }) => t)).toEqual(['challenge', 'reject'])
})

test('a bridge of another major version is refused before any proof', async () => {
  const { outcome, heard } = await meet({ ...hello, protocol: '2.0' })
  expect(outcome).toContain('Update the bridge')
  expect(heard).toMatchObject([{ t: 'reject', code: 'unsupported_version' }])
})

test('R23 a stranger is cut off after four kibibytes, without an answer', async () => {
  const { outcome, heard } = await meet(Buffer.concat([Buffer.alloc(5000, 0x20), Buffer.from('\n')]))
  expect(outcome).toContain('over the limit')
  expect(heard).toEqual([])
})

test('a stranger that does not say hello is cut off', async () => {
  for (const first of [Buffer.from('GET / HTTP/1.1\n'), { ...hello, t: 'bye', reason: 'x' }]) {
    expect((await meet(first)).heard).toEqual([])
  }
})
