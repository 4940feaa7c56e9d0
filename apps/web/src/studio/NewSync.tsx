import type { SyncState } from '@segue/api'
import { AppId, appAspects, sharedAspects } from '@segue/protocol'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { titleOf } from './appLook.ts'
import { setSync } from './studioOrders.ts'

/** Applications with a timeline that can be moved. */
const timed = AppId.options.filter((app) => appAspects[app] !== undefined)

/** Lets one more application follow another. */
export function NewSync({ syncs }: { syncs: readonly SyncState[] }) {
  const pairs = timed
    .flatMap((leader) => timed.map((follower) => ({ leader, follower })))
    .filter(({ leader, follower }) => leader !== follower)
    .filter((pair) => !syncs.some((one) => one.leader === pair.leader && one.follower === pair.follower))
  const [picked, setPicked] = useState('')
  const keyOf = ({ leader, follower }: { leader: AppId; follower: AppId }) => `${follower} ${leader}`
  const chosen = pairs.find((pair) => keyOf(pair) === picked) ?? pairs[0]
  if (chosen === undefined) return null
  const tempo = sharedAspects(chosen.leader, chosen.follower).includes('tempo')
  const add = () =>
    void setSync({ ...chosen, on: true, transport: true, tempo, markers: false, offsetSec: 0 })
  return (
    <div className="flex items-center gap-1.5">
      <SelectField
        label="Who follows whom"
        value={keyOf(chosen)}
        choices={pairs.map((pair) => ({
          value: keyOf(pair),
          label: `${titleOf(pair.follower)} follows ${titleOf(pair.leader)}`,
        }))}
        onPick={setPicked}
      />
      <Button onClick={add}>Add</Button>
    </div>
  )
}
