const scene = (name: string) => ({ type: 'blender.scene', version: 1, name, params: {} })

/** Two scenes that need the same application. */
export const scenes = {
  schemaVersion: 1,
  id: 'rcp_scenes',
  name: 'Scenes',
  inputs: [],
  outputs: [{ key: 'scene', label: 'Scene', from: { nodeId: 'dusk', port: 'scene' } }],
  graph: { nodes: { dawn: scene('Dawn'), dusk: scene('Dusk') }, edges: [] },
  layout: { nodes: { dawn: { x: 0, y: 0 }, dusk: { x: 320, y: 0 } } },
}
