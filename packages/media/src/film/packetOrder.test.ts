import { expect, test } from 'vitest'
import { PacketOrder } from './packetOrder.ts'

test('packets go by their times, whichever track comes first', async () => {
  const orders = [
    ['v0', 'v1', 'a0', 'v2', 'a1', 'a2'],
    ['a0', 'a1', 'a2', 'v0', 'v1', 'v2'],
  ].map(async (arrivals) => {
    const order = new PacketOrder()
    const lines = { v: order.open(), a: order.open() }
    const written: string[] = []
    const put = async (name: string) => void written.push(name)
    for (const name of arrivals) lines[name[0] === 'v' ? 'v' : 'a'].push(Number(name[1]), () => put(name))
    lines.v.end()
    lines.a.end()
    await order.settled()
    return written
  })
  for (const written of await Promise.all(orders))
    expect(written).toEqual(['v0', 'a0', 'v1', 'a1', 'v2', 'a2'])
})

test('a track keeps its own order, and waits for no track that has ended', async () => {
  const order = new PacketOrder()
  const [picture, sound] = [order.open(), order.open()]
  const written: number[] = []
  sound.end()
  for (const sec of [0, 3, 1, 2]) picture.push(sec, async () => void written.push(sec))
  await order.settled()
  expect(written).toEqual([0, 3, 1, 2])
})

test('what a write fails with comes out', async () => {
  const order = new PacketOrder()
  order.open().push(0, () => Promise.reject(new Error('disk full')))
  await expect(order.settled()).rejects.toThrow('disk full')
})
