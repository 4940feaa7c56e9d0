import type { Json } from '../lanes/attempt.ts'

/** The key of the step that made a file whose bytes differ each time, or null when its bytes are its identity. */
export type IdentityOf = (artifactId: string) => string | null

const isRef = (value: { [key: string]: Json }): value is { artifactId: string; [key: string]: Json } =>
  typeof value.artifactId === 'string' && /^[0-9a-f]{64}$/.test(value.artifactId)

/** A value as far as it can change a result: files by what they are, never by what they are called. */
export function canonical(value: Json, identityOf: IdentityOf): Json {
  if (Array.isArray(value)) return value.map((item) => canonical(item, identityOf))
  if (typeof value !== 'object' || value === null) return value
  if (isRef(value)) {
    const { artifactId, mime = null, meta = {} } = value
    return { is: identityOf(artifactId) ?? artifactId, mime, meta }
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, canonical(item, identityOf)]))
}
