import { failureOf } from '@segue/protocol'
import { runner } from './client.ts'

/** Whether this browser may talk to the runner. */
export type Session = 'in' | 'out' | 'offline'

/**
 * Trades the one-time code of the address (`#code=…`) for the session cookie and takes it out of the address,
 * then asks the runner whether it knows us.
 */
export async function signIn(): Promise<Session> {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('code')
  if (code !== null) {
    history.replaceState(null, '', window.location.pathname + window.location.search)
    await fetch('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-segue': '1' },
      body: JSON.stringify({ code }),
    }).catch(() => undefined)
  }
  return askSession()
}

/** Asks the runner whether it knows this browser. */
export async function askSession(): Promise<Session> {
  try {
    await runner().system.version()
    return 'in'
  } catch (error) {
    return failureOf(error).code === 'runner.offline' ? 'offline' : 'out'
  }
}
