import { type AppId, type CommandSpec, commands, fileOf, NodeTypeInfo } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../catalogue.ts'
import { describeNodeType } from '../describe.ts'
import { argsOf } from './args.ts'
import { covered } from './covered.ts'
import { commandTypes } from './types.ts'

const specs = Object.values(commands).flatMap((ofApp) => Object.values<CommandSpec>(ofApp))
const idOf = ({ app, command }: CommandSpec) => `${app}.${command}`
const specOf = new Map(specs.map((spec) => [idOf(spec), spec]))

test('every command is a node, or is covered by one made by hand, or says why not', () => {
  const ids = specs.map(idOf)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !catalogue.has(id) && !Object.hasOwn(covered, id))).toEqual([])
  expect(Object.keys(covered).filter((id) => !specOf.has(id))).toEqual([])
  const standIns = Object.values(covered).flatMap((cover) => ('by' in cover ? cover.by : []))
  expect(standIns.filter((id) => catalogue.get(id)?.app !== undefined || !catalogue.has(id))).toEqual([])
})

test('no node made by hand has the id of a command', () => {
  expect(catalogue.size).toBe(
    [...catalogue.values()].filter(({ app }) => app === undefined).length + commandTypes.length,
  )
})

/** Texts that are paths inside a document, not on a disk. */
const noFiles = /^(td\.project\.snapshot root|blender\.(curve|driver)\..* path|live\.set\.render root)$/

test('every path on a disk is marked as the file that it is', () => {
  const unmarked = specs.flatMap((spec) =>
    Object.entries(argsOf(spec)).flatMap(([key, arg]) =>
      /path|file|dir|folder|^out$|^root$|^save$/i.test(key) && fileOf(arg) === null
        ? [`${idOf(spec)} ${key}`]
        : [],
    ),
  )
  expect(unmarked.filter((name) => !noFiles.test(name))).toEqual([])
})

describe.each(commandTypes)('$id', (type) => {
  const spec = specOf.get(type.id) as CommandSpec // it was made from one

  test('describes itself to the editor, as JSON', () => {
    const info = describeNodeType(type)
    expect(NodeTypeInfo.parse(JSON.parse(JSON.stringify(info)))).toEqual(info)
    expect(info).toMatchObject({ app: spec.app, lane: spec.app })
    expect(info.title.length).toBeGreaterThan(3)
    expect(info.summary.length).toBeGreaterThan(10)
  })

  test('has each arg once: as a param with the schema of the command, or as a file on a port', () => {
    const params = Object.keys(type.params.shape)
    expect(params.filter((key) => Object.hasOwn(type.inputs, key))).toEqual([])
    for (const [key, arg] of Object.entries(argsOf(spec))) {
      const file = fileOf(arg)?.file
      if (file === undefined) expect(type.params.shape[key]).toBe(arg)
      else if ('reads' in file) expect(type.inputs[key]?.type).toContain(file.reads)
      else expect(type.outputs[key]?.type).toContain(file.makes)
    }
    expect(type.params.safeParse({ nobody: 1 }).success).toBe(false)
  })

  test('gives the whole answer and its plain fields', () => {
    expect(type.outputs.result?.type).toBe('json')
    const { properties = {} } = z.toJSONSchema(spec.result, { io: 'output' })
    for (const [key, schema] of Object.entries(properties))
      if (
        typeof schema === 'object' &&
        typeof schema.type === 'string' &&
        schema.type !== 'object' &&
        key !== 'result'
      )
        expect(Object.keys(type.outputs)).toContain(key)
  })
})

const effectsOf = (app: AppId, command: string) => {
  const { effects = [], repeatable = null, cacheable = null } = catalogue.get(`${app}.${command}`) ?? {}
  return { effects: [...effects], repeatable, cacheable }
}

test('work on an open document is never cached, and repeats only where twice is the same as once', () => {
  const once = { repeatable: false, cacheable: false }
  expect(effectsOf('live', 'tempo.set')).toEqual({
    effects: ['write-doc'],
    repeatable: true,
    cacheable: false,
  })
  expect(effectsOf('live', 'track.create')).toEqual({ effects: ['write-doc'], ...once })
  expect(effectsOf('live', 'track.delete')).toEqual({ effects: ['write-doc', 'delete'], ...once })
  expect(effectsOf('live', 'track.list')).toEqual({ effects: ['read'], repeatable: true, cacheable: false })
  expect(effectsOf('osc', 'message.send')).toEqual({ effects: ['realtime'], ...once })
  expect(effectsOf('live', 'bounce.realtime')).toEqual({ effects: ['write-doc'], ...once })
})

test('work on a scene is on a copy: kept, repeated, and given on where it changes something', () => {
  expect(effectsOf('blender', 'object.create')).toEqual({ effects: [], repeatable: true, cacheable: true })
  const scenes = (id: string) => Object.keys(catalogue.get(id)?.outputs ?? {}).includes('scene')
  expect(scenes('blender.object.create')).toBe(true)
  expect(scenes('blender.object.list')).toBe(false)
  expect(scenes('blender.render.still')).toBe(false)
})
