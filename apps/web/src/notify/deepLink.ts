import { RunId } from '@segue/protocol'
import { openWindow } from '../settings/windowStore.ts'
import { openRelatedRun } from '../studio/openRelatedRun.ts'
import { closeTriggers } from '../triggers/pageStore.ts'

/** Goes where a notification leads: a run (`#run=…`), or the report of the night (`#report`). */
export function goTo(url: string): void {
  const words = new URLSearchParams(new URL(url, window.location.href).hash.slice(1))
  if (words.has('report')) openWindow('report')
  const runId = RunId.safeParse(words.get('run'))
  if (!runId.success) return
  openWindow(null)
  closeTriggers()
  void openRelatedRun(runId.data)
}

/** Follows links that come into the address, and takes them out of it. Returns the way to stop. */
export function followAddress(): () => void {
  const look = () => {
    const { href, hash, pathname, search } = window.location
    if (!/^#(run=|report)/.test(hash)) return
    history.replaceState(null, '', pathname + search)
    goTo(href)
  }
  window.addEventListener('hashchange', look)
  look()
  return () => window.removeEventListener('hashchange', look)
}
