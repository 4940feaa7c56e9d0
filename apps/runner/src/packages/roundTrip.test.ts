import { createHash } from 'node:crypto'
import { type ArtifactRef, type Recipe, stableText } from '@segue/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packageLab, recipeWith } from './testing/packageLab.ts'

const refTo = (bytes: Uint8Array, name: string): ArtifactRef => ({
  artifactId: createHash('sha256').update(bytes).digest('hex'),
  mime: 'audio/wav',
  bytes: bytes.length,
  name,
  meta: {},
})

const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__'))
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const node = fc.record({
  type: fc.constantFrom('text.template', 'file.audio', 'flow.wait', 'other.unknown'),
  version: fc.constant(1),
  name: text,
  params: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), json, { maxKeys: 4 }),
})
const drawn = fc.record({
  name: text.filter((name) => name.trim() !== ''),
  description: text,
  nodes: fc.dictionary(fc.stringMatching(/^[a-z0-9]{1,6}$/), node, { maxKeys: 6 }),
  media: fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 3 }),
})

const toRecipe = ({
  name,
  description,
  nodes,
  media,
}: typeof drawn extends fc.Arbitrary<infer T> ? T : never) =>
  recipeWith({
    name,
    description,
    graph: {
      nodes: {
        ...nodes,
        ...Object.fromEntries(
          media.map((bytes, i) => [
            `m_${i}`,
            { type: 'file.audio', version: 1, name: `M ${i}`, params: { file: refTo(bytes, `${i}.wav`) } },
          ]),
        ),
      },
    },
  })

const withoutId = ({ id: _, ...rest }: Recipe) => rest

describe('a package', () => {
  test('gives the same document back under another id, with its media, on another machine', async () => {
    await using here = await packageLab()
    await using there = await packageLab()
    await fc.assert(
      fc.asyncProperty(drawn, async (parts) => {
        const recipe = toRecipe(parts)
        for (const bytes of parts.media) await here.artifacts.putBytes(bytes, { name: 'x.wav' })
        const { file, left } = await here.services.packages.export({ recipe })
        expect(left).toEqual([])
        const { id, missing } = await there.take(await here.bytes(file))
        expect(missing).toEqual([])
        expect(id).not.toBe(recipe.id)
        expect(withoutId(await there.services.recipes.get(id))).toEqual(withoutId(recipe))
        for (const bytes of parts.media) expect(there.artifacts.has(refTo(bytes, '').artifactId)).toBe(true)
      }),
      { numRuns: 40, seed: 4711 },
    )
  })

  test('is the same bytes whenever it is made', async () => {
    await using lab = await packageLab()
    const recipe = recipeWith({ name: 'Twice' })
    const first = await lab.services.packages.export({ recipe })
    const second = await lab.services.packages.export({ recipe: structuredClone(recipe) })
    expect(second.file.artifactId).toBe(first.file.artifactId)
  })

  test('leaves large files out, and says which by hash and name', async () => {
    await using lab = await packageLab()
    const [small, large] = [new Uint8Array(10).fill(1), new Uint8Array(5000).fill(2)]
    for (const bytes of [small, large]) await lab.artifacts.putBytes(bytes, { name: 'x.wav' })
    const recipe = recipeWith({
      graph: {
        nodes: {
          a: { type: 'file.audio', version: 1, name: 'A', params: { file: refTo(large, 'large.wav') } },
          b: { type: 'file.audio', version: 1, name: 'B', params: { file: refTo(small, 'small.wav') } },
        },
      },
    })
    const { file, left } = await lab.services.packages.export({ recipe, mediaBytes: 1000 })
    expect(left).toEqual([expect.objectContaining({ name: 'large.wav', packed: false, bytes: 5000 })])
    await using there = await packageLab()
    const { missing, warnings } = await there.take(await lab.bytes(file))
    expect(missing.map(({ name }) => name)).toEqual(['large.wav'])
    expect(warnings.map(({ code }) => code)).toContain('package.media_missing')
  })
})

test('plain JSON has its keys in one order, so that a change is one line', () => {
  const one = recipeWith({ graph: { nodes: { b: text2('B'), a: text2('A') } } })
  const other = recipeWith({ graph: { nodes: { a: text2('A'), b: text2('Other') } } })
  const [before, after] = [stableText(one).split('\n'), stableText(other).split('\n')]
  expect(before).toHaveLength(after.length)
  expect(before.filter((line, i) => line !== after[i])).toEqual(['        "name": "B",'])
})

const text2 = (name: string) => ({ type: 'text.template', version: 1, name })
