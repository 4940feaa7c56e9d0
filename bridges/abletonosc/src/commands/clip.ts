import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import { wrong } from '../failure.ts'
import type { Live } from '../live.ts'
import { clipAt, clipNames, type FoundClip, inRow } from '../refs.ts'
import { clipFact, clipHandle } from '../told/clip.ts'
import { toColor } from '../told/color.ts'
import { bool, boolOf, float, int, numberOf, text } from '../values.ts'
import { type Change, change, isTrue, until, write, writeIn } from '../writing.ts'

/** What `fired_slot_index` says of a track that is to stop. */
const stopFired = -2

/** Clips in the slots of the session. */
export const clipCommands = (live: Live): CommandHandler[] => {
  const { client, places } = live
  /** Starts or stops a clip and waits until Live shows it: at once, or at the next step of the quantisation. */
  const nudge = async (word: 'fire' | 'stop', ref: string, signal: AbortSignal) => {
    const found = await clipAt(live, ref, signal)
    const place = [found.track, found.scene]
    await client.alone(async (turn) => {
      const is = (state: string) => isTrue(turn, `/live/clip/get/${state}`, place)
      const fired = async () =>
        numberOf((await turn.ask({ address: '/live/track/get/fired_slot_index', place: [found.track] }))[0])
      turn.tell(`/live/clip/${word}`, ...place.map(int))
      if (word === 'fire')
        return until(
          turn,
          async () => (await is('is_triggered')) || is('is_playing'),
          'the clip does not start',
        )
      const stops = async () => !(await is('is_playing')) || (await fired()) === stopFired
      await until(turn, stops, 'the clip does not stop')
    }, signal)
    return clipFact(live, found, signal)
  }
  return [
    handle(commands.createClip, async ({ track, scene, length, name }, { signal }) => {
      await places.refresh(signal)
      const at = { track: inRow('track', places.tracks, track), scene: inRow('scene', places.scenes, scene) }
      const owner = places.tracks.names[at.track]
      const place = [at.track, at.scene]
      const isStill = places.hold(at)
      const midi = await client.ask({ address: '/live/track/get/has_midi_input', place: [at.track] }, signal)
      if (!boolOf(midi[0])) throw wrong(`${owner} is no MIDI track.`, 'Choose a MIDI track.')
      const before = (await clipNames(live, at.track, signal))[at.scene]
      if (typeof before === 'string')
        throw wrong(`The slot has the clip “${before}” already.`, 'Delete it first.')
      await client.alone(async (turn) => {
        turn.tell('/live/clip_slot/create_clip', ...place.map(int), float(length))
        // Notes or a name that are sent before the clip is there are lost.
        await until(
          turn,
          () => isTrue(turn, '/live/clip_slot/get/has_clip', place),
          'the new clip is not there',
        )
        await writeIn(
          turn,
          change({ kind: 'clip', property: 'name', place, value: name ? text(name) : null, title: 'Name' }),
        )
      }, signal)
      await isStill(signal)
      return clipFact(live, at, signal)
    }),
    handle(commands.deleteClip, async ({ clip }, { signal }) => {
      const found = await clipAt(live, clip, signal)
      const place = [found.track, found.scene]
      const isStill = places.hold(found)
      await client.alone(async (turn) => {
        turn.tell('/live/clip_slot/delete_clip', ...place.map(int))
        const isGone = async () => !(await isTrue(turn, '/live/clip_slot/get/has_clip', place))
        await until(turn, isGone, `${found.name || 'the clip'} is still there`)
      }, signal)
      await isStill(signal)
      return { name: found.name }
    }),
    handle(commands.setClip, async ({ clip, ...wanted }, { signal }) => {
      const found = await clipAt(live, clip, signal)
      const place = [found.track, found.scene]
      const isStill = places.hold(found)
      const ask = async (property: string) =>
        (await client.ask({ address: `/live/clip/get/${property}`, place }, signal))[0]
      const { gain, pitch, warping } = wanted
      if ((gain ?? pitch ?? warping) !== null && boolOf(await ask('is_midi_clip')))
        throw wrong(`${found.name} is a MIDI clip: it has no gain, pitch or warp.`, 'Choose an audio clip.')
      const end = wanted.loopStart === null ? 0 : numberOf(await ask('loop_end'))
      const known = live.clips.get(clipHandle(live, found, found.name))
      await write(client, changesOf(place, wanted, end), signal, () => {
        if (known && wanted.name !== null) known.name = wanted.name
      })
      await isStill(signal)
      return clipFact(live, found, signal)
    }),
    handle(commands.fireClip, ({ clip }, { signal }) => nudge('fire', clip, signal)),
    handle(commands.stopClip, ({ clip }, { signal }) => nudge('stop', clip, signal)),
  ]
}

interface Wanted {
  name: string | null
  color: string | null
  looping: boolean | null
  loopStart: number | null
  loopEnd: number | null
  muted: boolean | null
  gain: number | null
  pitch: number | null
  warping: boolean | null
}

function changesOf(place: readonly number[], wanted: Wanted, end: number): Change[] {
  const at = { kind: 'clip', place }
  const flag = (property: 'warping' | 'looping' | 'muted', title: string) => {
    const on = wanted[property]
    return change({ ...at, property, value: on === null ? null : bool(on), title })
  }
  const beats = (property: string, value: number | null, title: string) =>
    change({ ...at, property, value: value === null ? null : float(value), title })
  const { name, color, loopStart, loopEnd, gain, pitch } = wanted
  const ends = [...beats('loop_start', loopStart, 'Loop start'), ...beats('loop_end', loopEnd, 'Loop end')]
  return [
    ...change({ ...at, property: 'name', value: name === null ? null : text(name), title: 'Name' }),
    ...flag('warping', 'Warp'),
    ...flag('looping', 'Loop'),
    ...flag('muted', 'Off'),
    // A loop never ends before it starts, not even between two writes.
    ...(loopStart !== null && loopStart >= end ? ends.toReversed() : ends),
    ...beats('gain', gain, 'Gain'),
    ...change({
      ...at,
      property: 'pitch_coarse',
      value: pitch === null ? null : int(pitch),
      title: 'Transpose',
    }),
    ...change({ ...at, property: 'color', value: toColor(color), title: null }),
  ]
}

/** A MIDI clip, for what has to do with notes. */
export async function midiClipAt(live: Live, ref: string, signal: AbortSignal): Promise<FoundClip> {
  const found = await clipAt(live, ref, signal)
  const place = [found.track, found.scene]
  const [midi] = await live.client.ask({ address: '/live/clip/get/is_midi_clip', place }, signal)
  if (boolOf(midi)) return found
  throw wrong(`${found.name} is an audio clip: it has no notes.`, 'Choose a MIDI clip.')
}
