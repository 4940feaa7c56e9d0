import type { StudioContext } from '@segue/api'
import { type AppId, failureOf, type StudioSync } from '@segue/protocol'
import { toast } from 'sonner'
import { runner } from '../server/client.ts'
import { showStudio } from './studioStore.ts'

type Pair = Pick<StudioSync, 'leader' | 'follower'>

/** Gives an order; what speaks against it is told by a notice. Resolves with whether it was taken. */
async function give(order: () => Promise<StudioContext | unknown>): Promise<boolean> {
  try {
    await order()
    return true
  } catch (error) {
    const { message, hint } = failureOf(error)
    toast.error(message, { description: hint })
    return false
  }
}

const show = async (order: Promise<StudioContext>) => showStudio(await order)

/** Keeps what a person says of the project. */
export const setProject = (change: Partial<StudioContext['project']>): Promise<boolean> =>
  give(() => show(runner().studio.setProject(change)))

/** Adds a sync, or puts it in the place of the one with the same leader and follower. */
export const setSync = (sync: StudioSync): Promise<boolean> => give(() => show(runner().studio.setSync(sync)))

export const removeSync = (pair: Pair): Promise<boolean> => give(() => show(runner().studio.removeSync(pair)))

/** Carries markers once, and says how many came to lie there. */
export const carryMarkers = ({
  leader,
  follower,
  offsetSec,
}: Pair & Pick<StudioSync, 'offsetSec'>): Promise<boolean> =>
  give(async () => {
    const { markers } = await runner().studio.carryMarkers({ leader, follower, offsetSec })
    toast.success(markers === 1 ? 'One marker was carried over.' : `${markers} markers were carried over.`)
  })

export const connectApp = (app: AppId): Promise<boolean> => give(() => runner().apps.connect(app))

export const disconnectApp = (app: AppId): Promise<boolean> => give(() => runner().apps.disconnect(app))
