import type { LiveSet } from './liveSet.ts'

/** A value on an edge holds 64 KiB; lists stop well before. */
const limits = { tracks: 200, media: 200, names: 6, scenes: 100, locators: 400 } as const

const short = (text: string) => text.slice(0, 80)
const roundedTo3 = (value: number) => Number(value.toFixed(3))

/**
 * What a person or a later node wants to know about a set, as JSON under 64 KiB: no paths, no notes. Long lists are
 * cut; the counts always tell the whole.
 */
export function summaryOf(set: LiveSet) {
  const missing = set.media.filter((media) => media.path === null)
  const found = set.media.filter((media) => media.path !== null)
  return {
    liveVersion: set.version,
    bpm: set.bpm,
    tempoChanges: set.tempoMap.length - 1,
    meter: set.meter
      .slice(0, 100)
      .map((m) => ({ beat: m.beat, signature: `${m.numerator}/${m.denominator}` })),
    lengthBeats: roundedTo3(set.endBeat),
    lengthSec: roundedTo3(set.endSec),
    trackCount: set.tracks.length,
    tracks: set.tracks.slice(0, limits.tracks).map((track) => ({
      name: short(track.name),
      kind: track.kind,
      colour: track.colour,
      group: short(set.tracks.find((t) => t.id === track.groupId)?.name ?? '') || null,
      muted: track.muted,
      input: short(track.input),
      frozen: track.frozen,
      arrangementClips: track.arrangement.length,
      sessionClips: track.session.length,
      notes: [...track.arrangement, ...track.session.map((s) => s.clip)].reduce(
        (sum, clip) => sum + (clip.kind === 'midi' ? clip.notes.length : 0),
        0,
      ),
      devices: track.devices.slice(0, limits.names).map(short),
      plugIns: track.plugIns.slice(0, limits.names).map(short),
      samples: track.zones.length,
    })),
    scenes: set.scenes.slice(0, limits.scenes).map(({ name, bpm, meter }) => ({
      name: short(name),
      bpm,
      signature: meter && `${meter.numerator}/${meter.denominator}`,
    })),
    media: {
      count: set.media.length,
      missing: missing.length,
      files: [...missing, ...found]
        .slice(0, limits.media)
        .map(({ name, path }) => ({ name: short(name), found: path !== null })),
    },
    remarks: set.remarks,
  }
}

/** Locators of a set as JSON under 64 KiB: at most 400, names cut at 80 characters. */
export function locatorsOf(set: LiveSet) {
  return set.locators
    .slice(0, limits.locators)
    .map(({ name, beat, sec }) => ({ name: short(name), beat, sec: Number(sec.toFixed(6)) }))
}
