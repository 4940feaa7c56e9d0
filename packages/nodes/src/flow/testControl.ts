import { type PlacedPorts, portsOf } from '@segue/protocol'
import type { z } from 'zod'
import type { ChildResult, ControlResult, ControlType } from '../defineNode.ts'

type Json = z.core.util.JSONType

/** What one job of a node that steers a run is given; what is left out is empty. */
interface Given<P extends z.ZodObject> {
  params?: z.input<P>
  inputs?: Record<string, Json | undefined>
  given?: Record<string, Json>
  feeders?: Record<string, string>
  /** In place of the ports that follow from the params. */
  ports?: PlacedPorts
  children?: readonly ChildResult[]
  now?: number
}

/** Runs one job of a node that steers a run, as the engine does. */
export function steer<P extends z.ZodObject>(
  type: ControlType<P>,
  { params, inputs = {}, given = {}, feeders = {}, ports, children = [], now = 0 }: Given<P> = {},
): Promise<ControlResult> {
  return type.run({
    params: type.params.parse(params ?? {}),
    inputs,
    given,
    feeders,
    ports: ports ?? portsOf(type, { params: { ...params } as Record<string, Json> }), // what a recipe holds is JSON
    now,
    children: async () => [...children],
    log: () => {},
  })
}

/** One child run that ended. */
export const ended = (
  name: string,
  outputs: Record<string, Json> = {},
  status: ChildResult['status'] = 'succeeded',
): ChildResult => ({
  name,
  status,
  outputs,
  failure:
    status === 'succeeded'
      ? null
      : { code: 'test.failed', message: 'No.', hint: 'Do.', severity: 'error', kind: 'permanent' },
})
