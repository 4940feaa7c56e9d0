import { describe, expect, test } from 'vitest'
import { readOptions } from '../options.ts'
import { chosenKind, kindOptions, readKind } from './kind.ts'

/** What a line of `segue trigger add RECIPE …` means, as far as the kind of the trigger goes. */
function read(line: string) {
  const { values, positionals } = readOptions(line.split(' '), kindOptions, 1, 2)
  return readKind(chosenKind(values), values, { what: positionals[1] })
}

describe('a trigger on the command line', () => {
  test.each([
    ['r hourly --zone UTC', { kind: 'schedule', when: 'hourly', zone: 'UTC' }],
    [
      'r --files /exports --preset stems --settle 9 --map audio=/file --map title=/name',
      {
        kind: 'files',
        folder: '/exports',
        mode: 'set',
        settleSec: 9,
        map: { audio: '/file', title: '/name' },
      },
    ],
    [
      'r --files /in --set *_a.wav --set *_b.wav',
      { kind: 'files', mode: 'set', set: ['*_a.wav', '*_b.wav'] },
    ],
    [
      'r --osc 9000 /cue/* --allow 10.0.0.7 --both --max-age any',
      { kind: 'osc', port: 9000, address: '/cue/*', allow: ['10.0.0.7'], onlyPress: false, maxAgeMs: null },
    ],
    [
      'r --midi Pads --note 36 --channel 2',
      { kind: 'midi', port: 'Pads', message: 'note', number: 36, channel: 2 },
    ],
    ['r --midi Pads --control 64 --least 64', { kind: 'midi', message: 'control', number: 64, least: 64 }],
    ['r --midi Clock --message start', { kind: 'midi', message: 'start', number: null }],
    [
      'r --app live locator.passed --called Drop --debounce 0',
      { kind: 'app', app: 'live', happening: 'locator.passed', name: 'Drop', debounceMs: 0 },
    ],
    ['r --after rcp_1 --on failed', { kind: 'recipe', of: 'rcp_1', on: 'failed' }],
    ['r --webhook --answer result --per-minute 5', { kind: 'webhook', answer: 'result', perMinute: 5 }],
  ])('%s', (line, settings) => {
    expect(read(line)).toMatchObject(settings)
  })

  test.each([
    ['r', 'when'],
    ['r --osc 9000', 'address'],
    ['r --osc 9000 cue', 'address'],
    ['r --files /in --osc 9000 /cue', '--files and --osc'],
    ['r --osc 9000 /cue --pattern *.wav', '--pattern does not fit'],
    ['r hourly --map a=/b', '--map does not fit'],
    ['r --files /in --preset tapes', '--preset is one of exports'],
    ['r --midi Pads --note 36 --control 7', 'Choose one of --note'],
    ['r --midi Pads --note 128', '--note is a whole number from 0 to 127'],
    ['r --app paint saved', 'app'],
    ['r --webhook --map a=b', 'map.a: Give a way such as /body/title.'],
  ])('%s is refused: %s', (line, message) => {
    expect(() => read(line)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ code: 'cli.usage', message: expect.stringContaining(message) }),
      }),
    )
  })

  test('keeps what is left out when it is edited', () => {
    const before = read('r --osc 9000 /cue --map a=/args/0 --per-minute 7')
    const { values } = readOptions(['--osc', '9001', '--map', 'b=/from'], kindOptions, 0)
    expect(readKind('osc', values, { before })).toEqual({
      ...before,
      port: 9001,
      map: { a: '/args/0', b: '/from' },
    })
  })
})
