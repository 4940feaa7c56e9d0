import type { AnyNodeType } from '@segue/nodes'
import { AppId } from '@segue/protocol'
import { appTitle } from '../bridges/failure.ts'
import type { KeyParts } from './key.ts'

/** `blender@3.4.1` as people say it: `Blender 3.4.1`; `standin:…` is `the stand-in`. */
export function providerTitle(provider: string): string {
  const [app = '', version = ''] = provider.split('@')
  const known = AppId.safeParse(app)
  return known.success ? `${appTitle(known.data)} ${version}` : 'the stand-in'
}

const listed = (names: readonly string[], most: number): string =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ')

/** Names whose hash is not the same in both. */
const differing = (a: Record<string, string>, b: Record<string, string>): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name])

/**
 * Why a step has no result, in words without a full stop: `first run`, `Look changed`,
 * `Blender 3.4.1 instead of the stand-in`, `its files changed: kick.wav`. `last` are the parts of its newest result.
 */
export function because(type: AnyNodeType, now: KeyParts, last: KeyParts | null): string {
  if (last === null) return 'first run'
  if (now.type !== last.type) return `${type.title} works differently in this version`
  const reasons: string[] = []
  const changed = [
    ...differing(now.inputs, last.inputs).map((key) => type.inputs[key]?.label ?? key),
    ...differing(now.params, last.params).map((key) => titleOf(type, key)),
  ]
  if (changed.length > 0) reasons.push(`${listed(changed, 3)} changed`)
  if (now.provider !== last.provider)
    reasons.push(
      `${providerTitle(now.provider ?? '')} instead of ${last.provider ? providerTitle(last.provider) : 'none'}`,
    )
  const files = differing(now.closure, last.closure)
  if (files.length > 0) reasons.push(`its files changed: ${listed(files, 3)}`)
  return reasons.length > 0 ? reasons.join('; ') : 'its result is no longer kept'
}

/** The title of a param as the editor shows it. */
function titleOf(type: AnyNodeType, key: string): string {
  const field = type.params.shape[key]
  // Zod keeps what a node type says of a param as free metadata.
  const title = field && 'meta' in field && typeof field.meta === 'function' ? field.meta()?.title : undefined
  return typeof title === 'string' ? title : key
}
