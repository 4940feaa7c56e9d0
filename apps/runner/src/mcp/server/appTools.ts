import { fromJsonSchema, type McpServer } from '@modelcontextprotocol/server'
import { type AppId, apps, type CommandSpec, commands } from '@segue/protocol'
import { z } from 'zod'
import { answer } from './answer.ts'
import type { McpWorld } from './world.ts'

type Given = Record<string, unknown>

/** Formats that are zod's own say nothing to others; what they stand for is in the pattern beside them. */
const known = new Set(['date-time', 'date', 'time', 'email', 'uri', 'uuid', 'regex'])

function schemaOf({ args }: CommandSpec): Record<string, unknown> {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(args, {
    io: 'input',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      if (jsonSchema.format !== undefined && !known.has(jsonSchema.format)) delete jsonSchema.format
    },
  })
  return schema
}

/** Commands that only look: anything else another program proposes, and a person decides. */
const safe = Object.entries(commands).flatMap(
  ([app, ofApp]) =>
    Object.values<CommandSpec>(ofApp)
      .filter(({ effects }) => effects === 'read')
      .map((spec) => ({ app: app as AppId, spec, schema: fromJsonSchema<Given>(schemaOf(spec)) })), // the keys of the table are the ids
)

/** A tool for every command of an application that changes nothing, and one for what is open in all of them. */
export function offerApps(server: McpServer, { studio, apps: applications }: McpWorld): void {
  server.registerTool(
    'studio.context',
    {
      title: 'What is open in the studio',
      description: 'Connected applications, their documents, tempo and what they are doing.',
      inputSchema: z.strictObject({}),
      annotations: { readOnlyHint: true },
    },
    () => answer(() => studio.context()),
  )
  for (const { app, spec, schema } of safe)
    server.registerTool(
      `${app}.${spec.command}`,
      {
        title: `${apps[app].title}: ${spec.title}`,
        description: spec.description,
        inputSchema: schema,
        annotations: { readOnlyHint: true, idempotentHint: true },
      },
      (args, { mcpReq }) =>
        answer(async () => ({
          result: await applications.call({ app, command: spec.command, args }, mcpReq.signal),
        })),
    )
}
