import type { EvalCase } from '../evalCase.ts'

/** Sentences about TouchDesigner alone. */
export const tdCases: readonly EvalCase[] = [
  {
    id: 'td-audio',
    prompt: 'send my song through TouchDesigner audio in and get its curves',
    apps: ['td'],
    gold: ['input audio: audio!\ncurves = td.audioIn(audio=@audio)'],
  },
  {
    id: 'td-audio-fps',
    prompt: 'TouchDesigner audio in curves of a sound at 30 fps',
    apps: ['td'],
    gold: ['input audio: audio!\ncurves = td.audioIn(audio=@audio, fps=30)'],
    wants: { fps: 30 },
  },
  { id: 'td-record', prompt: 'record a film in TouchDesigner', apps: ['td'], gold: ['film = td.record()'] },
  {
    id: 'td-markers',
    prompt: 'list the markers in TouchDesigner',
    apps: ['td'],
    gold: ['markers = td.markers.list()'],
  },
  {
    id: 'td-create',
    prompt: 'create a new operator of type "noiseTOP" in TouchDesigner',
    apps: ['td'],
    gold: ['op = td.op.create(type="noiseTOP")'],
    wants: { type: 'noiseTOP' },
  },
  {
    id: 'td-snapshot',
    prompt: 'a snapshot of the TouchDesigner project',
    apps: ['td'],
    gold: ['project = td.project.snapshot()'],
  },
  {
    id: 'td-smooth',
    prompt: 'TouchDesigner audio in, then smooth the curves',
    apps: ['td'],
    gold: [
      'input audio: audio!\ncurves = td.audioIn(audio=@audio)\nsmooth = channels.smooth(channels=curves.channels)',
    ],
  },
]
