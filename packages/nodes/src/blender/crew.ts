import { failureOf } from '@segue/protocol'
import type { BridgeUse, SpareBridge } from '../bridgeUse.ts'
import type { RunArgs } from '../defineNode.ts'

export interface CrewOptions {
  /** The step's own process, with the scene open. */
  bridge: BridgeUse
  /** Opens the scene in another process, or again in one that was restarted. */
  open(bridge: BridgeUse): Promise<void>
  /** Renders some; the seconds per frame it took. */
  render(bridge: BridgeUse, frames: readonly number[]): Promise<number>
  /** Whether a frame is stored. */
  isDone(frame: number): boolean
  /** Resolves when everything that has landed so far is stored. */
  settled(): Promise<void>
  log: RunArgs<unknown, unknown>['log']
}

/** A scene that kills its application again and again is given up; what it did is kept. */
const mostCrashes = 3
/** Seconds that a share should take at least: beginning one costs Blender something. */
const shareSec = 5

/**
 * Renders frames on the step's own process and on every other one that is free, also when it becomes so later. Each
 * takes half of its part of what is left, so that all of them end at about the same time. When one dies, only its own
 * frames are rendered again; one that somebody else waits for is given back between two shares.
 */
export async function spread(frames: readonly number[], options: CrewOptions): Promise<void> {
  const { bridge, open, render, isDone, settled, log } = options
  let rest = [...frames]
  let crashes = 0
  let working = 0
  let secPerFrame = Number.POSITIVE_INFINITY
  const began: Promise<void>[] = []

  /** Half of one's part; for quick frames more, but no more than one's part. */
  const nextShare = () => {
    const part = Math.ceil(rest.length / working)
    return rest.splice(0, Math.max(Math.ceil(part / 2), Math.min(part, Math.ceil(shareSec / secPerFrame)), 1))
  }
  const giveBack = (share: readonly number[]) => {
    rest = [...share.filter((frame) => !isDone(frame)), ...rest].sort((a, b) => a - b)
  }
  const workOn = async (on: BridgeUse & Partial<SpareBridge>, opened: boolean) => {
    let isOpen = opened
    while (rest.length > 0 && !on.awaited) {
      enlist()
      const share = nextShare()
      try {
        if (!isOpen) await open(on)
        isOpen = true
        secPerFrame = await render(on, share)
      } catch (error) {
        await settled()
        giveBack(share)
        if (failureOf(error).kind !== 'transient' || ++crashes > mostCrashes) {
          rest = []
          throw error
        }
        isOpen = false
        const again = `${share.length} ${share.length === 1 ? 'frame' : 'frames'}`
        log(
          `${failureOf(error).message} It starts again; of its ${again} the missing ones follow.`,
          'warning',
        )
      }
    }
  }
  const begin = (on: BridgeUse & Partial<SpareBridge>, opened: boolean) => {
    working++
    const work = workOn(on, opened).finally(() => {
      working--
      on.release?.()
    })
    work.catch(() => {}) // looked at in its turn
    began.push(work)
  }
  /** Takes in whoever is free, as long as there is more than one frame for each. */
  const enlist = () => {
    while (rest.length > working) {
      const more = bridge.spare?.()
      if (!more) return
      begin(more, false)
    }
  }
  begin(bridge, true)
  const failures: unknown[] = []
  // more may begin while these work; none goes on when this has ended
  for (let at = 0; at < began.length; at++) await began[at]?.catch((error) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
