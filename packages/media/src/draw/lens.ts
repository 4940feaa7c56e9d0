import type { SceneSpec } from '@segue/protocol'
import type { Matrix } from './matrix.ts'

/** Nearer than this nothing is drawn, in Blender units. */
const near = 0.1

/** A camera in a frame: projects world points to pixels exactly as Blender's camera does. */
export class Lens {
  /** Pixels, filled by `project`. */
  x = 0
  y = 0
  /** Distance along the line of sight, filled by `project`. */
  depth = 0
  /** Focal length in pixels. */
  readonly focal: number
  private readonly m: Matrix
  private readonly width: number
  private readonly height: number

  /** `world` is the camera's matrix: it looks along its −z, its y is up. */
  constructor(
    camera: Pick<SceneSpec['camera'], 'lensMm' | 'sensorMm' | 'sensorFit'>,
    world: Matrix,
    size: { width: number; height: number },
  ) {
    this.m = world
    this.width = size.width
    this.height = size.height
    const span = camera.sensorFit === 'horizontal' ? size.width : size.height
    this.focal = (camera.lensMm / camera.sensorMm) * span
  }

  /**
   * Projects a world point into `x`, `y`, `depth`; false when it lies behind the camera, where the result is far
   * outside the picture.
   */
  project(x: number, y: number, z: number): boolean {
    const m = this.m
    const dx = x - (m[3] ?? 0)
    const dy = y - (m[7] ?? 0)
    const dz = z - (m[11] ?? 0)
    const depth = -((m[2] ?? 0) * dx + (m[6] ?? 0) * dy + (m[10] ?? 0) * dz)
    const scale = this.focal / Math.max(near, depth)
    this.x = this.width / 2 + scale * ((m[0] ?? 0) * dx + (m[4] ?? 0) * dy + (m[8] ?? 0) * dz)
    this.y = this.height / 2 - scale * ((m[1] ?? 0) * dx + (m[5] ?? 0) * dy + (m[9] ?? 0) * dz)
    this.depth = depth
    return depth >= near
  }

  /** Where the camera stands, world. */
  get eye(): [number, number, number] {
    return [this.m[3] ?? 0, this.m[7] ?? 0, this.m[11] ?? 0]
  }
}
