import { MailServer, NotifyChannelId, NotifyDraft } from '@segue/protocol'
import type { TRPCRouterRecord } from '@trpc/server'
import { z } from 'zod'
import { procedure } from '../trpc.ts'

const id = z.strictObject({ id: NotifyChannelId })
const secret = z.string().min(1).max(1000)
const never = () => new AbortController().signal
const { name, target } = NotifyDraft.shape

/** Without the defaults of a whole draft: what is left out stays as it is. */
const Change = z.strictObject({
  name: z.exactOptional(name),
  enabled: z.exactOptional(NotifyDraft.shape.enabled.unwrap()),
  target: z.exactOptional(target),
  rule: z.exactOptional(NotifyDraft.shape.rule.unwrap()),
  recipes: z.exactOptional(NotifyDraft.shape.recipes.unwrap()),
  reportAt: z.exactOptional(NotifyDraft.shape.reportAt.unwrap()),
})

export const notify = {
  list: procedure.query(({ ctx }) => ctx.services.notify.list()),
  add: procedure
    .input(z.strictObject({ draft: NotifyDraft, secret: z.exactOptional(secret) }))
    .mutation(({ ctx, input }) => ctx.services.notify.add(input.draft, input.secret)),
  update: procedure
    .input(
      z.strictObject({ id: NotifyChannelId, change: Change, secret: z.exactOptional(secret.nullable()) }),
    )
    .mutation(({ ctx, input }) => ctx.services.notify.update(input)),
  remove: procedure.input(id).mutation(({ ctx, input }) => ctx.services.notify.remove(input.id)),
  test: procedure.input(id).mutation(({ ctx, input }) => ctx.services.notify.test(input.id)),
  mailServer: procedure.query(({ ctx }) => ctx.services.notify.mailServer()),
  setMailServer: procedure
    .input(z.strictObject({ server: MailServer, password: z.exactOptional(secret.nullable()) }))
    .mutation(({ ctx, input }) => ctx.services.notify.setMailServer(input)),
  shown: procedure
    .input(z.strictObject({ id: z.string().max(100) }))
    .mutation(({ ctx, input }) => ctx.services.notify.shown(input.id)),
  watchMessages: procedure.subscription(async function* ({ ctx, signal = never() }) {
    yield* ctx.services.notify.messages(signal)
  }),
  watch: procedure.subscription(async function* ({ ctx, signal = never() }) {
    yield* ctx.services.notify.changes(signal)
  }),
} satisfies TRPCRouterRecord
