import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Recipe, stableText, visibleText } from '@segue/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { recipeOf, text } from '../services/testing/chain.ts'
import { importRecipe } from './import.ts'
import { recipes } from './recipes.ts'

let root: string
let said: string[]
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'segue-recipes-'))
  said = []
  const hear = (words: unknown) => void said.push(String(words))
  vi.spyOn(console, 'log').mockImplementation(hear)
  vi.spyOn(console, 'error').mockImplementation(hear)
  vi.spyOn(process.stdout, 'write').mockImplementation((words) => said.push(String(words)) > 0)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
})
const home = () => ['--home', join(root, 'home')]
const heard = () => said.splice(0).join('\n')
const json = async (...args: string[]) => {
  expect(await recipes([...args, '--json', ...home()])).toBe(0)
  return JSON.parse(heard())
}
const importOf = async (document: unknown): Promise<string> => {
  const file = join(root, 'in.json')
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document))
  expect(await importRecipe([file, '--json', ...home()])).toBe(0)
  return JSON.parse(heard()).id
}
const film = recipeOf({ a: text('one'), b: text('two') }, ['a.text > b.data'], { name: 'Film' })

test('a recipe is listed, copied, put away and brought back', async () => {
  const id = await importOf(film)
  const copy = await json('duplicate', id, 'Film for Ana')
  expect(await json('list', '--search', 'ana')).toMatchObject([{ id: copy.id, name: 'Film for Ana' }])
  expect(await json('archive', id)).toEqual({ id, archived: true, paused: [] })
  expect(await json()).toMatchObject([{ id: copy.id }])
  expect(await json('list', '--archived')).toMatchObject([{ id }])
  await json('unarchive', id)
  expect((await json()).map(({ id }: { id: string }) => id).toSorted()).toEqual([id, copy.id].toSorted())
  expect(await recipes(['list', ...home()])).toBe(0)
  expect(heard()).toContain(`${id}  Film  (2 nodes)`)
})

test('its versions are named, compared and brought back; git sees one line for one change', async () => {
  const id = await importOf(film)
  const [before, after] = [join(root, 'before.json'), join(root, 'after.json')]
  expect(await json('save', id, before)).toEqual({ path: before })
  expect(await recipes(['show', id, ...home()])).toBe(0)
  expect(said.splice(0).join('')).toBe(readFileSync(before, 'utf8'))
  expect(await json('name', id, '0', 'As it came')).toEqual({ id, revision: 0, name: 'As it came' })
  expect(await json('versions', id)).toMatchObject([{ revision: 0, name: 'As it came' }])
  const shuffled = Object.fromEntries(Object.entries(JSON.parse(readFileSync(before, 'utf8'))).toReversed())
  expect(stableText(Recipe.parse(shuffled))).toBe(readFileSync(before, 'utf8'))
  const louder = await importOf({
    ...film,
    graph: { ...film.graph, nodes: { ...film.graph.nodes, a: text('ONE', { name: 'one' }) } },
  })
  await json('save', louder, after)
  const lines = (file: string) => readFileSync(file, 'utf8').split('\n')
  const different = lines(after).filter((line, i) => line !== lines(before)[i])
  expect(different.map((line) => line.trim()).filter((line) => !line.startsWith('"id"'))).toEqual([
    '"template": "ONE"',
  ])
})

test('what a save changed is told, and restored as a new version', async () => {
  const id = await importOf(film)
  const made = await json('duplicate', id)
  expect(await recipes(['diff', made.id, ...home()])).toBe(2)
  expect(heard()).toContain('[recipe.one_version]')
  expect(await json('migrate', id)).toEqual({ id, nodes: [], diff: null, saved: false })
  expect(await recipes(['migrate', id, ...home()])).toBe(0)
  expect(heard()).toBe('✔ All nodes are up to date.')
  expect(await json('restore', id, '0')).toEqual({ id, revision: 0, restores: 0 })
})

test('a file that is no recipe is refused in text that can be read, and nothing is stored', async () => {
  const junk = join(root, 'set.als')
  writeFileSync(junk, Buffer.from([0x1f, 0x8b, 8, 0, 27, 91, 50, 74, 0xe2, 0x80, 0xae, 7, 255]))
  expect(await importRecipe([junk, ...home()])).toBe(2)
  const words = heard()
  expect(words).toContain('[recipe.unreadable]')
  expect(words).toBe(visibleText(words))
  const newer = join(root, 'newer.json')
  writeFileSync(newer, JSON.stringify({ ...film, schemaVersion: 2, scenes: [] }))
  expect(await importRecipe([newer, '--json', ...home()])).toBe(1)
  expect(JSON.parse(heard())).toMatchObject({ ok: false, failures: [{ code: 'recipe.newer' }] })
  expect(await json()).toEqual([])
  expect(existsSync(join(root, 'home', 'segue.db'))).toBe(true)
})
