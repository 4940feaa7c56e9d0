import { validate } from '@segue/engine'
import { catalogue } from '@segue/nodes'
import { type Edge, type GraphNode, Recipe } from '@segue/protocol'
import { describe, expect, test } from 'vitest'
import { buildCreate } from '../build/create.ts'
import { parse } from '../language/parse.ts'
import { badgesFor } from '../proposal/badges.ts'

const empty = Recipe.parse({ schemaVersion: 1, id: 'rcp_empty', name: 'Empty', graph: {} })
const build = (text: string) =>
  buildCreate(parse(text), { recipe: empty, types: catalogue, promptId: 'ppl_1', anchor: null, maxNodes: 60 })

/** A sound graph of which each class of mistake breaks one thing. */
const good = `input song: audio! "Song"
curves = audio.analyze(audio=@song, fps=24)
scene = blender.animate(channels=curves.channels, look="ripple", format="16:9")
render = blender.render(scene=scene.scene)
film = media.mux(frames=render.frames)
tempo = live.tempo.set(bpm=120)`
const sound = build(good).after

const withNode = (id: string, change: object) => ({
  ...sound,
  graph: { ...sound.graph, nodes: { ...sound.graph.nodes, [id]: { ...sound.graph.nodes[id], ...change } } },
})
const withEdges = (change: (edges: Edge[]) => unknown[]) => ({
  ...sound,
  graph: { ...sound.graph, edges: change(structuredClone(sound.graph.edges)) },
})
const params = (id: string, change: GraphNode['params']) =>
  withNode(id, { params: { ...sound.graph.nodes[id]?.params, ...change } })
const edgeInto = (nodeId: string, change: object) =>
  withEdges((edges) => edges.map((edge) => (edge.target.nodeId === nodeId ? { ...edge, ...change } : edge)))

/** Every class of mistake: what is done to the document, and the code and place that the validator must give. */
const classes: [name: string, document: unknown, code: string, nodeId: string, port?: string][] = [
  ['an unknown type', withNode('film', { type: 'media.teleport' }), 'node.unknown_type', 'film'],
  ['a misspelt type', withNode('film', { type: 'media.muxx' }), 'node.unknown_type', 'film'],
  [
    'an input that is not there',
    edgeInto('film', { target: { nodeId: 'film', port: 'pictures' } }),
    'edge.unknown_port',
    'film',
    'pictures',
  ],
  [
    'an output that is not there',
    edgeInto('film', { source: { nodeId: 'render', port: 'film' } }),
    'edge.unknown_port',
    'render',
    'film',
  ],
  [
    'types that do not fit',
    edgeInto('film', { source: { nodeId: 'curves', port: 'channels' } }),
    'edge.type_mismatch',
    'film',
    'frames',
  ],
  [
    'a param that is needed and missing',
    withNode('tempo', { params: {} }),
    'node.param_invalid',
    'tempo',
    'bpm',
  ],
  ['a value out of range', params('tempo', { bpm: 100_000 }), 'node.param_invalid', 'tempo', 'bpm'],
  ['a choice that is none', params('scene', { format: '4:5' }), 'node.param_invalid', 'scene', 'format'],
  ['a param that is not there', params('scene', { wobble: 3 }), 'node.unknown_param', 'scene', 'wobble'],
  [
    'a circle',
    withEdges((edges) => [
      ...edges,
      { id: 'back', source: { nodeId: 'scene', port: 'scene' }, target: { nodeId: 'scene', port: 'scene' } },
    ]),
    'recipe.circle',
    'scene',
  ],
  [
    'a wire into nowhere',
    withEdges((edges) => [
      ...edges,
      { id: 'loose', source: { nodeId: 'film', port: 'video' }, target: { nodeId: 'gone', port: 'file' } },
    ]),
    'edge.unknown_node',
    'gone',
    'file',
  ],
  [
    'a wire out of nowhere',
    edgeInto('film', { source: { nodeId: 'gone', port: 'frames' } }),
    'edge.unknown_node',
    'gone',
    'frames',
  ],
  [
    'an id twice',
    withEdges((edges) => edges.map((edge) => ({ ...edge, id: 'same' }))),
    'edge.id_taken',
    'render',
    'scene',
  ],
  [
    'a node that nothing feeds',
    withEdges((edges) => edges.filter(({ target }) => target.nodeId !== 'film')),
    'port.missing',
    'film',
    'frames',
  ],
  ['nothing that it starts from', { ...sound, inputs: [] }, 'port.missing', 'curves', 'audio'],
  [
    'a recipe that was renamed',
    withNode('film', {
      type: 'flow.recipe',
      params: {},
      recipe: {
        id: 'rcp_renamed',
        version: 1,
        name: 'Was',
        inputs: [{ key: 'frames', label: 'Frames', type: 'sequence', required: true }],
        outputs: [],
      },
    }),
    'recipe.unknown_version',
    'film',
  ],
  ['coordinates in a node', withNode('film', { x: 12, y: 40 }), 'document.unknown_key', 'film'],
  [
    'coordinates among the params',
    params('film', { position: [12, 40] }),
    'node.unknown_param',
    'film',
    'position',
  ],
  [
    'a secret in a plain param',
    params('film', { title: { secret: 'youtube' } }),
    'node.param_invalid',
    'film',
    'title',
  ],
  [
    'a secret that no param is for',
    params('film', { apiKey: 'sk-123' }),
    'node.unknown_param',
    'film',
    'apiKey',
  ],
]

