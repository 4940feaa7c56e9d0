import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { portsOf } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { describeNodeType } from './describe.ts'

/** A type whose last word is taken by the language has a file of another name. */
const files: Record<string, string> = { 'live.export': 'live/export.ts' }

const byHand = [...catalogue.values()].filter(({ app }) => app === undefined)

describe.each(byHand)('$id', (type) => {
  test('lies where its id says', () => {
    expect(existsSync(join(import.meta.dirname, files[type.id] ?? `${type.id.replace('.', '/')}.ts`))).toBe(
      true,
    )
  })

  test('says what it is for', () => {
    expect(type.title.length).toBeGreaterThan(3)
    expect(type.summary.length).toBeGreaterThan(15)
    expect(type.keywords.length).toBeGreaterThan(0)
  })

  test('has a default for every param that is not a file', () => {
    expect(type.params.safeParse({}).error?.issues.filter((issue) => issue.path[0] !== 'file') ?? []).toEqual(
      [],
    )
  })

  test('describes itself to the editor', () => {
    const info = describeNodeType(type)
    expect(Object.keys(info.inputs)).toEqual(Object.keys(type.inputs))
    for (const name of info.inline) expect(Object.keys(type.params.shape)).toContain(name)
    const { inputs, outputs } = portsOf(type, { params: {} })
    for (const [output, input] of Object.entries(info.passThrough)) {
      expect(outputs[output]).toBeDefined()
      expect(outputs[output]?.type).toBe(inputs[input]?.type)
    }
  })
})

test('what is done within a commit has no effects and may be done again', () => {
  const pure = [...catalogue.values()].filter(({ compute }) => compute)
  expect(pure.map(({ id }) => id)).toContain('text.template')
  for (const { id, effects, repeatable, lane } of pure)
    expect([id, effects, repeatable, lane]).toEqual([id, [], true, 'local'])
})
