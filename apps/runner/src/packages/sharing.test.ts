import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { ArtifactRef, nodeIn, type Recipe } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { packageLab, recipeWith, soundEntries } from './testing/packageLab.ts'
import { rawZip } from './testing/rawZip.ts'

const text = (name: string, params = {}) => ({ type: 'text.template', version: 1, name, params })
const deliver = (folder: string) => ({
  type: 'file.deliver',
  version: 1,
  name: 'Deliver',
  params: { folder },
})
const python = (code: string) => ({
  type: 'blender.python',
  version: 1,
  name: 'Code',
  params: { text: code },
})
const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code)

describe('S16: importing starts nothing', () => {
  test('no process, no connection, no run, no approval; code is marked and folders are taken out', async () => {
    await using lab = await packageLab()
    const before = lab.count()
    const seen: string[] = []
    const note = (_: unknown, name: string | symbol) => seen.push(String(name))
    for (const channel of ['child_process', 'net.client.socket']) subscribe(channel, note)
    const inner = { inputs: [], outputs: [], graph: { nodes: { deep: python('import os') } } }
    const { id, warnings } = await lab.take(
      rawZip(
        soundEntries(
          recipeWith({
            graph: {
              nodes: {
                code: python('import os; os.system("touch /tmp/x")'),
                map: { type: 'flow.map', version: 1, name: 'Each', body: inner },
                out: deliver('/etc'),
                page: text('http://127.0.0.1:9/picture.png'),
              },
            },
          }),
        ),
      ),
    )
    for (const channel of ['child_process', 'net.client.socket']) unsubscribe(channel, note)
    expect(seen).toEqual([])
    expect(lab.count()).toEqual({ ...before, recipes: before.recipes + 1 })
    const { graph } = await lab.services.recipes.get(id)
    expect(nodeIn(graph, 'code')?.origin).toEqual({ by: 'import' })
    expect(nodeIn(graph, 'deep')?.origin).toEqual({ by: 'import' })
    expect(nodeIn(graph, 'out')?.params.folder).toBe('')
    expect(codes(warnings).filter((code) => code === 'package.code')).toHaveLength(2)
    expect(codes(warnings)).toContain('package.folder')
  })

  test('S20: a package cannot bring a trigger', async () => {
    await using lab = await packageLab()
    const bytes = rawZip(soundEntries({ ...recipeWith({}), triggers: [{ webhook: 'open' }] }))
    await expect(lab.take(bytes)).rejects.toMatchObject({ failure: { code: 'document.unknown_key' } })
  })

  test('S21: what looks like a template comes through as it was', async () => {
    await using lab = await packageLab()
    const tokens = ['{{ 7*7 }}', '=1+1', `$${'{process.env.HOME}'}`, '{name}', '%PATH%', '<%= x %>', '`id`']
    const nodes = Object.fromEntries(tokens.map((token, i) => [`t${i}`, text(token, { template: token })]))
    const sent = recipeWith({ name: tokens[0], description: tokens.join(' '), graph: { nodes } })
    const { file } = await lab.services.packages.export({ recipe: sent })
    const { id } = await lab.take(await lab.bytes(file))
    expect(await lab.services.recipes.get(id)).toEqual({ ...sent, id })
  })
})

describe('S18: a package holds nothing of the machine that made it', () => {
  test('no path of a file, no folder, no home; a text that names the home is pointed out', async () => {
    await using lab = await packageLab()
    const origin = join(homedir(), 'canary-7731/take.wav')
    const sound = await lab.artifacts.putBytes(new Uint8Array([1, 2, 3]), { name: 'take.wav', origin })
    const nodes = {
      sound: { type: 'file.audio', version: 1, name: 'Sound', params: { file: sound } },
      out: deliver(join(homedir(), 'films')),
    }
    const clean = await lab.services.packages.export({ recipe: recipeWith({ graph: { nodes } }) })
    const bytes = (await lab.bytes(clean.file)).toString('latin1')
    for (const canary of [homedir(), lab.home.root, 'canary-7731']) expect(bytes).not.toContain(canary)
    expect(codes(clean.warnings)).toEqual(['package.folder'])
    const said = await lab.services.packages.export({
      recipe: recipeWith({ graph: { nodes: { code: python(`open("${homedir()}/x")`) } } }),
    })
    expect(said.warnings).toMatchObject([{ code: 'package.home_path', nodeId: 'code' }])
  })

  test('a folder in a place that both machines name is found on the other one', async () => {
    await using here = await packageLab({ paths: { films: '/srv/films', all: '/srv' } })
    await using there = await packageLab({ paths: { films: '/Volumes/Films' } })
    const recipe = recipeWith({ graph: { nodes: { out: deliver('/srv/films/2026/may') } } })
    const { file, warnings } = await here.services.packages.export({ recipe })
    expect(warnings).toEqual([])
    const { id } = await there.take(await here.bytes(file))
    const { graph } = await there.services.recipes.get(id)
    expect(graph.nodes.out?.params.folder).toBe('/Volumes/Films/2026/may')
  })

  test('a place never leads out of itself, nor into a param that is no folder', async () => {
    await using lab = await packageLab({ paths: { films: '/srv/films' } })
    const recipe = recipeWith({ graph: { nodes: { out: deliver('') } } })
    const folder = { recipe: 'recipe.json', nodeId: 'out', place: 'films' }
    const folders = [
      { ...folder, param: 'folder', rest: '../../etc' },
      { ...folder, param: 'name', rest: 'x' },
    ]
    const { id, warnings } = await lab.take(rawZip(soundEntries(recipe, { folders })))
    const { graph } = await lab.services.recipes.get(id)
    expect(graph.nodes.out?.params).toEqual({ folder: '' })
    expect(codes(warnings)).toContain('package.folder')
  })
})

describe('missing files', () => {
  const refOf = (bytes: number, name: string): ArtifactRef =>
    ArtifactRef.parse({ artifactId: 'b'.repeat(64), mime: 'audio/wav', bytes, name })
  const withSound = (file: ArtifactRef): Recipe =>
    recipeWith({ graph: { nodes: { a: { type: 'file.audio', version: 1, name: 'A', params: { file } } } } })

  test('are found by name and size when the bytes are others, and nothing else takes their place', async () => {
    await using lab = await packageLab()
    const { packages, recipes } = lab.services
    const { id, missing } = await packages.import({ recipe: withSound(refOf(4, 'take.wav')) })
    expect(missing).toMatchObject([{ name: 'take.wav' }])
    const other = await lab.artifacts.putBytes(new Uint8Array(5), { name: 'take.wav' })
    const named = await lab.artifacts.putBytes(new Uint8Array(4), { name: 'other.wav' })
    expect((await packages.relink({ id, files: [other, named] })).found).toEqual([])
    const right = await lab.artifacts.putBytes(new Uint8Array(4).fill(1), { name: 'take.wav' })
    const { found, missing: still } = await packages.relink({ id, files: [right] })
    expect([found.length, still.length]).toEqual([1, 0])
    const { revision, graph } = await recipes.get(id)
    expect(revision).toBe(1)
    expect(graph.nodes.a?.params.file).toMatchObject({ artifactId: right.artifactId, name: 'take.wav' })
  })

  test('a file that is only said to be there does not count', async () => {
    await using lab = await packageLab()
    const { packages } = lab.services
    const { id } = await packages.import({ recipe: withSound(refOf(4, 'take.wav')) })
    const claimed = { ...refOf(4, 'take.wav'), artifactId: 'c'.repeat(64) }
    expect((await packages.relink({ id, files: [claimed] })).missing).toHaveLength(1)
  })
})
