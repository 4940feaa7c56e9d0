import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Why a request is refused; the status is all that a stranger learns. */
export type Verdict = { ok: true; by: 'nobody' | 'cookie' | 'token' } | { ok: false; status: 401 | 403 | 421 }

export interface DoorFacts {
  /** `http://127.0.0.1:4400` */
  origin: string
  /** Host header values that name this server. */
  hosts: ReadonlySet<string>
  /** Whether a cookie header holds a live session. */
  hasSession(cookie: string | undefined): boolean
  /** Whether an authorization header holds the token. */
  hasToken(authorization: string | undefined): boolean
}

type Request = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>

/**
 * The first check of every request and upgrade: one Host, on the list; an Origin, when present, that is ours and
 * not `null`. A name that was rebound to this machine fails here.
 */
export function checkAddress(request: Request, facts: Pick<DoorFacts, 'origin' | 'hosts'>): Verdict {
  const named = request.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host')
  if (named.length !== 1 || !facts.hosts.has(request.headers.host?.toLowerCase() ?? ''))
    return { ok: false, status: 421 }
  if (!request.url?.startsWith('/')) return { ok: false, status: 421 }
  const { origin } = request.headers
  if (origin !== undefined && origin !== facts.origin) return { ok: false, status: 403 }
  return { ok: true, by: 'nobody' }
}

/**
 * Whether a request may reach data. The token speaks for itself. A cookie counts only with our own Origin, or on
 * GET and HEAD that the browser marks as coming from our own page or from the address bar.
 */
export function checkCaller(request: Request, facts: DoorFacts): Verdict {
  const address = checkAddress(request, facts)
  if (!address.ok) return address
  if (request.headers.authorization !== undefined)
    return facts.hasToken(request.headers.authorization)
      ? { ok: true, by: 'token' }
      : { ok: false, status: 401 }
  if (!facts.hasSession(request.headers.cookie)) return { ok: false, status: 401 }
  if (request.headers.origin === facts.origin) return { ok: true, by: 'cookie' }
  const reading = request.method === 'GET' || request.method === 'HEAD'
  return reading && fromOurPage(request.headers) ? { ok: true, by: 'cookie' } : { ok: false, status: 403 }
}

function fromOurPage(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site']
  return site === 'same-origin' || (site === 'none' && headers['sec-fetch-mode'] === 'navigate')
}
