import { createHmac } from 'node:crypto'
import { fail, type NotifyMessage } from '@segue/protocol'
import { version } from '../config/version.ts'
import { type PostOptions, safePost } from './safePost.ts'

/**
 * Sends a message to a webhook as JSON. With a secret it is signed: `X-Segue-Signature` is `sha256=` and the HMAC-SHA256
 * of the moment in `X-Segue-Timestamp` (seconds), a full stop and the body. Fails with `notify.webhook_*`.
 */
export async function sendWebhook(
  { id, channelId: _, ...message }: NotifyMessage,
  { secret, ...to }: Omit<PostOptions, 'headers' | 'body'> & { secret: string | null },
  now: number,
): Promise<void> {
  const body = JSON.stringify({ id, ...message })
  const moment = String(Math.floor(now / 1000))
  const status = await safePost({
    ...to,
    body,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': `Segue/${version}`,
      'X-Segue-Delivery': id,
      'X-Segue-Timestamp': moment,
      ...(secret === null ? {} : { 'X-Segue-Signature': signature(secret, moment, body) }),
    },
  })
  if (status >= 200 && status < 300) return
  const { host } = new URL(to.url)
  const passes = status === 408 || status === 429 || status >= 500
  throw fail({
    code: 'notify.webhook_answer',
    message: `${host} answers with ${status}.`,
    hint: passes
      ? 'The program behind it has trouble. Segue tries again for a day.'
      : status >= 300 && status < 400
        ? 'It sends Segue on to another address. Give that one; Segue follows nobody.'
        : 'It does not take what it was sent. Look at its address and its secret.',
    kind: passes ? 'transient' : 'input',
  })
}

/** What a receiver computes, too. */
export const signature = (secret: string, moment: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${moment}.${body}`).digest('hex')}`
