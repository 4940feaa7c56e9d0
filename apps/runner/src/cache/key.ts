import { hashOf } from '@segue/engine'
import type { AnyNodeType } from '@segue/nodes'
import { z } from 'zod'
import type { Json } from '../lanes/attempt.ts'
import { isStoredList } from '../lanes/lists.ts'
import { canonical, type IdentityOf } from './canonical.ts'

/** What a result depends on, each thing by its hash, so that two keys can be compared part by part. */
export const KeyParts = z.object({
  /** `blender.render@1` */
  type: z.string(),
  params: z.record(z.string(), z.string()),
  inputs: z.record(z.string(), z.string()),
  /** Samples, linked libraries and other facts outside, by name. */
  closure: z.record(z.string(), z.string()),
  provider: z.string().nullable(),
})
export type KeyParts = z.infer<typeof KeyParts>

export interface Keyed {
  type: AnyNodeType
  /** The version of the node type that the node was placed with. */
  version: number
  params: Record<string, Json>
  /** Values on input ports and promoted params. */
  inputs: Record<string, Json>
  closure: Record<string, string>
  provider: string | null
}

/**
 * The parts of a step's key, or null when its params do not pass the node type's schema. A default that is left out
 * counts like the same value written down.
 */
export function keyParts({ type, version, params, inputs, ...rest }: Keyed, of: IdentityOf): KeyParts | null {
  const isPort = (key: string) => key in type.inputs
  const promoted = Object.entries(inputs).filter(([key]) => !isPort(key))
  const parsed = type.params.safeParse({ ...params, ...Object.fromEntries(promoted) })
  if (!parsed.success) return null
  const hashes = (values: [string, unknown][]) =>
    Object.fromEntries(
      // What the schema of a node type gives is JSON, besides `undefined`, which counts as left out.
      values.flatMap(([key, value]) => (value === undefined ? [] : [[key, hashOfValue(value as Json, of)]])),
    )
  return {
    type: `${type.id}@${version}`,
    params: hashes(Object.entries(parsed.data)),
    inputs: hashes(Object.entries(inputs).filter(([key]) => isPort(key))),
    ...rest,
  }
}

/** The name a result is kept under. */
export const keyOf = (parts: KeyParts): string => hashOf(parts)

/** A list that is stored as a file counts like the list itself. */
function hashOfValue(value: Json, of: IdentityOf): string {
  const list = isStoredList(value) ? of(value.artifactId) : null
  return list ?? hashOf(canonical(value, of))
}
