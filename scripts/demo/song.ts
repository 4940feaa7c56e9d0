import type { DraftNote, DraftSet, DraftTrack } from '@segue/media/als/draftSet'

/** Chords of the song, F minor: the notes that stabs and pads play, and the root of the bass. */
const chords = {
  Fm: { notes: [53, 56, 60, 63, 67], root: 29 },
  Db: { notes: [53, 56, 60, 65], root: 37 },
  Ab: { notes: [55, 58, 60, 63, 67], root: 32 },
  Eb: { notes: [55, 58, 63, 65], root: 39 },
} as const
type Chord = keyof typeof chords

/** One chord per bar: intro, build, drop, break, outro, last hit. */
const bars: readonly Chord[] = ['Fm', 'Db', 'Ab', 'Eb', 'Fm', 'Db', 'Ab', 'Eb', 'Db', 'Eb', 'Fm']
const endBeat = 42
const parts = { intro: 0, build: 8, drop: 16, break: 32, outro: 36, last: 40 } as const

const note = (key: number, beat: number, beats: number, velocity: number): DraftNote => ({
  key,
  beat: Number(beat.toFixed(4)),
  beats: Number(beats.toFixed(4)),
  velocity: Math.max(1, Math.min(127, Math.round(velocity))),
})
const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.max(0, Math.ceil((to - from) / step - 1e-9)) }, (_, i) => from + i * step)
/** Off-sixteenths come a touch late. */
const swung = (beat: number) => (Math.round(beat * 4) % 2 === 1 ? beat + 0.028 : beat)
const within = (beat: number, from: number, to: number) => beat >= from && beat < to

const kick = [
  ...range(parts.intro, 14),
  ...range(parts.drop, parts.break),
  parts.break - 0.25,
  ...range(parts.outro, parts.last + 1),
].map((beat) => note(36, beat, 0.25, beat === parts.break - 0.25 ? 84 : beat < parts.drop ? 98 : 118))

/** Snare roll into the drop: eighths, then sixteenths, louder and louder. */
const roll = [...range(12, 14, 0.5), ...range(14, 15.5, 0.25)]
const snare = [
  ...[5, 7, 9, 11].map((beat) => note(39, beat, 0.25, 88)),
  ...roll.map((beat) => note(38, beat, 0.2, 46 + (beat - 12) * 18)),
  ...range(parts.drop + 1, parts.break, 2).flatMap((beat) => [
    note(38, beat, 0.25, 108),
    note(39, beat, 0.25, 100),
  ]),
  ...range(parts.drop, parts.break, 4).flatMap((bar) => [
    note(38, swung(bar + 1.75), 0.1, 34),
    note(38, swung(bar + 3.25), 0.1, 40),
  ]),
  ...[37, 39].flatMap((beat) => [note(38, beat, 0.25, 104), note(39, beat, 0.25, 94)]),
]

const accents = [84, 38, 66, 46]
const hats = [
  ...range(0, parts.last, 0.25).flatMap((beat) => {
    const step = Math.round(beat * 4)
    const full = within(beat, parts.drop, parts.break) || within(beat, parts.outro, parts.last)
    if (within(beat, parts.break, parts.outro)) return step % 2 === 0 ? [note(42, beat, 0.1, 40)] : []
    if (within(beat, 14.5, parts.drop)) return []
    if ((full || within(beat, parts.build, 14)) && step % 4 === 2)
      return [note(46, beat, 0.2, full ? 92 : 76)]
    const lift = full ? 1.1 : within(beat, 0, 4) ? 0.7 : 0.95
    return [note(42, swung(beat), 0.1, (accents[step % 4] ?? 50) * lift)]
  }),
  ...[parts.drop, parts.outro, parts.last].map((beat) => note(49, beat, 2, beat === parts.outro ? 84 : 112)),
]

/** Off-beat gallop: low on the eighth, an octave up on the sixteenth behind it. */
const gallop = [
  { at: 0.5, up: 0, beats: 0.24, velocity: 112 },
  { at: 0.75, up: 12, beats: 0.16, velocity: 82 },
] as const
const bass = bars.flatMap((chord, bar) => {
  const start = bar * 4
  const { root } = chords[chord]
  if (within(start, parts.break, parts.outro)) return [note(root, start, 3.5, 42)]
  if (start === parts.last) return [note(root, start, 1.9, 112)]
  if (start === 0) return []
  if (start === 12) return [note(root, start, 2.4, 86)]
  const soft = start < parts.drop ? 0.72 : 1
  return range(0, 4).flatMap((beat) =>
    gallop.map(({ at, up, beats, velocity }) => {
      const turn = beat === 3 && at === 0.75 && start >= parts.drop ? 7 : up
      return note(root + turn, start + beat + at, beats, velocity * soft)
    }),
  )
})

