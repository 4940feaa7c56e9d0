import { type AppId, blender, live, td } from '@segue/protocol'
import type { CallOptions, HubBridge } from '../../bridges/hubBridge.ts'
import type { FollowerStand, Move } from './nextMove.ts'

type Options = CallOptions & { dryRun?: false }

/** Moves the timeline of an application in one go, and tells where it stands then. `now` is what was known of it. */
type Timeline = (
  bridge: HubBridge,
  move: Move,
  now: FollowerStand,
  options: Options,
) => Promise<FollowerStand>

/** While TouchDesigner follows, so much of its timeline lies ahead: at its end it would go back to the start. */
const roomSec = 600

const moveTouchDesigner: Timeline = async (bridge, move, _now, options) => {
  const stood = await bridge.call(td.setTimeline, { ...move, roomSec }, options)
  return { ...stood, endSec: null }
}

/** The rate is a fraction; the last frame is where it holds. Without a window there is nothing to play. */
const moveBlender: Timeline = async (bridge, { sec, playing }, now, options) => {
  const wanted = { ...(sec === undefined ? {} : { sec }), ...(now.playing === null ? {} : { playing }) }
  const stood = await bridge.call(blender.setTimeline, wanted, options)
  const fps = stood.fps.num / stood.fps.den
  return { ...stood, fps, tempo: null, endSec: (stood.end - stood.start) / fps }
}

/** Live counts in beats, so the tempo comes first. */
const moveLive: Timeline = async (bridge, { sec, playing, tempo }, now, options) => {
  const bpm =
    tempo === undefined ? (now.tempo ?? 120) : (await bridge.call(live.setTempo, { bpm: tempo }, options)).bpm
  const beats = sec === undefined ? null : (sec * bpm) / 60
  let stood = { playing: now.playing ?? false, beats: (now.sec * bpm) / 60 }
  if (playing === true) stood = await bridge.call(live.play, { from: beats }, options)
  if (playing === false) stood = await bridge.call(live.stop, {}, options)
  if (playing !== true && beats !== null) stood = await bridge.call(live.locate, { to: beats }, options)
  return { sec: (stood.beats * 60) / bpm, playing: stood.playing, tempo: bpm, fps: null, endSec: null }
}

/** How each application that can follow is moved. */
export const timelines: Partial<Record<AppId, Timeline>> = {
  td: moveTouchDesigner,
  blender: moveBlender,
  live: moveLive,
}
