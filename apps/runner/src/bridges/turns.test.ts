import { expect, test } from 'vitest'
import { createTurns } from './turns.ts'

const never = new AbortController().signal

test('a turn begins when the one before is given back, in order', async () => {
  const turns = createTurns()
  const order: string[] = []
  const first = await turns.take('blender', never)
  const others = ['second', 'third'].map(async (name) => {
    const back = await turns.take('blender', never)
    order.push(name)
    back()
  })
  const elsewhere = await turns.take('live', never)
  expect(order).toEqual([])
  first()
  elsewhere()
  await Promise.all(others)
  expect(order).toEqual(['second', 'third'])
})

test('who stops waiting holds nobody up', async () => {
  const turns = createTurns()
  const first = await turns.take('blender', never)
  const impatient = new AbortController()
  const given = turns.take('blender', impatient.signal)
  const last = turns.take('blender', never)
  impatient.abort(new Error('enough'))
  await expect(given).rejects.toThrow('enough')
  first()
  expect(await last).toBeTypeOf('function')
})
