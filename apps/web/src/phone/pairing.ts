import { type Failure, failureOf } from '@segue/protocol'
import { askSession, type Session } from '../server/session.ts'

/** Whether this phone may talk to the runner, and why a code did not help. */
export interface Entry {
  session: Session
  failure: Failure | null
}

/** Trades the one-time code of the address (`#pair=…`) for the key of this device, then asks who we are. */
export async function enter(): Promise<Entry> {
  const code = new URLSearchParams(window.location.hash.slice(1)).get('pair')
  if (code === null) return { session: await askSession(), failure: null }
  history.replaceState(history.state, '', window.location.pathname)
  const failure = await pair(code)
  return { session: await askSession(), failure }
}

async function pair(code: string): Promise<Failure | null> {
  try {
    const response = await fetch('/pair', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    return response.ok ? null : failureOf(await response.json())
  } catch (error) {
    return failureOf(error)
  }
}
