import { z } from 'zod'

const Vec3 = z.tuple([z.number(), z.number(), z.number()])

const common = {
  name: z.string().max(60),
  location: Vec3.default([0, 0, 0]),
  /** Euler XYZ, radians. */
  rotation: Vec3.default([0, 0, 0]),
  scale: Vec3.default([1, 1, 1]),
  /** Linear RGB; drives object colour → emission in every engine. */
  colour: Vec3.default([1, 1, 1]),
  parent: z.string().max(60).optional(),
}

/**
 * A primitive of a starter look. Lengths are Blender units. Every engine builds the same ones. Rings and discs lie
 * in their own XY plane, centred on their origin; spheres are centred too.
 */
export const SceneObject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ring'),
    ...common,
    inner: z.number(),
    outer: z.number(),
    /** Half the height of the wall. */
    height: z.number(),
    segments: z.number().int(),
  }),
  z.strictObject({ kind: z.literal('disc'), ...common, radius: z.number(), segments: z.number().int() }),
  z.strictObject({
    kind: z.literal('sphere'),
    ...common,
    radius: z.number(),
    segments: z.number().int(),
    rings: z.number().int(),
  }),
  /** A bar from z = 0 to z = 1, `width` along x; without depth it is one upright quad in the XZ plane. */
  z.strictObject({ kind: z.literal('bar'), ...common, width: z.number(), depth: z.number().default(0) }),
  z.strictObject({ kind: z.literal('box'), ...common, size: Vec3 }),
  z.strictObject({ kind: z.literal('empty'), ...common }),
])
export type SceneObject = z.infer<typeof SceneObject>

/** A whole starter look as data: built by Blender and drawn by the stand-in from the same numbers. */
export const SceneSpec = z.strictObject({
  look: z.string().max(60),
  /** Picture size in pixels that the camera is composed for; the scene's render size until told otherwise. */
  size: z.strictObject({ width: z.number().int().positive(), height: z.number().int().positive() }),
  /** World colour, linear RGB. */
  background: Vec3,
  camera: z.strictObject({
    name: z.literal('camera'),
    location: Vec3,
    rotation: Vec3,
    parent: z.string().max(60).optional(),
    lensMm: z.number().positive(),
    sensorMm: z.number().positive(),
    /** Which side of the picture the sensor size spans. */
    sensorFit: z.enum(['horizontal', 'vertical']),
  }),
  objects: z.array(SceneObject).max(5000),
})
export type SceneSpec = z.infer<typeof SceneSpec>

/**
 * The name of one animated value in a tracks file: `object:path:index`, e.g. `ring07:location:2`. `index` is -1
 * for a single value. `path` is a property path on the object (`location`, `rotation_euler`, `scale`, `color`);
 * one that starts with `data.` lies on the object's data (`camera:data.lens:-1`), one in brackets is a custom
 * property (`SEGUE:["low"]:-1`). Colours are linear RGB, angles radians. A tracks file has the layout of a
 * channels file, one sample per frame.
 */
export function trackName(object: string, path: string, index: number): string {
  return `${object}:${path}:${index}`
}
