import {
  type ControlKind,
  elementOf,
  type GraphNode,
  type NodeTypeInfo,
  type PortTypeName,
} from '@segue/protocol'
import { isFaceType } from '../document/faces.ts'
import { portsOf } from '../document/ports.ts'
import { portRows } from './portRows.ts'

/** Heights of a node's parts in canvas pixels; the style sheet uses the same. */
export const parts = { header: 32, portRow: 24, paramRow: 26, padding: 6 } as const

/** The size of a node and of its picture, in canvas pixels. */
export interface NodeSize {
  width: number
  height: number
  /** 0 when its outputs have nothing to look at. */
  preview: number
  /** What its inline params take. */
  fields: number
}

const pictures: readonly PortTypeName[] = ['video', 'image', 'sequence', 'scene']
const strips: readonly PortTypeName[] = ['audio', 'channels', 'midi']
const looked: ReadonlySet<PortTypeName> = new Set([...pictures, ...strips])
/** Of the nodes that steer a run, those that show what they give. */
const showing: ReadonlySet<ControlKind> = new Set(['approve', 'recipe', 'map'])
const strip = 72

function previewHeight(type: NodeTypeInfo, node: GraphNode, width: number): number {
  const shown = portsOf(type, node).outputs.map((port) => elementOf(port.type))
  if (type.app !== undefined || isFaceType(type.id)) return 0
  if (type.control && !showing.has(type.control)) return 0
  if (type.control === 'map') return shown.some((name) => looked.has(name)) ? strip : 0
  if (type.category === 'output' || shown.some((name) => pictures.includes(name))) return (width * 9) / 16
  if (shown.some((name) => strips.includes(name))) return strip
  return shown.some((name) => name === 'text' || name === 'json' || name === 'file') ? 54 : 0
}

/**
 * The size of a node, computed from its type, what it promotes and whether it is unfolded. Nothing is ever measured, so the canvas can
 * leave out what is not in view.
 */
export function nodeSize(type: NodeTypeInfo | undefined, node: GraphNode, unfolded = false): NodeSize {
  const width = type?.size === 'wide' || node.type === 'flow.recipe' ? 320 : 240
  if (!type) return { width, height: parts.header + 34, preview: 0, fields: 0 }
  const rows = portRows(type, node, unfolded).count
  const params = inlineParams(type, node).length
  const preview = previewHeight(type, node, width)
  const ports = rows === 0 ? 0 : rows * parts.portRow + 2 * parts.padding
  const fields = params === 0 ? 0 : params * parts.paramRow + parts.padding + (rows === 0 ? parts.padding : 0)
  return { width, height: parts.header + ports + fields + preview, preview, fields }
}

/** The params that the node itself shows: at most three, without those that a wire drives. */
export function inlineParams(type: NodeTypeInfo, node: GraphNode): readonly string[] {
  return type.inline.filter((key) => !node.promoted.includes(key)).slice(0, 3)
}

/** A port's distance from the node's top left corner. `null` when the node has no such port. */
export function portOffset(
  type: NodeTypeInfo | undefined,
  node: GraphNode,
  { side, key, unfolded = false }: { side: 'input' | 'output'; key: string; unfolded?: boolean },
): { x: number; y: number } | null {
  const { inputs, outputs, folded } = portRows(type, node, unfolded)
  const shown = (side === 'input' ? inputs : outputs).findIndex((port) => port.key === key)
  const behind = side === 'input' && folded.some((port) => port.key === key)
  const row = shown < 0 && behind ? inputs.length : shown
  if (row < 0) return null
  const y = parts.header + parts.padding + (row + 0.5) * parts.portRow
  return { x: side === 'input' ? 0 : nodeSize(type, node).width, y }
}

/** Where a wire hangs whose port is gone: beside the node's name. */
export function lostOffset(
  type: NodeTypeInfo | undefined,
  node: GraphNode,
  side: 'input' | 'output',
): { x: number; y: number } {
  return { x: side === 'input' ? 0 : nodeSize(type, node).width, y: parts.header / 2 }
}
