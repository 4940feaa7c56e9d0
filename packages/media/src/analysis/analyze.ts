import type { Fps, MediaMeta } from '@segue/protocol'
import type { BlockOptions, Planes, Sound } from '../sound/facts.ts'
import { mix } from '../sound/mix.ts'
import { createResampler } from '../sound/resample.ts'
import { type Timeline, timelineOf } from '../time/timeline.ts'
import type { Ranges } from './curve.ts'
import { type Drawn, type Measured, makeCurves } from './curves.ts'
import { bandNames, createFeatureMeter } from './features.ts'
import { createLoudnessMeter, type Loudness } from './loudness.ts'
import { pickOnsets } from './onsets.ts'
import { findTempo, steadyTimeline } from './tempo.ts'

/** A sound, measured once. Curves for any frame rate are made from it. */
export interface Measurement extends Measured, Loudness {
  durationSec: number
  bpm: number | null
  /** Where the tempo comes from: the media's metadata, the sound itself, or nowhere (120 BPM is assumed). */
  tempoFrom: 'meta' | 'sound' | 'none'
  timeline: Timeline
}

export interface MeasureOptions {
  /** What is known about the sound's time; a tempo map here wins over what is heard. */
  meta?: MediaMeta
  signal?: AbortSignal
  onProgress?: (fraction: number) => void
  /** Listens only to the start of the sound, up to this many seconds. */
  maxSec?: number
}

/** The analysis hears at most this rate; more would only cost time. */
const maxRate = 48_000
/** An onset must be at least this strong, whatever the file: below is dither. */
const fluxFloor = { low: 0.3, mid: 0.4, high: 0.4, all: 0.8 }

/** One listener for both meters: each block is decoded once. */
async function listen(sound: Sound, options: MeasureOptions) {
  const { sampleRate, channels } = sound.facts
  const wantedSec = Math.min(options.maxSec ?? Infinity, sound.facts.durationSec)
  const divisor = Math.ceil(sampleRate / maxRate)
  const rate = sampleRate % divisor === 0 ? sampleRate / divisor : maxRate
  const resampler = rate === sampleRate ? null : createResampler(sampleRate, rate, 1)
  const features = createFeatureMeter(rate)
  const loudness = createLoudnessMeter(sampleRate, channels)
  let frames = 0
  const hear = (mono: Planes) => features.push(mono[0] ?? new Float32Array())
  const request: BlockOptions = options.signal === undefined ? {} : { signal: options.signal }
  for await (const block of sound.blocks(request)) {
    loudness.push(block)
    const mono = mix(block, 1)
    hear(resampler === null ? mono : resampler.push(mono))
    frames += block[0]?.length ?? 0
    options.onProgress?.(Math.min(1, frames / sampleRate / Math.max(wantedSec, 1e-9)))
    if (frames / sampleRate >= (options.maxSec ?? Infinity)) break
  }
  if (resampler !== null) hear(resampler.flush())
  return { features: features.finish(), loudness: loudness.finish(), durationSec: frames / sampleRate }
}

function tempoOf(features: Measured['features'], meta: MediaMeta) {
  const known = timelineOf(meta)
  if (known !== null) return { timeline: known, tempoFrom: 'meta' as const }
  const meter = meta.meter ?? []
  const heard = findTempo(features)
  if (heard !== null) return { timeline: steadyTimeline(features, heard, meter), tempoFrom: 'sound' as const }
  return {
    timeline: { tempo: [{ beat: 0, sec: 0, bpm: 120, ramp: false }], meter, locators: [] },
    tempoFrom: 'none' as const,
  }
}

/** Listens to a whole sound once: bands, onsets, tempo, loudness. Memory grows by about 15 kB per second. */
export async function measureSound(sound: Sound, options: MeasureOptions = {}): Promise<Measurement> {
  const { features, loudness, durationSec } = await listen(sound, options)
  const onsetsIn = (band: keyof typeof fluxFloor) =>
    pickOnsets(features.flux[band], features.hopSec, fluxFloor[band])
  const [low, mid, high] = bandNames.map(onsetsIn) as [
    Measured['onsets']['low'],
    Measured['onsets']['low'],
    Measured['onsets']['low'],
  ]
  const { timeline, tempoFrom } = tempoOf(features, options.meta ?? {})
  return {
    features,
    onsets: { low, mid, high, all: onsetsIn('all') },
    loudness: loudness.steps,
    integratedLufs: loudness.integratedLufs,
    truePeakDb: loudness.truePeakDb,
    durationSec,
    bpm: tempoFrom === 'none' ? null : (options.meta?.bpm ?? timeline.tempo[0]?.bpm ?? null),
    tempoFrom,
    timeline,
  }
}

/**
 * Curves of a measured sound for a film: one sample per frame, the last frame may be partly filled. `known`: ranges of
 * the same sound before an edit.
 */
export function curvesOf(
  measurement: Measurement,
  options: { fps: Fps; releaseBeats?: number; known?: Ranges },
): Drawn {
  const { fps, releaseBeats = 1 / 3, known = {} } = options
  const frames = Math.max(1, Math.ceil((measurement.durationSec * fps.num) / fps.den - 1e-6))
  return makeCurves(measurement, { fps, frames, timeline: measurement.timeline }, { releaseBeats, known })
}
