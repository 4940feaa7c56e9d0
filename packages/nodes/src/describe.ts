import type { NodeTypeInfo, PortInfo } from '@segue/protocol'
import { z } from 'zod'
import type { AnyNodeType, Port } from './defineNode.ts'

const ports = (record: Record<string, Port>): Record<string, PortInfo> =>
  Object.fromEntries(
    Object.entries(record).map(([key, { type, label, required, optional, help }]) => [
      key,
      {
        type,
        label,
        required,
        ...(optional === undefined ? {} : { optional }),
        ...(help === undefined ? {} : { help }),
      },
    ]),
  )

/** A node type as the editor sees it: everything but `run`, params as JSON Schema. */
export function describeNodeType(type: AnyNodeType): NodeTypeInfo {
  return {
    id: type.id,
    version: type.version,
    title: type.title,
    summary: type.summary,
    category: type.category,
    keywords: [...type.keywords],
    params: z.record(z.string(), z.json()).parse(z.toJSONSchema(type.params, { io: 'input' })),
    inputs: ports(type.inputs),
    outputs: ports(type.outputs),
    effects: [...type.effects],
    repeatable: type.repeatable,
    lane: type.lane,
    control: type.control ?? null,
    ...(type.app === undefined ? {} : { app: type.app }),
    passThrough: Object.fromEntries(Object.entries(type.passThrough ?? {}).map(([k, v]) => [k, v ?? ''])),
    size: type.size ?? 'regular',
    inline: [...(type.inline ?? [])],
  }
}
