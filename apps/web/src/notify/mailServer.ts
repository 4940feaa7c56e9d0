import { queryOptions } from '@tanstack/react-query'
import { runner } from '../server/client.ts'
import type { MailDraft } from './MailServerFields.tsx'

/** The mail server that is set, or null. */
export const mailServerQuery = queryOptions({
  queryKey: ['mail server'],
  queryFn: () => runner().notify.mailServer(),
  staleTime: 0,
})

/** Stores it; an empty password leaves the one that is kept. */
export const storeMailServer = ({ password, ...server }: MailDraft): Promise<void> =>
  runner().notify.setMailServer({ server, ...(password === '' ? {} : { password }) })
