import { ArtifactRef, type NodeTypeInfo } from '@segue/protocol'

type Json = Record<string, unknown>[string]

/** What a node shows: its first file, or else its first plain value. */
export type Shown = { kind: 'artifact'; ref: ArtifactRef } | { kind: 'value'; value: Json }

/**
 * Picks what to show from a step's outputs, in the order of the node type's ports; what steers a run has ports of its
 * own on every node, so there the order of the outputs counts. `null` when there is nothing.
 */
export function mainOutput(outputs: Record<string, Json>, info: NodeTypeInfo | undefined): Shown | null {
  const listed = info !== undefined && info.control === null
  const keys = Object.keys(listed ? info.outputs : outputs)
  const values = keys.map((key) => outputs[key]).filter((value) => value !== undefined && value !== null)
  for (const value of values) {
    const ref = artifactIn(value)
    if (ref !== null) return { kind: 'artifact', ref }
  }
  return values.length > 0 ? { kind: 'value', value: values[0] } : null
}

/** The artifact a value is, or the first one of a list, or of the lists in it. */
export function artifactIn(value: unknown): ArtifactRef | null {
  if (Array.isArray(value)) return value.length === 0 ? null : artifactIn(value[0])
  const parsed = ArtifactRef.safeParse(value)
  return parsed.success ? parsed.data : null
}
