import type { MailServer, NotifyChannelView, NotifyDraft, NotifyMessage } from '@segue/protocol'

/** Who is told of runs. Secrets go in and never come out. */
export interface NotifyService {
  list(): Promise<NotifyChannelView[]>
  /** `secret` signs what a webhook is sent. Fails with `notify.mail_server_missing`. */
  add(draft: NotifyDraft, secret?: string): Promise<NotifyChannelView>
  /** Keeps what is given; `secret`: null takes it away. Fails with `notify.unknown`. */
  update(input: {
    id: string
    change: Partial<NotifyDraft>
    secret?: string | null
  }): Promise<NotifyChannelView>
  remove(id: string): Promise<void>
  /** Sends a message there and waits for what comes of it. Fails with why it does not arrive. */
  test(id: string): Promise<void>
  /** The mail server; null when none is set. */
  mailServer(): Promise<(MailServer & { hasPassword: boolean }) | null>
  /** `password`: null takes it away, left out keeps it for the same server and user. */
  setMailServer(input: { server: MailServer; password?: string | null }): Promise<void>
  /** What pages of the editor are to show: now, then after every change. */
  messages(signal: AbortSignal): AsyncIterable<NotifyMessage[]>
  /** A page has shown it. */
  shown(id: string): Promise<void>
  /** All channels now, then after every change. */
  changes(signal: AbortSignal): AsyncIterable<NotifyChannelView[]>
}
