import type { IncomingMessage } from 'node:http'
import { unsafeParts } from '@segue/engine'
import { fail } from '@segue/protocol'
import type { Json } from '../sources/source.ts'

const largestBytes = 64 * 1024
/** A body that takes longer than this is not coming. */
const slowestMs = 10_000
/** What tells who calls is no business of a recipe. */
const hidden = new Set(['authorization', 'cookie', 'proxy-authorization'])

const refused = (code: string, message: string, hint: string) =>
  fail({ code: `webhook.${code}`, message, hint, kind: 'input' })

/** The bytes of a call. Fails with `webhook.too_large` and `webhook.slow`. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const slow = setTimeout(
    () => request.destroy(refused('slow', 'The body of the call did not come.', 'Send it at once.')),
    slowestMs,
  )
  try {
    const parts: Buffer[] = []
    let bytes = 0
    for await (const part of request) {
      bytes += part.length
      if (bytes > largestBytes)
        throw refused(
          'too_large',
          'The call carries more than 64 KB.',
          'Send files by their address or path.',
        )
      parts.push(part)
    }
    return Buffer.concat(parts)
  } finally {
    clearTimeout(slow)
  }
}

/**
 * What a call carries, as data and nothing else: `/body`, `/query`, `/headers`. Fails with `webhook.unreadable` and
 * `webhook.type`. A form that poses as a parsed upload is a form.
 */
export function eventOf(request: IncomingMessage, body: Buffer): Json {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const headers = Object.entries(request.headers).flatMap(([name, value]) =>
    typeof value === 'string' && !hidden.has(name) ? [[name, value] as const] : [],
  )
  const event = {
    body: bodyOf(request.headers['content-type'] ?? '', body),
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(headers),
  }
  const [unsafe] = unsafeParts(event)
  if (unsafe) throw fail(unsafe)
  return event
}

function bodyOf(type: string, body: Buffer): Json {
  if (body.length === 0) return null
  const mime = type.split(';')[0]?.trim().toLowerCase()
  const text = body.toString('utf8')
  if (mime === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  if (mime === 'text/plain') return text
  if (mime === 'application/json' || mime?.endsWith('+json') || mime === '') return parsed(text)
  throw refused('type', `A body of type ${mime} cannot be read.`, 'Send JSON, form fields or plain text.')
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    throw refused(
      'unreadable',
      'The body of the call is not JSON.',
      'Check it with a JSON reader, or say its type.',
    )
  }
}
