import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { draftSetXml } from '@segue/media/als/draftSet'
import { readSet } from '@segue/media/als/read'
import { beatToSec } from '@segue/media/als/tempo'
import { readSound } from '@segue/media/sound/open'
import { expect, test } from 'vitest'
import { song } from './song.ts'

const media = join(import.meta.dirname, '../../examples/media')
const setPath = join(media, 'demo-set.als')

test('the demo set in the examples is the one that the script writes', async () => {
  expect(gunzipSync(await readFile(setPath)).toString()).toBe(draftSetXml(song))
})

test('the demo master has its kicks on the beats of the demo set, is loud enough and never clips', async () => {
  const set = await readSet(setPath)
  const { planes, facts } = await readSound(join(media, 'demo-master.flac'))
  expect([facts.sampleRate, facts.channels]).toEqual([48_000, 2])
  expect(facts.durationSec).toBeGreaterThan(set.endSec)
  const [left = new Float32Array()] = planes
  const peak = left.reduce((top, x) => Math.max(top, Math.abs(x)), 0)
  expect(peak).toBeGreaterThan(0.7)
  expect(peak).toBeLessThan(0.9)
  const power = left.reduce((sum, x) => sum + x * x, 0) / left.length
  expect(10 * Math.log10(power)).toBeGreaterThan(-18)
  // The intro has nothing but kick, hats and soft stabs: its kicks stand alone in the low end
  for (const beat of [1, 2, 3]) {
    const at = Math.round(beatToSec(set.tempoMap, beat) * 48_000)
    const energy = (from: number, to: number) =>
      left.subarray(at + from, at + to).reduce((sum, x) => sum + x * x, 0)
    expect(energy(0, 240)).toBeGreaterThan(4 * energy(-480, -240))
  }
})
