import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import type { Turn } from '../client.ts'
import type { Live } from '../live.ts'
import { bool, boolOf, float, int, numberOf } from '../values.ts'
import { change, isTrue, until, write, writeIn } from '../writing.ts'

const song = { kind: 'song' } as const
/** While it plays, a position is right when it is no further on than this. */
const movedBeats = 8
const nearBeats = 1e-3

/** Playing, stopping, and the clock of the set. */
export const transportCommands = ({ client }: Live): CommandHandler[] => {
  const start = (way: 'start_playing' | 'continue_playing', from: number | null, signal: AbortSignal) =>
    client.alone(async (turn) => {
      if (from !== null) await goTo(turn, from)
      turn.tell(`/live/song/${way}`)
      await until(turn, () => isTrue(turn, '/live/song/get/is_playing'), 'it does not play')
      return now(turn)
    }, signal)
  return [
    handle(commands.play, ({ from }, { signal }) => start('start_playing', from, signal)),
    handle(commands.continuePlaying, (_, { signal }) => start('continue_playing', null, signal)),
    handle(commands.stop, ({ clips }, { signal }) =>
      client.alone(async (turn) => {
        if (clips) turn.tell('/live/song/stop_all_clips')
        turn.tell('/live/song/stop_playing')
        await until(turn, async () => !(await isTrue(turn, '/live/song/get/is_playing')), 'it plays on')
        return now(turn)
      }, signal),
    ),
    handle(commands.locate, ({ to }, { signal }) =>
      client.alone(async (turn) => {
        await goTo(turn, to)
        return now(turn)
      }, signal),
    ),
    handle(commands.setLoop, ({ on, start: begin, length }, { signal }) =>
      client.alone(async (turn) => {
        await writeIn(turn, [
          ...change({
            ...song,
            property: 'loop_start',
            value: begin === null ? null : float(begin),
            title: 'Loop start',
          }),
          ...change({
            ...song,
            property: 'loop_length',
            value: length === null ? null : float(length),
            title: 'Loop length',
          }),
          ...change({ ...song, property: 'loop', value: on === null ? null : bool(on), title: 'Loop' }),
        ])
        const [isOn, from, beats] = await Promise.all(
          ['loop', 'loop_start', 'loop_length'].map((property) =>
            turn.ask({ address: `/live/song/get/${property}` }),
          ),
        )
        return { on: boolOf(isOn?.[0]), start: numberOf(from?.[0]), length: numberOf(beats?.[0]) }
      }, signal),
    ),
    handle(commands.setMetronome, async ({ on }, { signal }) => {
      await write(client, [{ ...song, property: 'metronome', value: bool(on), title: 'Metronome' }], signal)
      return { on }
    }),
    handle(commands.setTempo, async ({ bpm }, { signal }) => {
      await write(client, [{ ...song, property: 'tempo', value: float(bpm), title: 'Tempo' }], signal)
      return { bpm }
    }),
    handle(commands.setMeter, async ({ num, den }, { signal }) => {
      const beats = { ...song, property: 'signature_numerator', value: int(num), title: 'Beats per bar' }
      const note = { ...song, property: 'signature_denominator', value: int(den), title: 'Note value' }
      await write(client, [beats, note], signal)
      return { num, den }
    }),
  ]
}

const positionOf = async (turn: Turn) =>
  numberOf((await turn.ask({ address: '/live/song/get/current_song_time' }))[0])

const now = async (turn: Turn) => ({
  playing: await isTrue(turn, '/live/song/get/is_playing'),
  beats: await positionOf(turn),
})

/** Moves the position and reads it back. */
export async function goTo(turn: Turn, beats: number): Promise<void> {
  turn.tell('/live/song/set/current_song_time', float(beats))
  const isThere = async () => {
    const moved = (await positionOf(turn)) - beats
    if (Math.abs(moved) <= nearBeats * Math.max(1, beats / 1000)) return true
    return moved > 0 && moved < movedBeats && (await isTrue(turn, '/live/song/get/is_playing'))
  }
  await until(turn, isThere, `the position is not ${beats}`)
}
