import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bridge, handle } from '@segue/bridge'
import { serveBridge } from '@segue/bridge/link'
import { prngOf } from '@segue/engine/sim/prng'
import { td } from '@segue/protocol'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { bridgeKey } from '../bridges/bridgeKey.ts'
import { createHub } from '../bridges/hub.ts'
import { openTestLine, testCommand } from '../bridges/testLine.ts'
import { type BadLine, openBadLine } from './badLine.ts'

const unixOnly = test.skipIf(process.platform === 'win32')

unixOnly(
  'R28 a line that stalls is noticed, and what went on meanwhile is told once when it flows',
  async () => {
    let bad: BadLine | undefined
    const through = async (address: string) => {
      bad = await openBadLine({ path: address.replace(/^unix:/, '') })
      return `tcp:127.0.0.1:${bad.port}`
    }
    const times = { heartbeatMs: 40, unresponsiveMs: 120, deadMs: 60_000 }
    const { line, folder, children, changes, close } = await openTestLine('python', times, through)
    try {
      const facts: unknown[] = []
      const onProgress = ({ data }: { data?: unknown }) => {
        if (data === undefined) return
        facts.push(data)
        if (facts.length === 5) bad?.stall()
      }
      const call = line.call(testCommand('test.slow'), { dir: folder, steps: 40, stepMs: 10 }, { onProgress })
      await expect.poll(changes, { timeout: 20_000 }).toContain('unresponsive')
      bad?.flow()
      expect((await call).value).toEqual({ steps: 40 })
      expect(facts).toEqual(Array.from({ length: 40 }, (_, step) => ({ step })))
      await expect.poll(() => changes().at(-1), { timeout: 20_000 }).toBe('idle')
      expect(children).toHaveLength(1)
    } finally {
      await close()
      await bad?.close()
    }
  },
)

unixOnly(
  'R20 an application that comes and goes three hundred times is one session, and leaves nothing',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'segue-storm-'))
    const logger = pino({ level: 'silent' })
    const hub = await createHub({ home, logger, runnerVersion: '0', blender: 'off', port: null })
    await hub.start()
    const dial = (version: string) => {
      const bridge: Bridge = {
        ...{ app: 'td', name: 'Storm', version, standIn: false },
        handlers: [handle(td.info, async () => ({ version, standIn: false }))],
      }
      const stream = connect(join(home, 'run', 'bridge.sock'))
      stream.on('error', () => {})
      void serveBridge(bridge, { stream, key: bridgeKey(home, 'td') })
      return stream
    }
    const resources = () => process.getActiveResourcesInfo().length
    try {
      const before = resources()
      const random = prngOf(20)
      for (let times = 0; times < 300; times++) {
        const stream = dial('1')
        for (let turns = random.below(12); turns > 0; turns--) await new Promise(setImmediate)
        stream.destroy()
      }
      let last = dial('2')
      const provider = () => {
        // While the one before is not missed yet this one is sent away, and comes again as applications do.
        if (last.destroyed) last = dial('2')
        return hub.states().find(({ app }) => app === 'td')?.provider
      }
      await expect.poll(provider, { timeout: 20_000 }).toBe('td@2')
      expect(await (await hub.use('td')).call(td.info, {})).toMatchObject({ version: '2' })
      last.destroy()
      await hub.disconnect('td')
      await expect.poll(resources, { timeout: 20_000 }).toBeLessThanOrEqual(before)
    } finally {
      await hub.close()
      rmSync(home, { recursive: true, force: true })
    }
  },
)
