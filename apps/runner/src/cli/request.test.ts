import type { RunRequest } from '@segue/api'
import { failureOf, type RunHead } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { readOptions } from './options.ts'
import { readRequest, readValues, requestOptions } from './request.ts'

const recipe = recipeOf({ a: text('one') }, [], {
  inputs: [
    { key: 'seconds', label: 'Seconds', type: 'number', to: [{ nodeId: 'a', param: 'template' }] },
    { key: 'sound', label: 'Sound', type: 'audio', to: [{ nodeId: 'a', param: 'template' }] },
  ],
})
const stored = 'rcp_test'

/** What a command line asks of a runner whose newest run of a recipe is `newest`. */
async function asked(args: string[], newest: string | null = null): Promise<RunRequest> {
  const never = () => Promise.reject(new Error('nobody asks for this'))
  const backend = {
    take: never,
    recipes: { get: async () => recipe, publish: never, inspect: never },
    runs: { list: async () => (newest === null ? [] : [{ runId: newest } as RunHead]) },
  } as unknown as Parameters<typeof readRequest>[0]
  const { values, positionals } = readOptions(args, requestOptions, 1)
  return readRequest(backend, positionals[0] ?? '', values)
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (error) => failureOf(error).code,
  )

describe('a command line as a request', () => {
  test.each([
    [['--to', 'a', '--to', 'b'], { part: 'to', nodeIds: ['a', 'b'] }],
    [['--from', 'run_1/each/3/a'], { part: 'from', runId: 'run_1/each/3', nodeId: 'a', edits: {} }],
    [
      ['--from', 'a', '--edit', 'data={"x":1}', '--edit', 'say=so'],
      { part: 'from', runId: 'run_9', nodeId: 'a', edits: { data: { x: 1 }, say: 'so' } },
    ],
    [['--failed', 'run_1'], { part: 'failed', runId: 'run_1' }],
    [['--fresh'], { part: 'fresh' }],
  ])('%s', async (args, target) => {
    expect((await asked([stored, ...args], 'run_9')).target).toEqual(target)
  })

  test('names providers, priority and a stored recipe', async () => {
    const args = ['rcp_test', '--real', 'blender', '--standin', 'live', '--priority', '7']
    expect(await asked(args)).toEqual({
      recipe: { id: 'rcp_test' },
      inputs: {},
      priority: 7,
      providers: { blender: 'real', live: 'standIn' },
    })
  })

  test.each([
    [['--to', 'a', '--fresh'], 'cli.usage'],
    [['--edit', 'data=2'], 'cli.usage'],
    [['--from', 'x/a'], 'cli.usage'],
    [['--from', 'a'], 'run.none'],
    [['--failed', 'nonsense'], 'cli.usage'],
    [['--priority', '101'], 'cli.usage'],
    [['--priority', '1.5'], 'cli.usage'],
    [['--real', 'photoshop'], 'cli.usage'],
    [['--real', 'blender', '--standin', 'blender'], 'cli.usage'],
    [['--edit', 'data', '--from', 'run_1/a'], 'cli.usage'],
    [['--wrong-flag'], 'cli.usage'],
    [['--input', 'seconds=ten'], 'input.malformed'],
    [['--input', 'seconds'], 'input.malformed'],
    [['--input', 'sound=/no/such/file.wav'], 'input.file_missing'],
  ])('refuses %s', async (args, code) => {
    expect(await codeOf(asked([stored, ...args]))).toBe(code)
  })

  test('a file that is not there is said to be missing', async () => {
    expect(await codeOf(asked(['/nowhere/none.json']))).toBe('recipe.unreadable')
  })
})

test('values are JSON where they are, else text', () => {
  expect(readValues(['a=1', 'b="1"', 'c=hello', 'd=', 'e=x=y'], '--output')).toEqual({
    a: 1,
    b: '1',
    c: 'hello',
    d: '',
    e: 'x=y',
  })
})
