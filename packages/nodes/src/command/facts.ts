import { type AppId, apps, type Category, type CommandSpec, type Effect } from '@segue/protocol'
import type { NodeType } from '../defineNode.ts'
import { paramsOf } from './args.ts'

const categories: Record<AppId, Category> = {
  live: 'sound',
  td: 'film',
  blender: 'scene',
  obs: 'output',
  osc: 'output',
  midi: 'output',
}

/** Applications whose writes count only at their moment: a message, a cut on air. */
const momentary: ReadonlySet<AppId> = new Set(['osc', 'midi', 'obs'])

/** What a command does outside its own outputs, on the open document or on air. */
export function effectsOf({ app, effects, realtime }: CommandSpec): Effect[] {
  if (effects === 'read') return ['read']
  if (effects === 'destructive') return ['write-doc', 'delete']
  return momentary.has(app) && realtime ? ['realtime'] : ['write-doc']
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** What every node type of a command has in common. */
export const commandFacts = (spec: CommandSpec) =>
  ({
    id: `${spec.app}.${spec.command}`,
    version: spec.version,
    title: spec.title,
    summary: spec.description,
    category: categories[spec.app],
    keywords: [...new Set([spec.app, ...words(apps[spec.app].title), ...words(spec.command)])],
    params: paramsOf(spec),
    lane: spec.app,
    app: spec.app,
  }) satisfies Partial<NodeType>
