import { defineCommand } from '@segue/protocol'
import { z } from 'zod'

const text = z.strictObject({ text: z.string() })

/** The least that a command can do. Both bridges of the bench serve it. */
export const echo = defineCommand({
  app: 'td',
  command: 'bench.echo',
  title: 'Echo',
  description: 'Gives back the text.',
  args: text,
  result: text,
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})
