import { testContext } from '@segue/bridge/testing'
import { live } from '@segue/protocol'
import { expect, it } from 'vitest'
import { liveStandIn } from './index.ts'

const context = testContext()
const handlerOf = (command: string) => liveStandIn.handlers.find(({ spec }) => spec.command === command)

it('has an answer to every command: what needs an open set is not available here', async () => {
  expect(liveStandIn.handlers.map(({ spec }) => spec.command).sort()).toEqual(
    Object.values(live)
      .map(({ command }) => command)
      .sort(),
  )
  const refused = handlerOf('tempo.set')?.run({ bpm: 120 }, context)
  await expect(refused).rejects.toMatchObject({
    failure: { code: 'bridge.not_available', kind: 'environment' },
  })
})

it('says that it is a stand-in', async () => {
  const told = await handlerOf('app.info')?.run({}, context)
  expect(live.info.result.parse(told)).toMatchObject({ standIn: true, set: '' })
})
