export interface SimInput {
  kind: string
  settings: Record<string, unknown>
  /** Null for what makes no sound. */
  sound: { muted: boolean; db: number } | null
}

/** What a simulated OBS has open and does. */
export interface World {
  collection: string
  /** Scenes from top to bottom, each with its sources and whether they are shown. */
  scenes: Map<string, Map<string, boolean>>
  inputs: Map<string, SimInput>
  program: string
  preview: string
  studioMode: boolean
  /** Null where OBS has no virtual camera. */
  camera: boolean | null
  record: 'off' | 'on' | 'paused'
  stream: boolean
  /** Whether the service lets the stream in. */
  serviceOpen: boolean
  /** The file that the next recording is written to. */
  recordPath: string
  /** While a scene collection is changing, every request is answered with NotReady. */
  ready: boolean
}

/** A show with two scenes, a title, a microphone and a picture. */
export function makeWorld(): World {
  return {
    collection: 'Friday night',
    scenes: new Map([
      [
        'Stage',
        new Map([
          ['Title', true],
          ['Logo', false],
        ]),
      ],
      ['Break 🎛', new Map([['Logo', true]])],
    ]),
    inputs: new Map([
      ['Title', { kind: 'text_ft2_source_v2', settings: { text: 'Hello', color1: 1 }, sound: null }],
      ['Logo', { kind: 'image_source', settings: { file: '/logo.png' }, sound: null }],
      ['Mic', { kind: 'pulse_input_capture', settings: {}, sound: { muted: false, db: -6 } }],
    ]),
    program: 'Stage',
    preview: 'Stage',
    studioMode: false,
    camera: false,
    record: 'off',
    stream: false,
    serviceOpen: true,
    recordPath: '/videos/Friday night.mkv',
    ready: true,
  }
}
