import type { EvalCase } from '../evalCase.ts'

/** Sentences that need no application. */
export const mediaCases: readonly EvalCase[] = [
  {
    id: 'curves',
    prompt: 'analyse my song and give me its curves',
    apps: [],
    gold: ['=audio-to-curves', 'input audio: audio!\ncurves = audio.analyze(audio=@audio)'],
  },
  {
    id: 'curves-fps',
    prompt: 'beats and loudness of a song as curves at 60 fps',
    apps: [],
    gold: ['=audio-to-curves'],
    wants: { fps: '60' },
  },
  {
    id: 'webm',
    prompt: 'convert a film to webm',
    apps: [],
    gold: [
      'input film: video!\nfilm = media.encode(film=@film, container="webm")',
      'film = media.encode(container="webm")',
    ],
    wants: { container: 'webm' },
  },
  {
    id: 'thumbnail',
    prompt: 'take a thumbnail of a film',
    apps: [],
    gold: ['input film: video!\npicture = media.still(video=@film)'],
  },
  {
    id: 'sound-of-film',
    prompt: 'extract the sound of a film',
    apps: [],
    gold: ['input film: video!\nsound = media.extractAudio(video=@film)'],
  },
  {
    id: 'mix',
    prompt: 'mix two sounds into one',
    apps: [],
    gold: [
      'input first: audio!\ninput second: audio!\nmix = audio.mix(first=@first, second=@second)',
      'input first: audio!\nmix = audio.mix(first=@first)',
    ],
  },
  {
    id: 'waveform',
    prompt: 'a film of the waveform of my song, square',
    apps: [],
    gold: ['input sound: audio!\nfilm = media.waveform(sound=@sound, format="1:1")'],
    wants: { format: '1:1' },
  },
  {
    id: 'drum-pattern',
    prompt: 'curves of a drum pattern of 8 bars',
    apps: [],
    gold: ['pattern = channels.steps(bars=8)'],
    wants: { bars: 8 },
  },
  {
    id: 'probe',
    prompt: 'facts about a file',
    apps: [],
    gold: ['input file: file!\nfacts = media.probe(file=@file)'],
  },
  {
    id: 'contact',
    prompt: 'a contact sheet of several films',
    apps: [],
    gold: ['input films: list<file>!\nsheet = media.contactSheet(films=@films)'],
  },
  {
    id: 'notes',
    prompt: 'turn midi notes into curves',
    apps: [],
    gold: ['input midi: midi!\ncurves = midi.toChannels(midi=@midi)'],
  },
  {
    id: 'hello',
    prompt: 'a text template that says "Hello"',
    apps: [],
    gold: ['text = text.template(template="Hello")'],
    wants: { template: 'Hello' },
  },
]
