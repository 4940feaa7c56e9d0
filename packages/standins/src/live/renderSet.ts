import { type CallContext, handle } from '@segue/bridge'
import type { LiveSet } from '@segue/media/als/liveSet'
import { readSet } from '@segue/media/als/read'
import { beatToSec, secToBeat } from '@segue/media/als/tempo'
import { timelineOf } from '@segue/media/als/timeline'
import { createWav } from '@segue/media/sound/wavWriter'
import { fail, live, type MediaMeta } from '@segue/protocol'
import { mixTracks } from './engine.ts'
import { stripsOf } from './mixer.ts'
import { remarksOf } from './report.ts'
import { SoundLibrary } from './soundLibrary.ts'
import { planTrack, type TrackPlan } from './trackPlan.ts'
import { createKit } from './voices/drums.ts'

/** Notes ring this long after the last clip; recorded sound ends with it. */
const tailSec = 1.5
/** A render from the middle starts this much earlier, so that what already sounds is there. */
const preRollSec = 8
const longestSec = 6 * 3600

/** Renders a set with what is at hand: frozen audio, samples, then the synthesiser. */
export const renderSet = handle(live.renderSet, async (args, context) => {
  const set = await readSet(args.set, { root: args.root, signal: context.signal })
  const timeline = timelineOf(set)
  if (timeline.endBeat <= 0) {
    throw fail({
      code: 'set.nothing-to-play',
      message: 'This Live Set has no clips, neither in the arrangement nor in the session.',
      hint: 'Choose another set, or give the sound as a file.',
      kind: 'input',
    })
  }
  const endSec = beatToSec(set.tempoMap, timeline.endBeat)
  const library = new SoundLibrary(args.sampleRate)
  const kit = createKit(args.sampleRate)
  const strips = stripsOf(set)
  const plans: TrackPlan[] = []
  for (const entry of timeline.tracks) {
    if (entry.track.kind !== 'midi' && entry.track.kind !== 'audio') continue
    context.signal.throwIfAborted()
    const strip = strips.get(entry.track) ?? { heard: true, gain: 1, pan: 0, reason: '' }
    plans.push(await planTrack(entry, strip, { set, rate: args.sampleRate, library, kit }))
  }
  const tail = plans.some((plan) => plan.voices.length > 0) ? tailSec : 0
  const toSec = Math.min(args.toSec ?? endSec + tail, args.fromSec + longestSec)
  if (args.fromSec < 0 || toSec <= args.fromSec) {
    throw fail({
      code: 'set.empty-range',
      message: `Nothing lies between ${args.fromSec} s and ${toSec.toFixed(1)} s of this set.`,
      hint: `The set is ${endSec.toFixed(1)} s long. Choose a range inside it.`,
      kind: 'input',
    })
  }
  const tracks = plans.map((plan) => plan.report)
  await write(plans, { set, library, context, args: { ...args, toSec } })
  const meta: MediaMeta = {
    durationSec: toSec - args.fromSec,
    sampleRate: args.sampleRate,
    channels: 2,
    codec: 'pcm-s24',
    bpm: set.bpm,
    tempoMap: set.tempoMap,
    meter: set.meter,
    locators: set.locators.slice(0, 400),
    offsetSec: args.fromSec,
    standIn: 'live',
    remarks: remarksOf(set, tracks, timeline.from),
  }
  return { path: args.out, meta, tracks }
})

interface WriteOptions {
  set: LiveSet
  library: SoundLibrary
  context: CallContext
  args: { out: string; sampleRate: number; fromSec: number; toSec: number }
}

async function write(
  plans: readonly TrackPlan[],
  { set, library, context, args }: WriteOptions,
): Promise<void> {
  const rate = args.sampleRate
  const [first, last] = [Math.round(args.fromSec * rate), Math.round(args.toSec * rate)]
  const from = Math.max(0, first - Math.round(preRollSec * rate))
  const blocks = mixTracks(plans, {
    rate,
    from,
    to: last,
    library,
    echoSec: (0.75 * 60) / set.bpm,
    fadeFrames: (beats, frame) => {
      const beat = secToBeat(set.tempoMap, frame / rate)
      return beats <= 0 ? 0 : (beatToSec(set.tempoMap, beat + beats) - frame / rate) * rate
    },
    signal: context.signal,
  })
  const wav = await createWav(args.out, { sampleRate: rate, channels: 2, bits: 24 })
  try {
    let at = from
    let told = 0
    for await (const { left, right } of blocks) {
      const [begin, end] = [Math.max(0, first - at), Math.min(left.length, last - at)]
      if (end > begin) await wav.write([left.slice(begin, end), right.slice(begin, end)])
      at += left.length
      if (at - told >= rate) {
        told = at
        const fraction = Math.min(1, Math.max(0, (at - first) / (last - first)))
        context.progress({ fraction, message: `${((at - first) / rate).toFixed(0)} s rendered` })
      }
    }
    await wav.close()
  } catch (error) {
    await wav.abort()
    throw error
  }
}
