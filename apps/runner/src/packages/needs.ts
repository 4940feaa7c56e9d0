import { catalogue } from '@segue/nodes'
import { AppId, type PackageManifest, type Recipe } from '@segue/protocol'
import { nodesOf } from './mapNodes.ts'

export type Needs = PackageManifest['needs']

/** Which node types and applications these recipes need, in order of their names. */
export function needsOf(recipes: readonly Recipe[]): Needs {
  const nodeTypes = new Map<string, number>()
  const apps = new Set<string>()
  for (const { graph } of recipes)
    for (const [, { type, version }] of nodesOf(graph)) {
      nodeTypes.set(type, Math.max(version, nodeTypes.get(type) ?? 0))
      const app = appOf(type)
      if (app) apps.add(app)
    }
  return {
    nodeTypes: [...nodeTypes]
      .map(([id, version]) => ({ id, version }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    apps: [...apps].sort(),
  }
}

/** The application that runs a type's steps; of a type that this Segue lacks, the one its name begins with. */
function appOf(type: string): AppId | undefined {
  const known = catalogue.get(type)
  const named = known ? (known.app ?? known.lane) : type.split('.')[0]
  return AppId.safeParse(named).data
}

/** Whether running a type means running somebody's own program text. */
export const holdsCode = (type: string): boolean => catalogue.get(type)?.effects.includes('code') ?? false
