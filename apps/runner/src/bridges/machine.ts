import type { AppState } from '@segue/api'
import { assign, type SnapshotFrom, setup } from 'xstate'

export interface ConnectionLimits {
  /** Silence after which a bridge counts as unresponsive. */
  unresponsiveMs: number
  /** Silence after which it counts as dead. */
  deadMs: number
}

interface Context extends ConnectionLimits {
  /** Times of crashes in the last three minutes. */
  crashes: number[]
  /** Crashes since the last good connection; sets the back-off. */
  attempt: number
}

type Event =
  | { type: 'START'; now: number }
  | { type: 'CONNECTED' }
  | { type: 'WORK'; waiting: number }
  | { type: 'HEARD' }
  | { type: 'SILENT'; ms: number }
  /** A person wants it now: what went wrong before no longer counts. */
  | { type: 'ASKED' }
  /** The connection or the process is gone. `crash` when nobody asked for it. */
  | { type: 'LOST'; now: number; crash: boolean }

const circuit = { crashes: 5, windowMs: 180_000 }

/** How long to wait before start number `attempt` after crashes: 0.5 s doubling to 30 s. `random` is 0…1. */
export function backoffMs(attempt: number, random: number): number {
  if (attempt === 0) return 0
  return Math.min(30_000, 500 * 2 ** (attempt - 1)) * (0.5 + random / 2)
}

/**
 * The connection to one application.
 *
 *     disconnected → initialising → connected (idle ⇄ busy) ⇄ unresponsive
 *          ↑ LOST from anywhere; five crashes in three minutes end in `broken` until they are old
 *
 * Pure: silence, time and loss come in as events.
 */
export const connectionMachine = setup({
  types: { context: {} as Context, events: {} as Event, input: {} as ConnectionLimits },
  guards: {
    isLate: ({ context, event }) => event.type === 'SILENT' && event.ms >= context.unresponsiveMs,
    isBusy: ({ event }) => event.type === 'WORK' && event.waiting > 0,
    isCrashing: ({ context, event }) =>
      event.type === 'LOST' &&
      event.crash &&
      recent(context.crashes, event.now).length + 1 >= circuit.crashes,
    isCalm: ({ context, event }) =>
      event.type === 'START' && recent(context.crashes, event.now).length < circuit.crashes,
  },
  actions: {
    countLoss: assign(({ context, event }) => {
      if (event.type !== 'LOST' || !event.crash) return {}
      return { crashes: [...recent(context.crashes, event.now), event.now], attempt: context.attempt + 1 }
    }),
    forgetAttempts: assign({ attempt: 0 }),
    forgetCrashes: assign({ attempt: 0, crashes: [] }),
  },
}).createMachine({
  id: 'connection',
  context: ({ input }) => ({ ...input, crashes: [], attempt: 0 }),
  initial: 'disconnected',
  on: {
    ASKED: { actions: 'forgetCrashes' },
    LOST: [
      { guard: 'isCrashing', target: '.broken', actions: 'countLoss' },
      { target: '.disconnected', actions: 'countLoss' },
    ],
  },
  states: {
    disconnected: { on: { START: 'initialising', CONNECTED: 'connected' } },
    initialising: { on: { CONNECTED: 'connected' } },
    connected: {
      initial: 'idle',
      on: { SILENT: { guard: 'isLate', target: 'unresponsive' }, CONNECTED: {} },
      states: {
        idle: { on: { WORK: { guard: 'isBusy', target: 'busy' } } },
        busy: { on: { WORK: [{ guard: 'isBusy' }, { target: 'idle', actions: 'forgetAttempts' }] } },
      },
    },
    unresponsive: { on: { HEARD: 'connected.busy', CONNECTED: 'connected' } },
    broken: { on: { START: { guard: 'isCalm', target: 'initialising' }, CONNECTED: 'connected' } },
  },
})

/** States of the machine as people see them. */
const shownStates = {
  disconnected: 'disconnected',
  broken: 'disconnected',
  initialising: 'starting',
  unresponsive: 'unresponsive',
} as const

/** What people see of a connection: a state of the machine by its name, or what it does while it is connected. */
export const shownState = (value: SnapshotFrom<typeof connectionMachine>['value']): AppState['state'] =>
  typeof value === 'string' ? shownStates[value] : value.connected

const recent = (crashes: readonly number[], now: number): number[] =>
  crashes.filter((at) => now - at < circuit.windowMs)