const stabRhythm = [
  { at: 0, beats: 0.55, velocity: 100 },
  { at: 0.75, beats: 0.35, velocity: 84 },
  { at: 1.5, beats: 0.6, velocity: 96 },
  { at: 2.75, beats: 0.3, velocity: 80 },
  { at: 3.5, beats: 0.35, velocity: 90 },
] as const
const stabs = bars.flatMap((chord, bar) => {
  const start = bar * 4
  const { notes } = chords[chord]
  if (start === parts.last) return notes.map((key) => note(key, start, 1.9, 104))
  if (within(start, parts.break, parts.outro)) return []
  return stabRhythm.flatMap(({ at, beats, velocity }) => {
    const beat = start + at
    if (within(beat, 15, parts.drop)) return []
    const level = beat < parts.build ? 0.52 : beat < parts.drop ? 0.55 + (beat - parts.build) * 0.05 : 1
    return notes.map((key, i) => note(key, beat, beats, velocity * level - i * 2))
  })
})

const pad = [
  ...chords.Ab.notes.map((key) => note(key, 8, 4, 62)),
  ...chords.Eb.notes.map((key) => note(key, 12, 3, 78)),
  ...(['Fm', 'Db', 'Ab', 'Eb'] as const).flatMap((chord, i) =>
    chords[chord].notes.slice(0, 3).map((key) => note(key, 16 + i * 4, 3.9, 58)),
  ),
  ...chords.Db.notes.map((key) => note(key, 32, 4, 92)),
  ...chords.Eb.notes.map((key) => note(key, 36, 3.9, 66)),
  ...chords.Fm.notes.map((key) => note(key, 40, 2, 84)),
]

/** The hook, one line per bar: sixteenth, key, length in beats. */
const hook: readonly (readonly (readonly [number, number, number])[])[] = [
  [
    [0, 72, 0.6],
    [3, 75, 0.6],
    [6, 77, 0.9],
    [10, 75, 0.4],
    [12, 72, 0.4],
    [14, 70, 0.4],
  ],
  [
    [0, 68, 0.6],
    [3, 72, 0.6],
    [6, 75, 0.9],
    [10, 77, 0.4],
    [12, 80, 0.4],
    [14, 77, 0.4],
  ],
  [
    [0, 75, 0.6],
    [3, 79, 0.6],
    [6, 80, 0.9],
    [10, 79, 0.4],
    [12, 75, 0.4],
    [14, 72, 0.4],
  ],
  [
    [0, 70, 0.6],
    [3, 75, 0.6],
    [6, 77, 0.4],
    [8, 79, 0.9],
    [12, 77, 0.4],
    [14, 75, 0.4],
  ],
]
const lead = [
  ...hook.flatMap((line, bar) =>
    line.map(([step, key, beats]) =>
      note(key, swung(parts.drop + bar * 4 + step / 4), beats, step === 0 ? 106 : 92 + (step % 3) * 3),
    ),
  ),
  ...(
    [
      [0, 77, 1.2],
      [6, 75, 0.9],
      [10, 72, 1.2],
    ] as const
  ).map(([step, key, beats]) => note(key, parts.break + step / 4, beats, 78)),
  ...(hook[3] ?? []).slice(0, 4).map(([step, key, beats]) => note(key, parts.outro + step / 4, beats, 88)),
  note(77, parts.last, 1.6, 104),
]

const riser = [note(60, parts.build, 7.6, 104), note(60, parts.break + 2, 2, 72)]

const track = (
  name: string,
  notes: readonly DraftNote[],
  mix: Pick<DraftTrack, 'colour' | 'volume' | 'pan'>,
): DraftTrack => ({
  kind: 'midi',
  name,
  ...mix,
  clips: [{ name, start: 0, end: endBeat, notes }],
})

/** The demo set: 124 BPM, F minor, an intro, a build, a drop, a break and an end. */
export const song: DraftSet = {
  version: 12,
  bpm: 124,
  locators: [
    { beat: parts.intro, name: 'Intro' },
    { beat: parts.build, name: 'Build' },
    { beat: parts.drop, name: 'Drop' },
    { beat: parts.break, name: 'Break' },
    { beat: parts.outro, name: 'Outro' },
  ],
  tracks: [
    track('Kick', kick, { colour: 14, volume: 0.95 }),
    track('Snare and Clap', snare, { colour: 15, volume: 0.9 }),
    track('Hats', hats, { colour: 3, volume: 0.95 }),
    track('Bass', bass, { colour: 20, volume: 0.9 }),
    track('Chords', stabs, { colour: 9, volume: 0.85 }),
    track('Pad', pad, { colour: 24, volume: 0.75 }),
    track('Lead', lead, { colour: 26, volume: 0.85, pan: 0.04 }),
    track('Riser', riser, { colour: 13, volume: 0.7 }),
  ],
}