describe('the validator', () => {
  test('finds nothing in a sound graph', () => {
    expect(validate(sound, catalogue)).toEqual([])
  })

  test.each(classes)('catches %s, by code and place', (...[, document, code, ...where]) => {
    const [nodeId, port] = where
    const found = validate(document, catalogue, { recipes: () => null })
    const place = { code, nodeId, ...(port === undefined ? {} : { port }) }
    expect(found).toContainEqual(expect.objectContaining(place))
  })

  test('says of an application that is not there on the node that needs it', () => {
    const apps = [{ app: 'blender', title: 'Blender', state: 'disconnected' }]
    const badges = badgesFor({ before: empty, after: sound }, { types: catalogue, apps, fixes: [] })
    const connections = badges.filter(({ kind }) => kind === 'connection').map(({ nodeId }) => nodeId)
    expect(connections).toEqual(['scene', 'render'])
  })
})

/** What rules mend by themselves, and what the graph is then. */
const mended: [name: string, from: string, to: string][] = [
  ['a misspelt type', 'media.mux(', 'media.muxx('],
  ['a type by its title', 'blender.render(', 'Blender.Render('],
  ['a misspelt param', 'look=', 'lok='],
  ['a misspelt input', 'frames=render', 'frame=render'],
  ['a misspelt output', 'curves.channels', 'curves.chanels'],
  ['a choice nearly right', '"ripple"', '"Ripple"'],
  ['a shape by its name', 'format="16:9"', 'format="widescreen"'],
  ['a number with its unit', 'bpm=120', 'bpm="120 bpm"'],
  ['a number as text', 'fps=24', 'fps="24fps"'],
  ['an output that is not named', 'scene=scene.scene', 'scene=scene'],
  ['a step left out between two types', 'frames=render.frames', 'frames=scene.scene'],
  ['an input that nothing was joined with', 'channels=curves.channels, ', ''],
]

describe('rules', () => {
  test.each(mended)('mend %s without a model', (_, right, wrong) => {
    expect(good).toContain(right)
    const { after, problems, fixes } = build(good.replace(right, wrong))
    expect(problems).toEqual([])
    const types = (recipe: Recipe) => Object.values(recipe.graph.nodes).map(({ type }) => type)
    expect(types(after)).toEqual(expect.arrayContaining(types(sound)))
    expect(validate(after, catalogue)).toEqual([])
    if (wrong !== 'scene=scene') expect(fixes.length).toBeGreaterThan(0)
  })

  test.each([
    ['coordinates', good.replace('fps=24', 'fps=24, x=10, y=20'), 'node.unknown_param'],
    ['a secret', good.replace('fps=24', 'fps={"secret":"youtube"}'), 'plan.secret'],
    ['a type that nothing is near', good.replace('media.mux', 'quantum.teleport'), 'node.unknown_type'],
    ['a name twice', `${good}\nfilm = media.mux(frames=render.frames)`, 'node.id_taken'],
    ['a value for an input', good.replace('scene=scene.scene', 'scene="a.blend"'), 'plan.value_on_port'],
    ['a wire from nowhere', good.replace('scene=scene.scene', 'scene=nobody.scene'), 'edge.unknown_node'],
  ])('leave %s out and say so with its line', (_, text, code) => {
    const { problems, after } = build(text)
    expect(problems).toContainEqual(expect.objectContaining({ code, line: expect.any(Number) }))
    expect(JSON.stringify(after)).not.toMatch(/youtube|"x":10,|a\.blend/)
  })
})
