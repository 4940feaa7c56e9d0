import { fail } from '@segue/protocol'
import { z } from 'zod'

/** Values by port or input key: at most 200. Large ones are artifacts. */
export const Values = z
  .record(z.string().max(64), z.json())
  .refine((values) => Object.keys(values).length <= 200, 'At most 200 values.')

/** The same value when it is small enough for a row of the engine. Fails with `request.too_large`. */
export function small<T>(value: T, maxBytes: number): T {
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? '')
  if (bytes <= maxBytes) return value
  throw fail({
    code: 'request.too_large',
    message: `This is ${bytes} bytes; at most ${maxBytes} can be told to a step.`,
    hint: 'Keep it short; put anything large into a file.',
    kind: 'input',
  })
}
