/** Two takes, each of which a person approves, in a body of one node. Quick: no application, no media. */
export const reviews = {
  schemaVersion: 1,
  id: 'rcp_reviews',
  name: 'Reviews',
  inputs: [],
  outputs: [{ key: 'takes', label: 'Takes', from: { nodeId: 'takes', port: 'take' } }],
  graph: {
    nodes: {
      takes: {
        type: 'flow.map',
        version: 1,
        name: 'Takes',
        params: { over: 'range', from: 1, to: 2, chunk: 1 },
        body: {
          inputs: [
            {
              key: 'from',
              label: 'Frame',
              type: 'number',
              required: false,
              to: [{ nodeId: 'ask', port: 'in' }],
            },
          ],
          outputs: [{ key: 'take', label: 'Take', type: 'json', from: { nodeId: 'ask', port: 'approved' } }],
          graph: {
            nodes: {
              ask: {
                type: 'flow.approve',
                version: 1,
                name: 'Ask',
                params: { question: 'Is this take good?' },
              },
            },
            edges: [],
          },
        },
      },
    },
    edges: [],
  },
  layout: { nodes: { takes: { x: 0, y: 0 }, ask: { x: 0, y: 0 } } },
}
