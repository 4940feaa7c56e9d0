import { type CallContext, type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import type { z } from 'zod'
import type { Turn } from '../client.ts'
import { beyond, notKept, refused } from '../failure.ts'
import type { Live } from '../live.ts'
import {
  allNotes,
  boundsOf,
  keptNotes,
  notesAtOnce,
  noteValues,
  readNotes,
  type WireNote,
} from '../noteWire.ts'
import { int } from '../values.ts'
import { midiClipAt } from './clip.ts'

type Note = z.infer<typeof commands.setNotes.args>['notes'][number]

const notTold =
  'AbletonOSC tells neither chance nor velocity deviation nor release velocity; they stand as usual.'

/** The notes of MIDI clips, in portions that fit into a datagram. */
export const noteCommands = (live: Live): CommandHandler[] => {
  const { client, places } = live
  return [
    handle(commands.getNotes, async ({ clip, pitch, pitches, from, span }, { signal, warn }) => {
      const { track, scene } = await midiClipAt(live, clip, signal)
      const area = { pitch, pitches: Math.min(pitches, 128 - pitch), from, span }
      const notes = await client.alone((turn) => readNotes(turn.ask, [track, scene], area), signal)
      if (notes.length > 0) warn(notTold)
      return { notes }
    }),
    handle(commands.setNotes, async ({ clip, notes }, context) => {
      const given = plain(notes)
      const { track, scene } = await midiClipAt(live, clip, context.signal)
      const place = [track, scene]
      const isStill = places.hold({ track, scene })
      await client.alone(async (turn) => {
        const before = await readNotes(turn.ask, place, allNotes)
        await wholly(turn, place, before, async () => {
          if (before.length > 0) await clear(turn, place)
          await add(turn, place, given, context)
        })
      }, context.signal)
      await isStill(context.signal)
      return { count: notes.length }
    }),
    handle(commands.addNotes, async ({ clip, notes }, context) => {
      const given = plain(notes)
      const { track, scene } = await midiClipAt(live, clip, context.signal)
      const place = [track, scene]
      const isStill = places.hold({ track, scene })
      await client.alone(async (turn) => {
        const before = await readNotes(turn.ask, place, allNotes)
        await wholly(turn, place, before, () => add(turn, place, given, context))
      }, context.signal)
      await isStill(context.signal)
      return { count: notes.length }
    }),
    handle(commands.removeNotes, async ({ clip, pitch, pitches, from, span }, { signal }) => {
      const { track, scene } = await midiClipAt(live, clip, signal)
      const place = [track, scene]
      const area = { pitch, pitches: Math.min(pitches, 128 - pitch), from, span }
      return client.alone(async (turn) => {
        const before = await readNotes(turn.ask, place, area)
        turn.tell('/live/clip/remove/notes', ...place.map(int), ...boundsOf(area))
        const left = await readNotes(turn.ask, place, area)
        if (left.length > 0)
          throw turn.errors[0] === undefined
            ? notKept(`${left.length} of ${before.length} notes are still there.`)
            : refused(turn.errors[0])
        return { count: before.length }
      }, signal)
    }),
  ]
}

/** What AbletonOSC cannot write is refused rather than left out. */
function plain(notes: readonly Note[]): WireNote[] {
  const rich = notes.find(
    ({ probability, velocityDeviation, releaseVelocity }) =>
      probability !== 1 || velocityDeviation !== 0 || releaseVelocity !== 64,
  )
  if (rich === undefined)
    return notes.map(({ pitch, start, duration, velocity, mute }) => ({
      pitch,
      start,
      duration,
      velocity,
      mute,
    }))
  throw beyond('AbletonOSC writes neither chance nor velocity deviation nor release velocity of notes.')
}

/** Adds notes in portions, each read back before the next is sent. */
async function add(
  turn: Turn,
  place: readonly number[],
  notes: readonly WireNote[],
  { progress, signal }: Pick<CallContext, 'progress' | 'signal'>,
): Promise<void> {
  for (let from = 0; from < notes.length; from += notesAtOnce) {
    signal.throwIfAborted()
    const part = notes.slice(from, from + notesAtOnce)
    turn.tell('/live/clip/add/notes', ...place.map(int), ...part.flatMap(noteValues))
    const starts = part.map(({ start }) => start)
    const first = Math.min(...starts)
    const span = Math.max(...starts) - first + 1
    const isKept = keptNotes(await readNotes(turn.ask, place, { ...allNotes, from: first - 0.5, span }))
    const lost = part.filter((note) => !isKept(note))
    if (lost[0] !== undefined)
      throw turn.errors[0] === undefined
        ? notKept(
            `Live kept ${part.length - lost.length} of ${part.length} notes; not pitch ${lost[0].pitch} at beat ${lost[0].start}. Notes of one pitch that overlap are shortened by Live.`,
          )
        : refused(turn.errors[0])
    progress({ fraction: (from + part.length) / notes.length, message: `Wrote ${from + part.length} notes` })
  }
}

async function clear(turn: Turn, place: readonly number[]): Promise<void> {
  turn.tell('/live/clip/remove/notes', ...place.map(int), ...boundsOf(allNotes))
  const left = await readNotes(turn.ask, place, allNotes)
  if (left.length > 0) throw notKept(`${left.length} of the old notes are still there.`)
}

/** Puts the old notes back when anything goes wrong on the way, a cancel too. */
async function wholly(
  turn: Turn,
  place: readonly number[],
  before: readonly WireNote[],
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    turn.tell('/live/clip/remove/notes', ...place.map(int), ...boundsOf(allNotes))
    for (let from = 0; from < before.length; from += notesAtOnce)
      turn.tell(
        '/live/clip/add/notes',
        ...place.map(int),
        ...before.slice(from, from + notesAtOnce).flatMap(noteValues),
      )
    throw error
  }
}
