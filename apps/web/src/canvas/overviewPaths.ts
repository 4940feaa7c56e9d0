import { elementOf, portTypes } from '@segue/protocol'
import { mainType, type Scene } from './scene.ts'

/** All boxes and all wires of a scene, one path per colour: a few strokes draw thousands of them. */
export interface OverviewPaths {
  nodes: ReadonlyMap<string, Path2D>
  wires: ReadonlyMap<string, Path2D>
}

const memo = new WeakMap<Scene, OverviewPaths>()

const pathOf = (paths: Map<string, Path2D>, colour: string): Path2D => {
  const known = paths.get(colour) ?? new Path2D()
  paths.set(colour, known)
  return known
}

/** The paths of a scene, in canvas pixels; made once per scene. */
export function overviewPaths(scene: Scene): OverviewPaths {
  const known = memo.get(scene)
  if (known) return known
  const nodes = new Map<string, Path2D>()
  const wires = new Map<string, Path2D>()
  for (const { x, y, width, height, type } of scene.nodes.values())
    pathOf(nodes, portTypes[mainType(type)].colour).roundRect(x, y, width, height, 10)
  for (const { curve, type } of scene.wires) {
    const [a, b, c, d] = curve
    const path = pathOf(wires, portTypes[elementOf(type)].colour)
    path.moveTo(a.x, a.y)
    path.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y)
  }
  const paths = { nodes, wires }
  memo.set(scene, paths)
  return paths
}
