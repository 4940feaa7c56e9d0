import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rawZip } from '../packages/testing/rawZip.ts'
import { examplesFolder } from '../services/samples.ts'
import { segueCommand } from './testing/segueCommand.ts'

interface Imported {
  id: string
  missing: { name: string }[]
  found: { name: string }[]
  warnings: { code: string }[]
}

const example = join(examplesFolder, 'recipes/audio-to-curves.json')
const { segue, besides, start, root } = segueCommand()
const other = join(root, 'other')
const out = join(root, 'curves.segue')

describe('segue export and import', () => {
  test('carry a recipe and its media to another home, where it runs', () => {
    expect(segue('export', example, '--out', out).status).toBe(0)
    const { id, missing } = segue('import', out, '--home', other, '--json').json<Imported>()
    expect(missing).toEqual([])
    expect(segue('runs', '--home', other, '--json').json()).toEqual([])
    expect(segue('run', id, '--home', other, '--out', join(root, 'made'), '--json').status).toBe(0)
  })

  test('say what was left out, and find it again in a folder by its content, whatever its name', () => {
    const bare = join(root, 'bare.segue')
    const { left } = segue('export', example, '--out', bare, '--media', '0', '--json').json<{
      left: { name: string }[]
    }>()
    expect(left.length).toBeGreaterThan(0)
    const fresh = join(root, 'fresh')
    const { id, missing, warnings } = segue('import', bare, '--home', fresh, '--json').json<Imported>()
    expect(missing.map(({ name }) => name)).toEqual(left.map(({ name }) => name))
    expect(warnings.map(({ code }) => code)).toContain('package.media_missing')
    const folder = join(root, 'music/old')
    mkdirSync(folder, { recursive: true })
    copyFileSync(join(examplesFolder, 'media/demo-master.flac'), join(folder, 'renamed.flac'))
    const relinked = segue('recipes', 'relink', id, join(root, 'music'), '--home', fresh, '--json')
    expect(relinked.json<Imported>()).toMatchObject({ missing: [], found: [{ name: 'demo-master.flac' }] })
    const both = segue(
      'import',
      bare,
      '--home',
      join(root, 'both'),
      '--relink',
      join(root, 'music'),
      '--json',
    )
    expect(both.json<Imported>().missing).toEqual([])
  })

  test('refuse a hostile package with exit 2, a code and a hint, and leave the home as it was', () => {
    const before = segue('recipes', '--home', other, '--json').stdout
    const path = join(root, 'hostile.segue')
    writeFileSync(path, rawZip([{ name: '../escaped', data: 'x' }]))
    const said = segue('import', path, '--home', other, '--json')
    expect(said.status).toBe(2)
    expect(said.json()).toMatchObject({ failures: [{ code: 'package.path', hint: expect.any(String) }] })
    expect(existsSync(join(root, 'escaped'))).toBe(false)
    expect(segue('recipes', '--home', other, '--json').stdout).toBe(before)
  })

  test('plain JSON goes out in one order and comes in again', () => {
    const [{ id = '' } = {}] = segue('recipes', '--home', other, '--json').json<{ id: string }[]>()
    const path = join(root, 'git.json')
    expect(segue('recipes', 'save', id, path, '--home', other).status).toBe(0)
    const text = readFileSync(path, 'utf8')
    const again = segue('import', path, '--home', other, '--json').json<Imported>()
    const shown = segue('recipes', 'show', again.id, '--home', other).stdout
    expect(shown).toBe(text.replace(id, again.id))
  })

  test('work through a live runner too', async () => {
    const runner = await start(4751)
    const path = join(root, 'live.segue')
    expect((await besides('export', example, '--out', path)).status).toBe(0)
    const { missing } = (await besides('import', path, '--json')).json<Imported>()
    expect(missing).toEqual([])
    await runner.stop()
  })
})
