import { expect, test } from 'vitest'
import { watchLag } from './lag.ts'

test('R16 the log says when something held the process up', async () => {
  const said: unknown[] = []
  const stop = watchLag({ warn: (fact: unknown) => void said.push(fact) })
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000)
  await expect.poll(() => said).toEqual([{ lateMs: expect.any(Number) }])
  stop()
})
