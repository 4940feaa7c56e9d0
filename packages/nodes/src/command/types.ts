import { type CommandSpec, commands } from '@segue/protocol'
import type { NodeType } from '../defineNode.ts'
import { covered } from './covered.ts'
import { documentNode } from './documentNode.ts'
import { sceneNode } from './sceneNode.ts'

/** One command as a node type, with the command's own schemas, words and id. */
export const commandNode = (spec: CommandSpec): NodeType =>
  spec.app === 'blender' ? sceneNode(spec) : documentNode(spec)

/** A node type for every command that no other one stands for. */
export const commandTypes: readonly NodeType[] = Object.values(commands)
  .flatMap((ofApp) => Object.values<CommandSpec>(ofApp))
  .filter(({ app, command }) => !Object.hasOwn(covered, `${app}.${command}`))
  .map(commandNode)
