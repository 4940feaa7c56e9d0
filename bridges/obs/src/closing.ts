/** Why a connection ended, and what follows. */
export interface Closing {
  /** What a person reads. */
  detail: string
  /** `soon` backs off from half a second, `later` waits long, `never` waits for the next start of Segue. */
  again: 'soon' | 'later' | 'never'
}

/** Close codes of obs-websocket 5, WebSocketCloseCode. */
const known: Record<number, Closing> = {
  4009: {
    detail: 'OBS refused the password. Compare it with Tools → WebSocket Server Settings in OBS.',
    again: 'later',
  },
  4010: { detail: 'This OBS speaks another version of obs-websocket than 5.', again: 'later' },
  4011: { detail: 'OBS threw Segue out. Start Segue again to connect.', again: 'never' },
}

/** What a close code means. Codes 4002 to 4008 say that Segue broke the protocol. */
export const closingOf = (code: number, reason: string): Closing =>
  known[code] ??
  (code >= 4000
    ? { detail: `OBS ended the connection with code ${code}: ${reason}`, again: 'later' }
    : { detail: 'OBS is not open, or its WebSocket server is off.', again: 'soon' })
