import { type AppDocument, type AppId, blender, type CommandSpec, live, td } from '@segue/protocol'

interface Args {
  sec: number | null
  playing: boolean | null
  tempo: number | null
  from: number | null
  to: number
  bpm: number
  markers: { name: string; sec: number }[]
}

/** An application with a timeline that runs by the clock of a test, at a speed of its own. */
export class FakeApp {
  session: string | null = 'first'
  busy = false
  working = false
  /** Whether a person works in its window. */
  window = false
  doing: { title: string; since: number } | null = null
  tripMs = 0
  /** Seconds of the timeline that pass in one second. */
  speed = 1
  playing: boolean | null
  tempo: number | null
  fps: number | null
  endSec = 1000
  name = 'document'
  markers: { name: string; sec: number; ours: boolean }[] = []
  /** Every command that changed something, with what was given. */
  calls: { command: string; args: Record<string, unknown> }[] = []
  /** What the next commands fail with. */
  fails: Error | null = null
  #from = { sec: 0, ms: 0 }
  readonly #clock: { ms: number }
  readonly #id: AppId

  constructor(id: AppId, clock: { ms: number }) {
    this.#id = id
    this.#clock = clock
    this.playing = id === 'blender' ? null : false
    this.tempo = id === 'blender' ? null : 120
    this.fps = { live: null, td: 60, blender: 24, obs: null, osc: null, midi: null }[id]
  }

  get sec() {
    const passed = (this.#clock.ms - this.#from.ms) / 1000
    return this.playing ? this.#from.sec + passed * this.speed : this.#from.sec
  }

  /** What a person or a command does to the timeline. */
  put({ sec = this.sec, playing = this.playing }: { sec?: number; playing?: boolean | null }) {
    this.#from = { sec, ms: this.#clock.ms }
    this.playing = playing
  }

  /** Commands that moved it, with what they were given. */
  get moves() {
    return this.calls.filter(({ command }) => !command.startsWith('markers')).map(({ args }) => args)
  }

  document(): AppDocument {
    const { name, playing, tempo, sec, fps } = this
    return {
      name,
      path: null,
      unsaved: null,
      playing,
      tempo,
      meter: null,
      beats: null,
      sec,
      frame: null,
      fps,
      facts: {},
    }
  }

  serve(spec: CommandSpec, given: unknown): unknown {
    if (this.fails) throw this.fails
    const args = given as Args & Record<string, unknown> // only what the spec parsed
    const { command } = spec
    if (spec.effects !== 'read') this.calls.push({ command, args })
    if (command === 'markers.set')
      this.markers = [
        ...this.markers.filter(({ ours }) => !ours),
        ...args.markers.map((marker) => ({ ...marker, ours: true })),
      ]
    const beats = (this.sec * (this.tempo ?? 60)) / 60
    const facts = this.markers.map((marker) => ({ ...marker, frame: 1, beats }))
    if (command.startsWith('markers')) return { markers: facts, table: tableFact }
    return this.#move(spec, args)
  }

  #move(spec: CommandSpec, args: Args): unknown {
    const rate = (this.tempo ?? 60) / 60
    if (spec === live.setTempo) this.tempo = args.bpm
    if (spec === live.play)
      this.put({ playing: true, ...(args.from === null ? {} : { sec: args.from / rate }) })
    if (spec === live.stop) this.put({ playing: false })
    if (spec === live.locate) this.put({ sec: args.to / rate })
    if (spec === td.setTimeline || spec === blender.setTimeline) {
      this.put({ sec: args.sec ?? this.sec, playing: args.playing ?? this.playing })
      this.tempo = args.tempo ?? this.tempo
    }
    const { sec, playing, tempo } = this
    const both = {
      sec,
      playing,
      tempo,
      bpm: tempo,
      beats: sec * rate,
      frame: 1,
      fps: this.fps,
      rangeEnd: 600,
    }
    if (this.#id !== 'blender') return both
    const fps = this.fps ?? 24
    return { ...both, start: 1, end: 1 + Math.round(this.endSec * fps), fps: { num: fps, den: 1 } }
  }
}

const tableFact = {
  path: '/project1/segue/markers',
  id: 1,
  name: 'markers',
  type: 'tableDAT',
  family: 'DAT',
  x: 0,
  y: 0,
  inputs: [],
  errors: [],
}
