import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { WebhookSettings } from '@segue/protocol'

/** A signed call that is older than this may be somebody's recording. */
const oldestMs = 5 * 60_000

/** Whether a call is signed as its trigger asks; false too when no key is there to check it with. */
export function isSigned(
  { signature }: Pick<WebhookSettings, 'signature'>,
  call: { headers: IncomingHttpHeaders; body: Buffer; key: string | null; now: number },
): boolean {
  if (signature === null) return true
  const { headers, body, key, now } = call
  const given = headers[signature.header]
  if (key === null || typeof given !== 'string' || !given.startsWith(signature.prefix)) return false
  const mac = createHmac('sha256', key)
  if (signature.timestampHeader !== null) {
    const stamp = headers[signature.timestampHeader]
    if (typeof stamp !== 'string' || !/^\d{1,16}$/.test(stamp)) return false
    // Seconds by most services, milliseconds by some.
    const at = stamp.length > 11 ? Number(stamp) : Number(stamp) * 1000
    if (Math.abs(now - at) > oldestMs) return false
    mac.update(`${stamp}.`)
  }
  const right = mac.update(body).digest()
  const said = Buffer.from(given.slice(signature.prefix.length), 'hex')
  return said.length === right.length && timingSafeEqual(said, right)
}
