import { type ArtifactRef, blender, type CommandSpec } from '@segue/protocol'
import { linkedFiles } from '../blender/closure.ts'
import { openScene, type Snapshot, saveScene } from '../blender/sceneFile.ts'
import { defineNode, type NodeType, type Port, port } from '../defineNode.ts'
import { fileArgs } from './args.ts'
import { callCommand } from './call.ts'
import { commandFacts } from './facts.ts'
import { outputValues } from './outputs.ts'
import { inputPorts, outputPorts } from './ports.ts'

/** What a changed scene is known to be. What named it by how it was made holds no longer. */
function metaAfter({ meta }: ArtifactRef, { fps, width, height, frameStart, frameEnd }: Snapshot) {
  const { motion, identity, ...rest } = meta
  return { ...rest, fps, width, height, frames: frameEnd - frameStart + 1 }
}

/** A scene on an input port; its schema was checked before. */
const sceneIn = (inputs: Record<string, unknown>) => inputs.scene as ArtifactRef

/**
 * A command of Blender as a node: it opens its input scene and does its work there. What it changed goes out as a new
 * scene; a command that only looks, or writes a file, gives none.
 */
export function sceneNode(spec: CommandSpec): NodeType {
  const made = outputPorts(spec)
  const writes = fileArgs(spec).some(({ file }) => 'makes' in file)
  const changes = spec.effects !== 'read' && !writes
  const outputs: Record<string, Port> = { ...(changes ? { scene: port.scene('Scene') } : {}), ...made }
  return defineNode({
    ...commandFacts(spec),
    inputs: { scene: port.scene('Scene'), ...inputPorts(spec) },
    outputs,
    effects: [],
    repeatable: true,
    cacheable: true,
    reproducible: false,
    ...(changes ? { passThrough: { scene: 'scene' } } : {}),

    closure: ({ inputs, use }) => linkedFiles(sceneIn(inputs), use),

    async run({ params, inputs, use, progress, log }) {
      const scene = sceneIn(inputs)
      const bridge = await use.bridge('blender', { scene })
      progress(null, `Opening ${scene.name}`)
      await openScene({ use, bridge, log }, scene)
      const { scene: _, ...files } = inputs
      const called = await callCommand(
        spec,
        { ...params, ...files },
        {
          path: use.path,
          save: use.save,
          workDir: use.workDir,
          standIn: bridge.standIn ? 'blender' : null,
          send: (args) => bridge.call(spec, args, ({ fraction, message }) => progress(fraction, message)),
        },
      )
      const values = await outputValues(spec, made, called, { use, log })
      if (!changes) return values
      progress(null, 'Saving the scene')
      const meta = metaAfter(scene, await bridge.call(blender.snapshot, {}))
      return { ...values, scene: await saveScene({ use, bridge }, { name: scene.name, meta }) }
    },
  })
}
