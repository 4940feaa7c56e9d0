import { isDeepStrictEqual } from 'node:util'
import { fails, type Invariant } from './invariant.ts'

/** The first thing that two views differ in. */
function difference(shown: object, stored: object): string {
  const [one, other] = [JSON.stringify(shown), JSON.stringify(stored)]
  const at = [...one].findIndex((letter, place) => letter !== other[place])
  return `${one.slice(Math.max(0, at - 80), at + 80)} … ${other.slice(Math.max(0, at - 80), at + 80)}`
}

/** I7: who follows a run hears every change once and in order, or gets the whole run anew; and never a wrong picture. */
export const transcripts: Invariant = {
  name: 'I7',
  look({ browsers, ledger }) {
    for (const browser of browsers) {
      for (const { id, change } of browser.news()) {
        const [instance = '', number] = id.split('.')
        const seq = Number(number)
        if (change.type === 'init') {
          browser.place = { instance, seq }
          continue
        }
        const { place } = browser
        if (place.instance !== instance)
          fails(`${browser.name} goes on with ${id} after another runner's changes`)
        const told = ledger(instance, browser.runId)
        const missed = told.filter((one) => one.seq > place.seq && one.seq < seq && one.type !== 'progress')
        if (seq <= place.seq || missed.length > 0 || !told.some((one) => one.seq === seq))
          fails(`${browser.name} hears ${id} after ${place.seq} and misses ${missed.length} changes`)
        browser.place = { instance, seq }
      }
    }
  },
  rest({ browsers, live, disk }) {
    if (!live || live.life.dead) return
    for (const browser of browsers) {
      if (!browser.view || browser.life !== live.life || browser.isBehind) continue
      if (!disk.store.get('SELECT 1 FROM runs WHERE id = ?', browser.runId)) continue
      const { head, steps } = live.host.runs.view(browser.runId)
      const shown = { head: browser.view.head, steps: browser.view.steps }
      if (!isDeepStrictEqual(shown, { head, steps }))
        fails(`${browser.name} shows another run than the store holds: ${difference(shown, { head, steps })}`)
    }
  },
}
