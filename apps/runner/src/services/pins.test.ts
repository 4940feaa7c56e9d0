import { compile } from '@segue/engine'
import { recipeOf as engineRecipe } from '@segue/engine/testing/recipe'
import { testTypes } from '@segue/engine/testing/types'
import type { AppId } from '@segue/protocol'
import { expect, test } from 'vitest'
import { chooseProviders, pin } from './pins.ts'
import { tempStore } from './testing/tempStore.ts'

const compiled = compile(engineRecipe({ a: { type: 'test.once' } }), testTypes)
const standIn = { provider: 'standin:live@1', standIn: true }
const real = { provider: 'live@12.1', standIn: false }

/** Which provider a recipe gets that uses Live, when this one is here. */
function open() {
  const db = tempStore()
  let here = standIn
  const hub = {
    provider: async (app: AppId) => (app === 'live' ? here : { provider: app, standIn: false }),
  } as unknown as Parameters<typeof chooseProviders>[0]['hub'] // all that is asked of it
  const choose = (asked?: { live: 'real' | 'standIn' }) =>
    chooseProviders({ db, hub }, { recipeId: 'rcp_a', compiled, asked })
  return {
    choose,
    come: () => {
      here = real
    },
    run: async (asked?: { live: 'real' | 'standIn' }) => {
      const found = await choose(asked)
      pin(db, 'rcp_a', found.choices)
      return found
    },
  }
}

test('a recipe stays with the stand-in that it began with, and says that the application is here', async () => {
  const lab = open()
  const first = await lab.run()
  expect(first.choices).toEqual({ live: 'standIn' })
  expect(first.offers).toEqual([])
  lab.come()
  const second = await lab.run()
  expect(second.providers.live).toBe(first.providers.live)
  expect(second.providers.live).toMatch(/^standin:live@/)
  expect(second.offers).toEqual([expect.stringContaining('Run on the real Live')])
})

test('a person takes the real one, and the recipe stays with it', async () => {
  const lab = open()
  await lab.run()
  lab.come()
  expect((await lab.run({ live: 'real' })).providers.live).toBe('live@12.1')
  expect(await lab.choose()).toMatchObject({ providers: { live: 'live@12.1' }, offers: [] })
})

test('a real one that is not here has no version yet', async () => {
  expect((await open().choose({ live: 'real' })).providers.live).toBe('live')
})
