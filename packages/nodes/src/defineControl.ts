import type { z } from 'zod'
import type { ControlType } from './defineNode.ts'

/** What every type that steers a run declares. */
type Facts<P extends z.ZodObject> = Pick<
  ControlType<P>,
  'id' | 'version' | 'title' | 'summary' | 'keywords' | 'params' | 'control'
> &
  Partial<Pick<ControlType<P>, 'inline' | 'size' | 'passThrough' | 'migrations'>>

/**
 * Declares a node type that steers a run. Its ports come from `portsOf`; it repeats, is quick and never cached. With
 * `compute` its steps are done within the commit that queued them; `run` is for those that wait for child runs.
 */
export function defineControl<P extends z.ZodObject>(
  type: Facts<P> & (Pick<ControlType<P>, 'run'> | Required<Pick<ControlType<P>, 'compute'>>),
): ControlType<P> {
  const work =
    'compute' in type ? { run: async (args: Parameters<typeof type.compute>[0]) => type.compute(args) } : type
  return {
    category: 'flow',
    inputs: {},
    outputs: {},
    effects: [],
    repeatable: true,
    cacheable: false,
    lane: 'local',
    ...type,
    ...work,
  }
}
