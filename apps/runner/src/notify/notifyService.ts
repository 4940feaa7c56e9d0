import { randomBytes } from 'node:crypto'
import type { NotifyService } from '@segue/api'
import { fail, type NotifyChannel, NotifyDraft } from '@segue/protocol'
import type { Clock } from '../host/clock.ts'
import { newest, type Pokes } from '../services/newest.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../vault/vault.ts'
import type { ChannelRows, StoredChannel } from './channelRows.ts'
import type { MailSettings } from './mailServer.ts'
import type { Notifier } from './notifier.ts'
import type { Outbox } from './outbox.ts'

export interface NotifyServiceOptions {
  db: Database
  clock: Clock
  vault: Vault
  channels: ChannelRows
  outbox: Outbox
  mail: MailSettings
  notifier: Notifier
  pokes: Pokes
  /** Where the editor is. */
  url: string
}

/** What signs the messages of a channel, by its name in the vault. */
export const secretOf = (channelId: string): string => `notify.${channelId}.secret`

/** Notifications as people set them up. */
export function createNotifyService(options: NotifyServiceOptions): NotifyService {
  const { db, clock, vault, channels, outbox, mail, notifier, pokes, url } = options
  const poke = () => {
    for (const one of pokes) one()
  }
  const view = ({ channel, failure, sentAt }: StoredChannel) => ({
    ...channel,
    signed: vault.has(secretOf(channel.id)),
    failure,
    sentAt,
    waiting: outbox.open(channel.id).filter(({ message }) => message.kind !== 'test').length,
  })
  const list = () => channels.all().map(view)
  const put = (channel: NotifyChannel, secret?: string | null) => {
    if (channel.target.kind === 'mail' && mail.server() === null) throw noServer()
    db.tx(() => {
      channels.put(channel)
      if (secret === null) vault.remove(secretOf(channel.id))
      else if (secret !== undefined) vault.put(secretOf(channel.id), secret)
    })
    notifier.look()
    poke()
    return view(channels.get(channel.id))
  }
  const forBrowsers = () =>
    outbox.open().flatMap(({ message }) => {
      const channel = channels.find(message.channelId)?.channel
      return channel?.target.kind === 'browser' ? message : []
    })
  const pageShown = (id: string) =>
    db.tx(() => {
      const message = forBrowsers().find((one) => one.id === id)
      if (!message) return
      outbox.settle(id)
      channels.told(message.channelId, null, clock.now())
    })
  return {
    list: async () => list(),
    async add(draft, secret) {
      const id = `ntf_${randomBytes(9).toString('base64url')}`
      return put({ ...NotifyDraft.parse(draft), id, createdAt: clock.now() }, secret)
    },
    async update({ id, change, secret }) {
      const { channel } = channels.get(id)
      return put({ ...channel, ...change }, secret)
    },
    async remove(id) {
      channels.get(id)
      db.tx(() => {
        channels.remove(id)
        vault.remove(secretOf(id))
      })
      poke()
    },
    async test(id) {
      const { channel } = channels.get(id)
      const message = notifier.post(channel, {
        kind: 'test',
        title: 'Segue: a test',
        text: `This is how “${channel.name}” hears of runs.`,
        url,
        notices: [],
      })
      poke()
      if (channel.target.kind !== 'browser') await notifier.send(channel, message, { again: false })
    },
    async mailServer() {
      const server = mail.server()
      return server ? { ...server, hasPassword: mail.hasPassword() } : null
    },
    async setMailServer({ server, password }) {
      mail.put(server, password)
      notifier.look()
    },
    messages: (signal) => newest(pokes, forBrowsers, signal),
    async shown(id) {
      pageShown(id)
      poke()
    },
    changes: (signal) => newest(pokes, list, signal),
  }
}

const noServer = () =>
  fail({
    code: 'notify.mail_server_missing',
    message: 'No mail server is set, so no mail can be sent.',
    hint: 'Enter the one of your mail account first: settings of notifications, or `segue notify mail`.',
    kind: 'input',
  })
