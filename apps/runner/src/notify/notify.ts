import type { NotifyService } from '@segue/api'
import { fail, failureOf, type NotifyMessage, type RunHead } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import type { Feed } from '../host/feed.ts'
import type { Logger } from '../log/logger.ts'
import type { Pokes } from '../services/newest.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../vault/vault.ts'
import { openChannelRows } from './channelRows.ts'
import { sendMail } from './mail.ts'
import { openMailSettings } from './mailServer.ts'
import { openNotices } from './notices.ts'
import { createNotifier, type Notifier, type NotifierOptions } from './notifier.ts'
import { createNotifyService, secretOf } from './notifyService.ts'
import { openOutbox } from './outbox.ts'
import { sendWebhook } from './webhook.ts'

/** Telling people of runs. */
export interface Notify extends Pick<Notifier, 'open' | 'close'> {
  readonly service: NotifyService
  /** Forgets what was told so many days ago. */
  trim(days: number): void
}

export interface NotifyOptions {
  db: Database
  feed: Feed
  clock: Clock
  log: Pick<Logger, 'warn'>
  vault: Vault
  /** Fails when there is no such run. */
  head(runId: string): RunHead
  report(at: number): Pick<NotifyMessage, 'title' | 'text' | 'notices'>
  /** The app's port; it and the two after it are Segue's own. */
  port: number
}

const dayMs = 86_400_000

/** Opens notifications over a store. Nothing is sent before `open`. */
export function openNotify({ port, report, head, vault, ...options }: NotifyOptions): Notify {
  const { db, clock } = options
  const channels = openChannelRows(db)
  const notices = openNotices(db)
  const outbox = openOutbox(db)
  const mail = openMailSettings(db, vault)
  const pokes: Pokes = new Set()
  const origin = `http://127.0.0.1:${port}/`
  const ownPorts = new Set([port, port + 1, port + 2])
  const deliver: NotifierOptions['deliver'] = async ({ target, id }, message) => {
    if (target.kind === 'webhook') {
      const { url, isOwnNetwork } = target
      return sendWebhook(
        message,
        { url, isOwnNetwork, ownPorts, secret: vault.get(secretOf(id)) },
        clock.now(),
      )
    }
    const server = mail.server()
    if (target.kind === 'mail' && server)
      return sendMail(message, { to: target.to, server, password: mail.password() })
    throw fail({
      code: 'notify.mail_server_missing',
      message: 'No mail server is set, so no mail can be sent.',
      hint: 'Enter the one of your mail account in the settings of notifications.',
      kind: 'input',
    })
  }
  const notifier = createNotifier({
    ...options,
    ...{ channels, notices, outbox, deliver },
    head: (runId) => headOrNull(() => head(runId)),
    url: (runId) => (runId === null ? origin : `${origin}#run=${runId}`),
    report: (at) => ({ ...report(at), url: `${origin}#report` }),
    changed() {
      for (const one of pokes) one()
    },
  })
  return {
    service: createNotifyService({ db, clock, vault, channels, outbox, mail, notifier, pokes, url: origin }),
    open: notifier.open,
    close: notifier.close,
    trim: (days) =>
      db.tx(() => {
        notices.trim(clock.now() - days * dayMs)
        outbox.trim(clock.now() - days * dayMs)
      }),
  }
}

function headOrNull(find: () => RunHead): RunHead | null {
  try {
    return find()
  } catch (error) {
    if (failureOf(error).code === 'run.unknown') return null
    throw error
  }
}
