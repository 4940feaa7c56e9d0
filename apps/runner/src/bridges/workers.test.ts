import { expect, test } from 'vitest'
import { workersFor } from './workers.ts'

const gigabyte = 1024 ** 3

test.each([
  [{ cores: 2, memory: 8 * gigabyte }, 1],
  [{ cores: 8, memory: 64 * gigabyte }, 1],
  [{ cores: 16, memory: 64 * gigabyte }, 2],
  [{ cores: 32, memory: 16 * gigabyte }, 2],
  [{ cores: 128, memory: 512 * gigabyte }, 4],
])('%j has room for %i', (machine, workers) => {
  expect(workersFor(machine)).toBe(workers)
})
