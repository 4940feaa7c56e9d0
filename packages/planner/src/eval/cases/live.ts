import type { EvalCase } from '../evalCase.ts'

/** Sentences about Ableton Live alone. */
export const liveCases: readonly EvalCase[] = [
  {
    id: 'live-sound',
    prompt: 'record the sound of my Live set',
    apps: ['live'],
    gold: ['input set: file! "Live Set"\nsound = live.export(set=@set)', 'sound = live.export()'],
  },
  {
    id: 'live-chapters',
    prompt: 'chapters for youtube from the locators of my Live set',
    apps: ['live'],
    gold: ['=set-to-chapters'],
  },
  {
    id: 'live-read',
    prompt: 'read the tempo and the locators of a Live set',
    apps: ['live'],
    gold: ['=set-to-chapters', 'input set: file!\nread = live.readSet(set=@set)'],
  },
  {
    id: 'live-bars',
    prompt: 'Live export of the first 20 seconds of my master',
    apps: ['live'],
    gold: [
      'input audio: audio!\nsound = live.export(audio=@audio, seconds=20)',
      'sound = live.export(seconds=20)',
    ],
    wants: { seconds: 20 },
  },
  {
    id: 'live-tempo',
    prompt: 'set the tempo of Live to 124 bpm',
    apps: ['live'],
    gold: ['tempo = live.tempo.set(bpm=124)'],
    wants: { bpm: 124 },
  },
  {
    id: 'live-track',
    prompt: 'create a MIDI track named "Bass" in Live',
    apps: ['live'],
    gold: ['track = live.track.create(kind="midi", name="Bass")'],
    wants: { name: 'Bass', kind: 'midi' },
  },
  {
    id: 'live-play',
    prompt: 'start the transport of Live playing',
    apps: ['live'],
    gold: ['play = live.transport.play()'],
  },
  {
    id: 'live-stop',
    prompt: 'stop the transport of Live',
    apps: ['live'],
    gold: ['stop = live.transport.stop()'],
  },
  {
    id: 'live-click',
    prompt: 'turn the metronome of Live off',
    apps: ['live'],
    gold: ['click = live.transport.metronome(on=false)'],
    wants: { on: false },
  },
  {
    id: 'live-undo',
    prompt: 'undo the last edit in Live',
    apps: ['live'],
    gold: ['undo = live.edit.undo()'],
  },
  {
    id: 'live-meter',
    prompt: 'list the tracks of the open Live set',
    apps: ['live'],
    gold: ['tracks = live.track.list()', 'tracks = live.set.snapshot()'],
  },
  {
    id: 'live-two',
    prompt: 'set the tempo of Live to 90 bpm, then start the transport of Live playing',
    apps: ['live'],
    gold: ['tempo = live.tempo.set(bpm=90)\nplay = live.transport.play(after=tempo.result)'],
    wants: { bpm: 90 },
  },
]
