import { failureOf, type TriggerView } from '@segue/protocol'
import { toast } from 'sonner'
import { runner } from '../server/client.ts'
import { openRelatedRun } from '../studio/openRelatedRun.ts'
import { closeTriggers, showScreen } from './pageStore.ts'
import { putTrigger } from './triggerStore.ts'

/** Gives an order; what speaks against it is told by a notice. */
async function give(order: () => Promise<unknown>): Promise<void> {
  try {
    await order()
  } catch (error) {
    const { message, hint } = failureOf(error)
    toast.error(message, { description: hint })
  }
}

type Named = Pick<TriggerView, 'id' | 'name'>

export const setEnabled = ({ id }: Named, enabled: boolean): Promise<void> =>
  give(async () => {
    const { triggers } = runner()
    putTrigger(await (enabled ? triggers.resume(id) : triggers.pause(id)))
  })

/** Starts it as it would by itself; the run opens by a click on the notice. */
export const runNow = ({ id, name }: Named): Promise<void> =>
  give(async () => {
    const { runId } = await runner().triggers.runNow(id)
    toast.success(`${name} runs now.`, {
      action: { label: 'Open the run', onClick: () => void openFiredRun(runId) },
    })
  })

/** Removes it with its history; its runs stay. */
export const removeTrigger = ({ id }: Named): Promise<void> =>
  give(async () => {
    await runner().triggers.remove(id)
    showScreen({ show: 'list' })
  })

/** Leaves the page for a run: its recipe opens with the run on the canvas. */
export async function openFiredRun(runId: string): Promise<void> {
  closeTriggers()
  await openRelatedRun(runId)
}

/** Gives a value of the event to an input of the recipe. */
export const mapInput = ({ id, settings }: TriggerView, key: string, pointer: string): Promise<void> =>
  give(async () => {
    if (settings.kind === 'schedule') return
    const change = { settings: { ...settings, map: { ...settings.map, [key]: pointer } } }
    putTrigger(await runner().triggers.update({ id, change }))
    toast.success(`${pointer} goes to ${key} from now on.`)
  })

/** A webhook gets another address; the one before answers no more. */
export const renewAddress = ({ id }: Named): Promise<void> =>
  give(async () => {
    putTrigger(await runner().triggers.renewAddress(id))
    toast.success('It has another address. The one before answers no more.')
  })
