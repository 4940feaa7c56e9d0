import type { SKRSContext2D } from '@napi-rs/canvas'
import type { SceneSpec } from '@segue/protocol'
import { mix, type Rgb } from '../looks/palette.ts'
import { brightness, css } from './colour.ts'
import type { Lens } from './lens.ts'
import { drawGlow, drawHalo, drawVignette, isHalo } from './light.ts'
import { type Posed, Poses } from './poses.ts'
import { ArcOutline, arcsOf } from './ring.ts'
import { barPath, boxPath, discPath, spherePath } from './shapes.ts'

interface Piece {
  /** Ground distance from the camera. */
  away: number
  paint(): void
}

const crestColour: Rgb = [0.91, 0.79, 0.78]

/** Draws a starter look on a canvas: the scene Blender builds from the same numbers, plus glow and vignette. */
export class Painter {
  private readonly spec: SceneSpec
  private readonly poses: Poses
  private readonly size: { width: number; height: number }

  constructor(
    spec: SceneSpec,
    tracks: ReadonlyMap<string, Float32Array>,
    size: { width: number; height: number },
  ) {
    this.spec = spec
    this.poses = new Poses(spec, tracks)
    this.size = size
  }

  /** Draws one frame, counted from 0, over whatever the context holds. */
  draw(ctx: SKRSContext2D, frame: number): void {
    const { objects, lens } = this.poses.at(frame, this.size)
    ctx.fillStyle = css(this.spec.background)
    ctx.fillRect(0, 0, this.size.width, this.size.height)
    drawHalo(ctx, lens, {
      halos: objects.filter(isHalo),
      background: this.spec.background,
      size: this.size,
    })
    const pieces = objects.flatMap((posed) => this.pieces(ctx, lens, posed))
    for (const piece of pieces.sort((a, b) => b.away - a.away)) piece.paint()
    for (const posed of objects) drawGlow(ctx, lens, posed)
    drawVignette(ctx, this.size)
  }

  private pieces(ctx: SKRSContext2D, lens: Lens, posed: Posed): Piece[] {
    const { object, world, colour } = posed
    if (object.kind === 'ring') return this.ringPieces(ctx, lens, posed)
    if (object.kind === 'empty' || isHalo(posed)) return []
    const [ex, ey] = lens.eye
    const away = isFloor(posed) ? Infinity : Math.hypot((world[3] ?? 0) - ex, (world[7] ?? 0) - ey)
    const paint = () => {
      if (object.kind === 'disc') discPath(ctx, lens, world, object)
      if (object.kind === 'sphere') spherePath(ctx, lens, world, object)
      if (object.kind === 'bar') barPath(ctx, lens, world, object)
      if (object.kind === 'box') boxPath(ctx, lens, world, object)
      ctx.fillStyle = css(colour)
      ctx.fill()
    }
    return [{ away, paint }]
  }

  private ringPieces(ctx: SKRSContext2D, lens: Lens, { object, world, colour }: Posed): Piece[] {
    if (object.kind !== 'ring') return []
    const ring = object
    const style = css(colour)
    return arcsOf(lens, world, ring).flatMap((arc) => {
      const shape = new ArcOutline(lens, world, { ring, arc })
      if (!shape.visible(this.size)) return []
      const paint = () => {
        ctx.fillStyle = style
        shape.wall(ctx)
        ctx.fill()
        shape.top(ctx)
        ctx.fill()
        const light = brightness(colour)
        if (arc.front && light > 0.22) {
          ctx.strokeStyle = css(mix(colour, crestColour, 0.55), Math.min(0.9, (light - 0.22) * 1.6))
          ctx.lineWidth = Math.max(1, this.size.height / 330)
          shape.crest(ctx)
          ctx.stroke()
        }
      }
      // a ring that hangs under another one comes just before it
      return [{ away: arc.away + (ring.parent === undefined ? 0 : 1e-4), paint }]
    })
  }
}

/** Something that lies flat is below everything else. */
function isFloor({ object }: Posed): boolean {
  return object.kind === 'box' && object.size[2] < 0.01 * object.size[0]
}
