import { useEffect } from 'react'
import { openedRecipe } from '../document/documentStore.ts'
import { followNotices } from '../notify/browserNotices.ts'
import { followAddress } from '../notify/deepLink.ts'
import { followChannels } from '../notify/notifyStore.ts'
import { startAutosave } from '../recipes/autosave.ts'
import { visitFirst } from '../recipes/visit.ts'
import { noticeAbsence } from '../report/awayStore.ts'
import { keepPlan } from '../runs/askPlan.ts'
import { followHeads } from '../runs/loadRuns.ts'
import { followQueue } from '../runs/queueStore.ts'
import { forgetRefusalsOnEdit } from '../runs/startRun.ts'
import { runner } from '../server/client.ts'
import { followSystem } from '../server/liveData.ts'
import { followTriggers } from '../triggers/triggerStore.ts'
import { noticeEndings } from './endings.ts'

/** Everything that runs beside the page while it is open: live data, autosave and what the end of a run does. */
export function useLive(): void {
  useEffect(() => {
    const page = new AbortController()
    followSystem(page.signal)
    followHeads(page.signal)
    followQueue(page.signal)
    followTriggers(page.signal)
    followChannels(page.signal)
    followNotices(page.signal)
    const stops = [startAutosave(), forgetRefusalsOnEdit(), noticeEndings(), keepPlan()]
    stops.push(noticeAbsence())
    void visitFirst()
      .catch(() => undefined)
      .then(() => page.signal.aborted || stops.push(followAddress()))
    stops.push(
      runner().connection.subscribe((state) => {
        if (state === 'online' && openedRecipe() === null) void visitFirst().catch(() => undefined)
      }),
    )
    return () => {
      page.abort()
      for (const stop of stops) stop()
    }
  }, [])
}
