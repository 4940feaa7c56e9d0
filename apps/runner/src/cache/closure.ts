import { type AnyNodeType, type ForeseeArgs, unmade } from '@segue/nodes'
import { type AppId, AppId as AppIds, ArtifactRef, type LaneId, portValue } from '@segue/protocol'
import { z } from 'zod'
import type { Json } from '../lanes/attempt.ts'
import { expandList, isList } from '../lanes/lists.ts'
import { madeBy } from './identities.ts'

/** What a node type may use to look ahead. */
export type LookAhead = ForeseeArgs<unknown, unknown>['use']

export interface Looked {
  type: AnyNodeType
  params: Record<string, Json>
  /** Values on input ports and promoted params. */
  inputs: Record<string, Json>
  provider: string | null
  use: LookAhead
}

/**
 * What a step depends on outside its params and inputs. Empty for most node types. Fails by name when a file is
 * missing that the step needs.
 */
export async function closureOf(looked: Looked): Promise<Record<string, string>> {
  const { type } = looked
  return type.control || !type.closure ? {} : type.closure(await ahead(looked))
}

/** What running would do, in the node type's words; null when it has none. */
export async function foreseen(looked: Looked): Promise<string | null> {
  const { type } = looked
  return type.control || !type.foresee ? null : type.foresee(await ahead(looked))
}

/**
 * The outputs of a step that has not run, in the node type's words for them; null when it cannot tell. `key`: of the
 * step. Files that are not made yet count as what the step will make, so that keys made with them are those of the run.
 */
export async function predicted(looked: Looked, key: string): Promise<Record<string, Json> | null> {
  const { type } = looked
  const outputs = type.control || !type.predict ? null : await type.predict(await ahead(looked))
  if (outputs === null) return null
  const plain = z.record(z.string(), z.json()).parse(JSON.parse(JSON.stringify(outputs)))
  const named = ([port, value]: [string, Json]) => {
    const ref = ArtifactRef.safeParse(value).data
    const coming =
      ref?.artifactId === unmade.artifactId ? { ...ref, artifactId: madeBy(key, port, 0) } : value
    return [port, z.json().parse(coming)] as const
  }
  return Object.fromEntries(Object.entries(plain).map(named))
}

/** The provider of a step, by the lane that serves its application. */
export const providerOf = (lane: LaneId, providers: Partial<Record<AppId, string>>): string | null => {
  const app = AppIds.safeParse(lane)
  return app.success ? (providers[app.data] ?? null) : null
}

async function ahead({ type, params, inputs, provider, use }: Looked) {
  const ports = new Map(Object.entries(type.inputs))
  const promoted = Object.entries(inputs).filter(([key]) => !ports.has(key))
  const values: [string, unknown][] = []
  for (const [key, { type: of }] of ports) {
    const given = inputs[key]
    if (given === undefined) continue
    const value = isList(of) ? await expandList(given, use) : given
    values.push([key, portValue(of).parse(value)])
  }
  return {
    params: type.params.parse({ ...params, ...Object.fromEntries(promoted) }),
    inputs: Object.fromEntries(values),
    provider,
    use,
  }
}
