/** A text that a person approves before it goes on. Quick: no application, no media. */
export const decision = {
  schemaVersion: 1,
  id: 'rcp_decision',
  name: 'Decision',
  inputs: [
    {
      key: 'data',
      label: 'Words',
      type: 'json',
      default: { title: 'Night swim' },
      to: [{ nodeId: 'line', port: 'data' }],
    },
  ],
  outputs: [{ key: 'text', label: 'Text', from: { nodeId: 'sign', port: 'text' } }],
  graph: {
    nodes: {
      line: { type: 'text.template', version: 1, name: 'Line', params: { template: 'Tonight: {title}' } },
      ask: {
        type: 'flow.approve',
        version: 1,
        name: 'Ask',
        params: { carries: 'text', question: 'Is this the right line?' },
      },
      sign: { type: 'text.template', version: 1, name: 'Sign', params: { template: 'Signed' } },
    },
    edges: [
      { id: 'e1', source: { nodeId: 'line', port: 'text' }, target: { nodeId: 'ask', port: 'in' } },
      { id: 'e2', source: { nodeId: 'ask', port: 'answer' }, target: { nodeId: 'sign', port: 'data' } },
    ],
  },
  layout: { nodes: { line: { x: 0, y: 0 }, ask: { x: 320, y: 0 }, sign: { x: 720, y: 0 } } },
}
