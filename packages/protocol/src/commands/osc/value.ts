import { z } from 'zod'

/** A name of OSC 1.0: it begins with `/`, and its parts hold no spaces and none of `# * , ? [ ] { }`. */
export const OscAddress = z
  .string()
  .max(1000)
  .regex(/^(\/[!"$-)+\-.0->@-Z\\^-z|~]+)+$/, 'An address looks like /fader/1.')

/** An address in which `?`, `*`, `[a-z]`, `[!a]` and `{one,two}` stand for others. */
export const OscPattern = z
  .string()
  .max(1000)
  .regex(/^\/[!-~]*$/, 'A pattern looks like /fader/*.')

const int32 = z
  .int()
  .min(-(2 ** 31))
  .max(2 ** 31 - 1)
const byte = z.int().min(0).max(255)
const text = z.string().max(60_000)

/** A value whose type on the wire is given. `nil` and `impulse` have no value. */
export const OscTyped = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('int'), value: int32 }),
  z.strictObject({ type: z.literal('float'), value: z.number() }),
  z.strictObject({ type: z.literal('double'), value: z.number() }),
  z.strictObject({ type: z.literal('string'), value: text }),
  z.strictObject({ type: z.literal('symbol'), value: text }),
  z.strictObject({ type: z.literal('boolean'), value: z.boolean() }),
  z.strictObject({ type: z.literal('nil') }),
  z.strictObject({ type: z.literal('impulse') }),
  /** A whole number of 64 bits, in digits. */
  z.strictObject({ type: z.literal('int64'), value: z.string().regex(/^-?\d{1,19}$/) }),
  /** Bytes as base64. */
  z.strictObject({ type: z.literal('blob'), value: z.base64().max(80_000) }),
  /** A moment in seconds since 1970; null means at once. */
  z.strictObject({ type: z.literal('time'), value: z.number().min(0).max(2_085_978_495).nullable() }),
  /** One character of ASCII. */
  z.strictObject({ type: z.literal('char'), value: z.string().regex(/^\p{ASCII}$/u) }),
  /** `#rrggbbaa`. */
  z.strictObject({ type: z.literal('color'), value: z.string().regex(/^#[0-9a-fA-F]{8}$/) }),
  /** Port, status, and the two data bytes. */
  z.strictObject({ type: z.literal('midi'), value: z.tuple([byte, byte, byte, byte]) }),
])
export type OscTyped = z.infer<typeof OscTyped>

/** A whole number goes as `int` where it fits, any other as `float`; texts and booleans as what they are. */
const OscPlain = z.union([z.number(), text, z.boolean(), z.null()])
const OscItem = z.union([OscPlain, OscTyped])

/** What a message carries: plain, with its type, or a list of those. */
export const OscArgument = z.union([OscItem, z.array(OscItem).max(1000)])
export type OscArgument = z.infer<typeof OscArgument>

/** A message as it came in. `types` are its type tags; long numbers, bytes, colours and moments as in `OscTyped`. */
export const OscHeard = z.object({
  address: z.string(),
  types: z.string(),
  values: z.array(z.json()),
  /** Address of the sender. */
  from: z.string(),
  /** When it came, epoch milliseconds. */
  at: z.number(),
})
export type OscHeard = z.infer<typeof OscHeard>
