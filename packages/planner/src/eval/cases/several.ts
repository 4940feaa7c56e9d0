import type { EvalCase } from '../evalCase.ts'

const film = ['live', 'td', 'blender'] as const

/** Sentences that need several applications. */
export const severalCases: readonly EvalCase[] = [
  {
    id: 'beat-vertical',
    prompt: 'film that pulses with my drums, vertical, 15 seconds',
    apps: film,
    gold: ['=beat-film'],
    wants: { format: '9:16', seconds: 15 },
  },
  {
    id: 'beat-eclipse',
    prompt: 'turn my song into a film in the eclipse look, square, 30 seconds, title "Night Bus"',
    apps: film,
    gold: ['=beat-film'],
    wants: { look: 'eclipse', format: '1:1', seconds: 30, title: 'Night Bus' },
  },
  {
    id: 'beat-final',
    prompt: 'beat film in final quality at 25 fps',
    apps: film,
    gold: ['=beat-film'],
    wants: { quality: 'final', fps: '25' },
  },
  {
    id: 'stems',
    prompt: 'a film in which drums, bass and chords each move a part of the picture',
    apps: ['blender'],
    gold: ['=stems-to-film'],
  },
  {
    id: 'midi-film',
    prompt: 'a film that my MIDI notes move',
    apps: ['blender'],
    gold: ['=notes-to-motion'],
  },
  {
    id: 'formats',
    prompt: 'one song as a film in every format with a poster and a thumbnail',
    apps: ['blender'],
    gold: ['=film-in-every-format'],
  },
  {
    id: 'approve',
    prompt: 'a song in two looks, of which I pick one',
    apps: film,
    gold: ['=film-to-approve'],
  },
  {
    id: 'album',
    prompt: 'films of every track of my album in the colours of the cover',
    apps: ['blender'],
    gold: ['=album-to-films'],
  },
  {
    id: 'sounds',
    prompt: 'a short film of every sound of a list, wide and tall',
    apps: ['blender'],
    gold: ['=sounds-to-films'],
  },
  {
    id: 'there-and-back',
    prompt:
      'Live and Blender work at the same time and TouchDesigner listens, and its curves go back into Blender',
    apps: film,
    gold: ['=there-and-back'],
  },
  {
    id: 'locators',
    prompt: 'locators of a Live set as chapters and as markers in a Blender file',
    apps: ['live', 'blender'],
    gold: ['=locators-to-markers'],
  },
  {
    id: 'reel',
    prompt: 'a reel for instagram from my master, 20 seconds',
    apps: film,
    gold: ['=beat-film'],
    wants: { format: '9:16', seconds: 20 },
  },
]
