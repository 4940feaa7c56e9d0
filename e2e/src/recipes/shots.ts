/** Five frames go through a body of one node. Quick: no application, no media. */
export const shots = {
  schemaVersion: 1,
  id: 'rcp_shots',
  name: 'Shots',
  inputs: [],
  outputs: [{ key: 'lines', label: 'Lines', from: { nodeId: 'shots', port: 'line' } }],
  graph: {
    nodes: {
      shots: {
        type: 'flow.map',
        version: 1,
        name: 'Shots',
        params: { over: 'range', from: 1, to: 5, chunk: 1, concurrency: 2 },
        body: {
          inputs: [
            {
              key: 'from',
              label: 'Frame',
              type: 'number',
              required: false,
              to: [{ nodeId: 'line', port: 'data' }],
            },
          ],
          outputs: [{ key: 'line', label: 'Line', type: 'text', from: { nodeId: 'line', port: 'text' } }],
          graph: {
            nodes: {
              line: { type: 'text.template', version: 1, name: 'Line', params: { template: 'Shot' } },
            },
            edges: [],
          },
        },
      },
    },
    edges: [],
  },
  layout: { nodes: { shots: { x: 0, y: 0 }, line: { x: 0, y: 0 } } },
}
