import { describe, expect, test } from 'vitest'
import { explore, type Way } from '../testing/explore.ts'
import { allMachines } from '../testing/machines.ts'
import { type MachineId, machineConfigs } from './configs.ts'
import type { NodeInput } from './context.ts'
import { placesOf } from './places.ts'

const ids = Object.keys(machineConfigs).filter((id): id is MachineId => id !== 'run')
const machines = allMachines()

const inputsFor = (id: MachineId): NodeInput[] => {
  const base: NodeInput = { kind: 'action', repeatable: true, tries: 2, pending: 2 }
  if (id === 'merge') return [0, 1].map((arrived) => ({ ...base, arrived }))
  if (id === 'race') return [0, 1].map((arrived) => ({ ...base, arrived, realtime: arrived === 1 }))
  if (id === 'onFailure') return [{ ...base, arrived: 1, watched: 'u' }]
  if (id !== 'action') return [base]
  const kinds = (['action', 'frozen', 'kept', 'bypassed', 'muted', 'idle'] as const).map((kind) => ({
    ...base,
    kind,
  }))
  return [...kinds, { ...base, repeatable: false }, { ...base, realtime: true }]
}

const explored = new Map(
  ids.map((id): [MachineId, { input: NodeInput; ways: Way[] }[]] => {
    const machine = machines.get(id)
    if (!machine) throw new Error(`no machine ${id}`)
    return [id, inputsFor(id).map((input) => ({ input, ways: explore(machine, input) }))]
  }),
)
const waysOf = (id: MachineId) => (explored.get(id) ?? []).flatMap(({ ways }) => ways)

describe.each(ids)('every way a node can go in the machine %s', (id) => {
  test('visits every state of it', () => {
    const machine = machines.get(id)
    const seen = new Set(waysOf(id).flatMap(({ from, to }) => [from.value, to.value]))
    // `ready` is left in the same moment.
    const states = machine ? [...placesOf(machine).keys()].filter((state) => state !== 'ready') : []
    expect(states.filter((state) => !seen.has(state))).toEqual([])
  })

  test('leads to an end from everywhere', () => {
    for (const { ways } of explored.get(id) ?? []) {
      const canEnd = new Set(ways.flatMap(({ to }) => (to.status === 'done' ? [to.value] : [])))
      for (let before = -1; before !== canEnd.size; ) {
        before = canEnd.size
        for (const { from, to } of ways) if (canEnd.has(to.value)) canEnd.add(from.value)
      }
      expect(ways.filter(({ from }) => !canEnd.has(from.value))).toEqual([])
    }
  })

  test('never counts attempts down; only results of the attempt under way count', () => {
    const changes = ({ from, to }: Way) => to.value !== from.value || to.context !== from.context
    const isStale = ({ from: { context }, event }: Way) =>
      ('attempt' in event && event.attempt !== context.attempt) ||
      (event.type === 'TIMER' && event.epoch !== context.epoch)
    const ways = waysOf(id)
    expect(ways.filter(({ from, to }) => Number(to.context.attempt) < Number(from.context.attempt))).toEqual(
      [],
    )
    expect(ways.filter((way) => isStale(way) && changes(way))).toEqual([])
    expect(ways.filter((way) => !isStale(way) && changes(way)).length).toBeGreaterThan(20)
  })

  test('gives no job to a step that a person has paused', () => {
    const asked = waysOf(id).filter(
      ({ from, to }) =>
        from.context.pausedAlone === true && Number(to.context.attempt) > Number(from.context.attempt),
    )
    expect(asked.filter(({ event }) => event.type !== 'RETRY' && event.type !== 'RESUME')).toEqual([])
  })
})

describe('the machine of nodes that work', () => {
  test('never runs a step again by itself that must not', () => {
    for (const { input, ways } of explored.get('action') ?? [])
      for (const { from, event, to } of ways) {
        const again =
          Number(from.context.attempt) > 0 && Number(to.context.attempt) > Number(from.context.attempt)
        if (again && !input.repeatable) expect(['RETRY', 'RESUME']).toContain(event.type)
        if (again && event.type === 'RETRY') expect(['retrying', 'blocked', 'unknown']).toContain(from.value)
      }
  })

  test('never runs what is frozen, kept, bypassed, muted or idle', () => {
    for (const { input, ways } of explored.get('action') ?? [])
      if (input.kind !== 'action') for (const { to } of ways) expect(to.context.attempt).toBe(0)
  })

  test('skips what is only of use at its moment when its process dies', () => {
    const lost = (explored.get('action') ?? [])
      .filter(({ input }) => input.realtime)
      .flatMap(({ ways }) => ways)
      .filter(({ from, event }) => event.type === 'JOB.LOST' && event.attempt === from.context.attempt)
    expect(lost.length).toBeGreaterThan(0)
    for (const { from, to } of lost)
      if (['queued', 'running', 'blocked'].includes(from.value)) expect(to.value).toBe('skipped')
  })
})
