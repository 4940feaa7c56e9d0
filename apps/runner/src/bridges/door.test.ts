import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Door, openDoor, pipePath } from './door.ts'

let folder: string
const doors: Door[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segue-door-'))
})
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close()
  rmSync(folder, { recursive: true, force: true })
})
const open = async (home: string, port: number | null = null, onSocket = (_: Socket) => {}) => {
  const door = await openDoor({ home, port }, onSocket)
  doors.push(door)
  return door
}
const ended = (socket: Socket) =>
  new Promise((resolve) => socket.once('error', resolve).once('close', resolve))

test('a port takes connections from this machine', async () => {
  const welcomed: Socket[] = []
  const free = createServer()
  await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve))
  const { port } = free.address() as AddressInfo // a port was listened on
  await new Promise((resolve) => free.close(resolve))
  await open(folder, port, (socket) => welcomed.push(socket))
  const client = connect(port, '127.0.0.1')
  await expect.poll(() => welcomed.map(({ localAddress }) => localAddress)).toEqual(['127.0.0.1'])
  client.destroy()
})

describe.skipIf(process.platform === 'win32')('the Unix socket', () => {
  test('is the same at every start, and its owner alone may use it', async () => {
    const first = await open(folder)
    const path = first.address.slice('unix:'.length)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    await first.close()
    doors.length = 0
    expect((await open(folder)).address).toBe(first.address)
  })

  test('takes connections, and ends them with the door', async () => {
    const welcomed: Socket[] = []
    const door = await open(folder, null, (socket) => welcomed.push(socket))
    const client = connect(door.address.slice('unix:'.length))
    await expect.poll(() => welcomed.length).toBe(1)
    const over = ended(client)
    await door.close()
    doors.length = 0
    await over
  })

  test('a socket that a killed runner left is replaced', async () => {
    const path = join(folder, 'run', 'bridge.sock')
    mkdirSync(join(folder, 'run'))
    writeFileSync(path, '')
    expect((await open(folder)).address).toBe(`unix:${path}`)
    expect(statSync(path).isSocket()).toBe(true)
  })

  test('a home with a long path gets a short one of its own', async () => {
    const home = join(folder, 'x'.repeat(120))
    mkdirSync(home)
    const path = (await open(home)).address.slice('unix:'.length)
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100)
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
    rmSync(join(path, '..'), { recursive: true })
  })
})

test('no more than 64 strangers are in at a time', async () => {
  const welcomed: Socket[] = []
  const { address } = await open(folder, null, (socket) => welcomed.push(socket))
  const path = address.startsWith('unix:') ? address.slice('unix:'.length) : pipePath(folder)
  const clients = Array.from({ length: 65 }, () => connect(path))
  const firstEnd = Promise.race(clients.map(ended))
  await firstEnd
  await expect.poll(() => welcomed.length).toBe(64)
  for (const client of clients) client.destroy()
})

test('homes have pipes of their own', () => {
  expect(pipePath('/a')).not.toBe(pipePath('/b'))
  expect(pipePath('/a')).toBe(pipePath('/a'))
})
