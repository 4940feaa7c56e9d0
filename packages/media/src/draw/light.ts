import type { SKRSContext2D } from '@napi-rs/canvas'
import { mix, type Rgb } from '../looks/palette.ts'
import { brightness, css } from './colour.ts'
import type { Lens } from './lens.ts'
import type { Posed } from './poses.ts'
import { outline } from './shapes.ts'

interface Size {
  width: number
  height: number
}

/** Discs named `halo…` are one soft glow: Blender stacks them, here they are the stops of one gradient. */
export const isHalo = ({ object }: Posed) => object.kind === 'disc' && object.name.startsWith('halo')

/** Fills the sky with the glow that the halo discs describe; outside the largest one nothing changes. */
export function drawHalo(
  ctx: SKRSContext2D,
  lens: Lens,
  { halos, background, size }: { halos: readonly Posed[]; background: Rgb; size: Size },
): void {
  const rings = halos
    .flatMap(({ object, world, colour }) => {
      const at = object.kind === 'disc' ? outline(lens, world, object) : null
      return at ? [{ ...at, colour }] : []
    })
    .sort((a, b) => a.r - b.r)
  const widest = rings.at(-1)
  if (!widest || widest.r <= 0) return
  const gradient = ctx.createRadialGradient(widest.x, widest.y, 0, widest.x, widest.y, widest.r)
  for (const { r, colour } of rings) gradient.addColorStop(Math.min(1, r / widest.r), css(colour))
  gradient.addColorStop(1, css(background))
  ctx.fillStyle = gradient
  ctx.fillRect(0, 0, size.width, size.height)
}

/** Adds the light a sphere throws around itself; it grows with the sphere's brightness. */
export function drawGlow(ctx: SKRSContext2D, lens: Lens, { object, world, colour }: Posed): void {
  if (object.kind !== 'sphere') return
  const at = outline(lens, world, object)
  const power = brightness(colour) ** 1.5
  if (!at || power < 0.004) return
  const tint = mix(object.colour, colour, 0.12)
  const gradient = ctx.createRadialGradient(at.x, at.y, at.r * 0.9, at.x, at.y, at.r * 4.2)
  gradient.addColorStop(0, css(tint, 0.5 * power))
  gradient.addColorStop(0.3, css(tint, 0.2 * power))
  gradient.addColorStop(0.6, css(tint, 0.06 * power))
  gradient.addColorStop(1, css(tint, 0.0001))
  ctx.globalCompositeOperation = 'lighter'
  ctx.fillStyle = gradient
  ctx.fillRect(at.x - at.r * 4.2, at.y - at.r * 4.2, at.r * 8.4, at.r * 8.4)
  ctx.globalCompositeOperation = 'source-over'
}

/** Darkens the corners. */
export function drawVignette(ctx: SKRSContext2D, { width, height }: Size): void {
  const inner = Math.min(width, height) * 0.5
  const outer = Math.hypot(width, height) * 0.62
  const gradient = ctx.createRadialGradient(width / 2, height * 0.52, inner, width / 2, height * 0.52, outer)
  gradient.addColorStop(0, 'rgba(5,5,9,0)')
  gradient.addColorStop(0.5, 'rgba(5,5,9,0.22)')
  gradient.addColorStop(1, 'rgba(5,5,9,0.66)')
  ctx.fillStyle = gradient
  ctx.fillRect(0, 0, width, height)
}
