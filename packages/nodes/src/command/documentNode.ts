import type { CommandSpec } from '@segue/protocol'
import { defineNode, type NodeType, type Port, port } from '../defineNode.ts'
import { callCommand } from './call.ts'
import { commandFacts, effectsOf } from './facts.ts'
import { outputValues } from './outputs.ts'
import { inputPorts, outputPorts } from './ports.ts'

/**
 * A command on what is open in an application, or sent into the room, as a node. It is never cached, and runs again by
 * itself only when running it twice is the same as once.
 */
export function documentNode(spec: CommandSpec): NodeType {
  const outputs = outputPorts(spec)
  const inputs: Record<string, Port> = {
    ...inputPorts(spec),
    after: port.json('After', { required: false, help: 'Anything: this waits until it has come.' }),
  }
  return defineNode({
    ...commandFacts(spec),
    inputs,
    outputs,
    effects: effectsOf(spec),
    repeatable: spec.effects === 'read' || spec.idempotent,
    cacheable: false,

    async run({ params, inputs: given, use, progress, log }) {
      const bridge = await use.bridge(spec.app)
      const { after: _, ...files } = given
      const called = await callCommand(
        spec,
        { ...params, ...files },
        {
          path: use.path,
          save: use.save,
          workDir: use.workDir,
          standIn: bridge.standIn ? spec.app : null,
          send: (args) => bridge.call(spec, args, ({ fraction, message }) => progress(fraction, message)),
        },
      )
      return outputValues(spec, outputs, called, { use, log })
    },
  })
}
