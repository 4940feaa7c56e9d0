import type { CommandSpec } from '@segue/protocol'
import type { z } from 'zod'
import type { Backend } from '../backend.ts'

/** Sends one command and reads its answer. */
export type Ask = <S extends CommandSpec>(
  spec: S,
  args: z.input<S['args']>,
  options?: { confirm?: boolean },
) => Promise<z.output<S['result']>>

/** Asks through a runner, as every program does. */
export const askThrough =
  ({ apps }: Pick<Backend, 'apps'>): Ask =>
  async ({ app, command, result }, args, options = {}) =>
    result.parse(
      await apps.call({ app, command, args: args as Record<string, unknown>, ...options }),
    ) as never // the schema's own output

/** What an application is asked to see that it answers, and that what it is told happens. */
export interface Probe {
  /** Answers at once and changes nothing. */
  quick: CommandSpec
  /** Reads something; says what. */
  read(ask: Ask): Promise<string>
  /** The command that `write` needs. */
  writes: CommandSpec | null
  /** Changes something, reads it back, and puts it back; says what. Null when now is no moment for it. */
  write(ask: Ask): Promise<string | null>
}

/** What `change` made of `before`, put back whatever happens. Fails when it did not become `wanted`. */
export async function thereAndBack<T>(
  what: string,
  before: T,
  wanted: T,
  set: (value: T) => Promise<T>,
): Promise<string> {
  let made: T
  try {
    made = await set(wanted)
  } finally {
    await set(before)
  }
  if (made === wanted) return `${what}: ${before} → ${made} → ${before}`
  throw new Error(`${what} became ${made} instead of ${wanted}.`)
}
