import { create } from 'zustand'

const key = 'segue.lastHere'
/** Shorter absences are no absence. */
const awayMs = 30 * 60_000
const everyMs = 60_000

/** Since when nobody was at this browser; null when somebody was. */
export const useAway = create<{ since: number | null }>(() => ({ since: null }))

export function dismissAway(): void {
  useAway.setState({ since: null })
}

/** Notices that somebody comes back, and goes on writing down that they are here. Returns the way to stop. */
export function noticeAbsence(): () => void {
  const look = () => {
    if (document.visibilityState !== 'visible') return
    const now = Date.now()
    const last = Number(localStorage.getItem(key) ?? now)
    if (now - last > awayMs) useAway.setState({ since: last })
    localStorage.setItem(key, String(now))
  }
  look()
  const timer = setInterval(look, everyMs)
  document.addEventListener('visibilitychange', look)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  }
}
