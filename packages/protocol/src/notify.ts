import { z } from 'zod'
import { Failure } from './failure.ts'
import { RecipeId } from './recipe.ts'
import { RunId } from './run.ts'

export const NotifyChannelId = z.string().regex(/^ntf_[A-Za-z0-9_-]{1,64}$/)
export type NotifyChannelId = z.infer<typeof NotifyChannelId>

/** What is told of runs. trouble: what failed, and what waits for a person. */
export const NotifyRule = z.enum(['always', 'trouble', 'never'])
export type NotifyRule = z.infer<typeof NotifyRule>

const MailAddress = z
  .string()
  .max(254)
  .regex(/^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+$/, 'an e-mail address is name@host')

/** Where a message goes. */
export const NotifyTarget = z.discriminatedUnion('kind', [
  /** Every page of the editor that may show notifications. */
  z.strictObject({ kind: z.literal('browser') }),
  z.strictObject({
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    /** The person names a machine of their own network, or this one. */
    isOwnNetwork: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('mail'), to: z.array(MailAddress).min(1).max(20) }),
])
export type NotifyTarget = z.infer<typeof NotifyTarget>

/** What a person says of a channel. */
export const NotifyDraft = z.strictObject({
  name: z.string().trim().min(1).max(120),
  enabled: z.boolean().default(true),
  target: NotifyTarget,
  rule: NotifyRule.default('trouble'),
  /** Other rules for single recipes. */
  recipes: z
    .record(RecipeId, NotifyRule)
    .refine((all) => Object.keys(all).length <= 1000, 'At most 1000 recipes.')
    .default({}),
  /** Time of day, by the clock of the runner's machine, at which the report of the night is sent; null for none. */
  reportAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written as 07:30')
    .nullable()
    .default(null),
})
export type NotifyDraft = z.infer<typeof NotifyDraft>
export type NotifyDraftInput = z.input<typeof NotifyDraft>

/** Where notifications go, and about what. */
export const NotifyChannel = NotifyDraft.extend({ id: NotifyChannelId, createdAt: z.number() })
export type NotifyChannel = z.infer<typeof NotifyChannel>

/** A channel as a person sees it. */
export const NotifyChannelView = NotifyChannel.extend({
  /** Whether what it sends is signed. The secret itself is never given out. */
  signed: z.boolean(),
  /** Why its last message did not arrive; null when it did. */
  failure: Failure.nullable(),
  /** When its last message arrived, epoch milliseconds. */
  sentAt: z.number().nullable(),
  /** Messages that are on their way. */
  waiting: z.number().int().nonnegative(),
})
export type NotifyChannelView = z.infer<typeof NotifyChannelView>

/** The server that mail is handed to. Its password is kept apart and never given out. */
export const MailServer = z.strictObject({
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[A-Za-z0-9.:_-]+$/, 'a server is a name or an address'),
  port: z.number().int().min(1).max(65_535).default(587),
  /** starttls: encrypted from the second step on, or not at all · tls: from the first · none: only on this machine or network. */
  security: z.enum(['starttls', 'tls', 'none']).default('starttls'),
  /** Empty where the server asks for none. */
  user: z.string().max(254).default(''),
  from: MailAddress,
})
export type MailServer = z.infer<typeof MailServer>
export type MailServerInput = z.input<typeof MailServer>

export const NoticeKind = z.enum(['finished', 'failed', 'cancelled', 'waits', 'notStarted'])
export type NoticeKind = z.infer<typeof NoticeKind>

/** One thing that happened, as a message tells it. */
export const Notice = z.object({
  kind: NoticeKind,
  /** Null when there is none, as when a trigger could not start it. */
  runId: RunId.nullable(),
  recipeId: z.string(),
  recipeName: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  /** Why, or what is asked; empty when all is said. */
  words: z.string(),
  hint: z.string(),
  /** Where to look at it: the editor on the runner's machine. */
  url: z.string(),
})
export type Notice = z.infer<typeof Notice>

/** What is sent, in one piece. A channel may get it twice after a crash, under the same id. */
export const NotifyMessage = z.object({
  id: z.string(),
  channelId: NotifyChannelId,
  kind: z.enum(['runs', 'report', 'test']),
  /** Epoch milliseconds. */
  at: z.number(),
  title: z.string(),
  /** Plain text of a few lines. */
  text: z.string(),
  url: z.string(),
  notices: z.array(Notice),
})
export type NotifyMessage = z.infer<typeof NotifyMessage>
