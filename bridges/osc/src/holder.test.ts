import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { holderOf } from './holder.ts'
import { freeUdpPort } from './testing.ts'
import { openUdp } from './udp.ts'

test.skipIf(process.platform !== 'linux')('who holds a port is known by name', async () => {
  const port = await freeUdpPort()
  expect(await holderOf(port)).toBeNull()
  const script = `require('node:dgram').createSocket('udp4').bind(${port}, '127.0.0.1', () => console.log('open'))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill())
  await once(child.stdout, 'data')
  expect(await holderOf(port)).toBe(basename(process.execPath))
  const own = await openUdp({ host: '127.0.0.1', port: 0, receive() {}, onBroken() {} })
  onTestFinished(own.close)
  expect(await holderOf(own.port)).toBe('self')
})
