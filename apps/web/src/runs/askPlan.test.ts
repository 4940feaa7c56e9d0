import type { AppState } from '@segue/api'
import { expect, test } from 'vitest'
import { cameSince } from './askPlan.ts'
import type { PlannedNode } from './planStore.ts'

const app = (id: AppState['app'], state: AppState['state']) => ({ app: id, state }) as AppState
const on = (provider: string) => ({ provider }) as PlannedNode

test('an application that came is offered to recipes that use its stand-in', () => {
  const apps = [app('blender', 'found'), app('td', 'idle'), app('live', 'standIn'), app('obs', 'absent')]
  expect(cameSince(apps, [on('standin:blender@2'), on('standin:live@1')])).toEqual(['blender'])
})
