import { NodeTypeInfo, Recipe } from '@segue/protocol'
import type { Catalogue } from '../document/catalogue.ts'

const port = (label: string, type: string, required = true) => ({ label, type, required })

const type = (id: string, rest: object): NodeTypeInfo =>
  NodeTypeInfo.parse({
    id,
    version: 1,
    title: id,
    summary: '',
    category: 'sound',
    keywords: [],
    params: { type: 'object', properties: {} },
    inputs: {},
    outputs: {},
    effects: [],
    repeatable: true,
    lane: 'local',
    control: null,
    passThrough: {},
    size: 'regular',
    inline: [],
    ...rest,
  })

const types: readonly NodeTypeInfo[] = [
  type('file.audio', {
    title: 'Sound file',
    category: 'input',
    summary: 'A sound of your own.',
    outputs: { audio: port('Audio', 'audio') },
    params: {
      type: 'object',
      properties: {
        file: {
          anyOf: [{ type: 'object', properties: { artifactId: { type: 'string' } } }, { type: 'null' }],
          default: null,
        },
      },
    },
  }),
  type('audio.analyze', {
    title: 'Analyze sound',
    category: 'curves',
    summary: 'Bands and beats as curves.',
    keywords: ['spectrum', 'fft'],
    inputs: { audio: port('Audio', 'audio') },
    outputs: { channels: port('Curves', 'channels'), bpm: port('Tempo', 'number') },
    inline: ['rate'],
    params: {
      type: 'object',
      properties: {
        rate: { type: 'integer', title: 'Rate', default: 60, minimum: 1, maximum: 240 },
        window: { type: 'string', enum: ['short', 'long'], default: 'short' },
      },
    },
  }),
  type('channels.smooth', {
    title: 'Smooth',
    category: 'curves',
    summary: 'Takes the edge off curves.',
    inputs: { channels: port('Curves', 'channels') },
    outputs: { channels: port('Curves', 'channels') },
    passThrough: { channels: 'channels' },
  }),
  type('blender.animate', {
    title: 'Animate',
    category: 'scene',
    inputs: { channels: port('Curves', 'channels'), scene: port('Scene', 'scene', false) },
    outputs: { scene: port('Scene', 'scene') },
  }),
  type('live.readSet', {
    title: 'Read Live Set',
    category: 'input',
    inputs: { set: port('Live Set', 'file') },
    outputs: { tempo: port('Tempo', 'number') },
  }),
  type('flow.map', {
    title: 'For each',
    category: 'flow',
    control: 'map',
    size: 'wide',
    params: {
      type: 'object',
      properties: {
        over: { type: 'string', enum: ['list', 'range'], default: 'list' },
        each: { type: 'string', default: '', widget: 'bodyInput' },
      },
    },
  }),
  type('flow.merge', {
    title: 'Merge',
    category: 'flow',
    control: 'merge',
    params: {
      type: 'object',
      properties: {
        carries: { type: 'string', enum: ['json', 'audio', 'channels'], default: 'json' },
        inputs: { type: 'integer', minimum: 2, maximum: 16, default: 2 },
      },
    },
  }),
  type('flow.recipe', { title: 'Recipe', category: 'flow', control: 'recipe' }),
]

/** A handful of node types with the shapes of real ones, for tests. */
export const catalogue: Catalogue = new Map(types.map((info) => [info.id, info]))

/** A node type of the catalogue above. */
export function typeNamed(id: string): NodeTypeInfo {
  const info = catalogue.get(id)
  if (!info) throw new Error(`The test catalogue has no ${id}.`)
  return info
}

const node = (id: string) => ({ type: id, version: 1, name: typeNamed(id).title })
const edge = (id: string, source: readonly [string, string], target: readonly [string, string]) => ({
  id,
  source: { nodeId: source[0], port: source[1] },
  target: { nodeId: target[0], port: target[1] },
})

/** Sound → curves → smooth → animation, with an input and an output of the recipe. */
export const sample: Recipe = Recipe.parse({
  schemaVersion: 1,
  id: 'rcp_test',
  name: 'Test',
  inputs: [{ key: 'rate', label: 'Rate', type: 'number', to: [{ nodeId: 'curves', param: 'rate' }] }],
  outputs: [{ key: 'scene', from: { nodeId: 'anim', port: 'scene' } }],
  graph: {
    nodes: {
      sound: node('file.audio'),
      curves: node('audio.analyze'),
      soft: node('channels.smooth'),
      anim: node('blender.animate'),
    },
    edges: [
      edge('e1', ['sound', 'audio'], ['curves', 'audio']),
      edge('e2', ['curves', 'channels'], ['soft', 'channels']),
      edge('e3', ['soft', 'channels'], ['anim', 'channels']),
    ],
  },
  layout: {
    nodes: {
      sound: { x: 0, y: 0 },
      curves: { x: 320, y: 0 },
      soft: { x: 640, y: 0 },
      anim: { x: 960, y: 0 },
    },
  },
})
