import { expect, test } from 'vitest'
import { killAtRandom } from './randomKills.ts'

test('R02 of runners that are killed at random moments under load, nothing is lost, done twice or stuck', async () => {
  expect(await killAtRandom({ kills: 10, seed: 7 })).toBeGreaterThan(0)
})
