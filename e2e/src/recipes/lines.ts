/** Three texts in a row and one beside them. Quick: no application, no media. */
const line = (name: string, template: string) => ({
  type: 'text.template',
  version: 1,
  name,
  params: { template },
})

export const lines = {
  schemaVersion: 1,
  id: 'rcp_lines',
  name: 'Lines',
  inputs: [],
  outputs: [{ key: 'text', label: 'Text', from: { nodeId: 'outro', port: 'text' } }],
  graph: {
    nodes: {
      verse: line('Verse', 'First light'),
      chorus: line('Chorus', 'Again and again'),
      outro: line('Outro', 'The end'),
      aside: line('Aside', 'La la'),
    },
    edges: [
      { id: 'e1', source: { nodeId: 'verse', port: 'text' }, target: { nodeId: 'chorus', port: 'data' } },
      { id: 'e2', source: { nodeId: 'chorus', port: 'text' }, target: { nodeId: 'outro', port: 'data' } },
    ],
  },
  layout: {
    nodes: {
      verse: { x: 0, y: 0 },
      chorus: { x: 320, y: 0 },
      outro: { x: 640, y: 0 },
      aside: { x: 0, y: 260 },
    },
  },
}
