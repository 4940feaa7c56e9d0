import type { OscMessage } from '@segue/osc'

/** What can go wrong, switched by a test. */
export interface Faults {
  /** Datagrams to AbletonOSC with this address are lost on the way, so many of them. */
  lose(address: string, times?: number): void
  /** Answers and updates with this address are lost on the way back. */
  loseAnswers(address: string, times?: number): void
  /** Answers with this address come so many ticks late. */
  delay(address: string, ticks: number, times?: number): void
  /** What is sent in one tick arrives in the opposite order. */
  reversed: boolean
  /** Live's main thread is blocked: nothing is read. */
  stalled: boolean
  /** Live shows a dialog and refuses changes. */
  dialog: boolean
  /** A client on another machine sent last, and gets what nobody asked for, until this machine sends again. */
  stolen: boolean
}

/** The switches, and what they do to a message. */
export interface FaultBoard extends Faults {
  isLost(address: string): boolean
  isAnswerLost(address: string): boolean
  /** Ticks that a message waits. */
  lateness(message: OscMessage): number
}

export function createFaults(): FaultBoard {
  const lost = new Map<string, number>()
  const unheard = new Map<string, number>()
  const late = new Map<string, { ticks: number; times: number }>()
  const take = (from: Map<string, number>, address: string) => {
    const left = from.get(address) ?? 0
    from.set(address, left - 1)
    return left > 0
  }
  return {
    lose: (address, times = 1) => void lost.set(address, times),
    loseAnswers: (address, times = 1) => void unheard.set(address, times),
    delay: (address, ticks, times = 1) => void late.set(address, { ticks, times }),
    reversed: false,
    stalled: false,
    dialog: false,
    stolen: false,
    isLost: (address) => take(lost, address),
    isAnswerLost: (address) => take(unheard, address),
    lateness({ address }) {
      const row = late.get(address)
      if (row === undefined || row.times === 0) return 0
      row.times--
      return row.ticks
    },
  }
}
