import { expect, test } from 'vitest'
import { damageStores } from './damagedStores.ts'

test('R09 a damaged store is refused by name or is whole, and is never replaced', async () => {
  const { refused, opened } = await damageStores(27, 3)
  expect(refused).toBeGreaterThan(5)
  expect(opened).toBeGreaterThan(5)
})
