import { expect, test } from 'vitest'
import { tools } from './tools.ts'

const master = new URL('../../../../examples/media/demo-master.flac', import.meta.url).pathname

test('a sound is measured in LUFS and true peak', async () => {
  const loud = await tools.loudnessOf(master, 'demo-master.flac')
  expect(loud?.integratedLufs).toBeGreaterThan(-30)
  expect(loud?.integratedLufs).toBeLessThan(-5)
  expect(loud?.truePeakDb).toBeGreaterThan(loud?.integratedLufs ?? 0)
})
