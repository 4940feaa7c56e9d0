import { createRequire } from 'node:module'
import { join } from 'node:path'

/** `node n8n.ts SIZE…` in a folder with n8n-core: prints microseconds per node of chains that do nothing, as JSON. */
const require = createRequire(join(process.cwd(), 'peers.js'))
require('reflect-metadata')
const { ExecutionLifecycleHooks, WorkflowExecute } = require('n8n-core')
const { Workflow } = require('n8n-workflow')

const description = {
  ...{ name: 'noop', displayName: 'No op', group: ['transform'], version: 1, description: '' },
  ...{ defaults: { name: 'noop' }, inputs: ['main'], outputs: ['main'], properties: [] },
}
const noop = {
  description,
  async execute(this: { getInputData(): unknown }) {
    return [this.getInputData()]
  },
}
const nodeTypes = {
  getByName: () => noop,
  getByNameAndVersion: () => noop,
  getKnownTypes: () => ({}),
}

async function microsecondsPerNode(size: number): Promise<number> {
  const nodes = Array.from({ length: size }, (_, i) => ({
    ...{ id: `n${i}`, name: `N${i}`, type: 'noop', typeVersion: 1, position: [0, 0], parameters: {} },
  }))
  const connections = Object.fromEntries(
    nodes.slice(1).map((_, i) => [`N${i}`, { main: [[{ node: `N${i + 1}`, type: 'main', index: 0 }]] }]),
  )
  const data = { id: '1', name: 'Bench', nodes, connections }
  const workflow = new Workflow({ ...data, active: false, nodeTypes })
  const hooks = new ExecutionLifecycleHooks('manual', '1', data)
  const execute = new WorkflowExecute({ executionId: '1', hooks, variables: {}, userId: '1' }, 'manual')
  const from = performance.now()
  const { data: made } = await execute.run({ workflow, startNode: workflow.getNode('N0') })
  const ms = performance.now() - from
  const ran = Object.keys(made.resultData.runData).length
  if (ran !== size) throw new Error(`n8n ran ${ran} of ${size} nodes`)
  return (ms * 1000) / size
}

const figures: number[] = []
for (const size of process.argv.slice(2).map(Number)) {
  await microsecondsPerNode(size)
  figures.push(await microsecondsPerNode(size))
}
console.log(JSON.stringify(figures))
process.exit(0)
