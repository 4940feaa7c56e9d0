import { failureOf } from '@segue/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Smartphone } from 'lucide-react'
import { toast } from 'sonner'
import { formatWhen, useNow } from '../runs/time.ts'
import { runner } from '../server/client.ts'
import { Button } from '../ui/Button.tsx'
import { devicesQuery } from './phoneQueries.ts'

/** Phones that are let in, and the way to shut one out. */
export function DeviceList() {
  const { data: devices } = useQuery(devicesQuery)
  const client = useQueryClient()
  const now = useNow(30_000, true)
  const revoke = async (id: string) => {
    try {
      await runner().devices.revoke({ id })
    } catch (error) {
      toast.error(failureOf(error).message)
    }
    await client.invalidateQueries(devicesQuery)
  }
  if (!devices || devices.length === 0) return null
  return (
    <section aria-label="Paired phones" className="border-line border-t px-5 py-3">
      <h3 className="pb-1 text-muted text-tiny">Paired</h3>
      <ul>
        {devices.map(({ id, name, seenAt }) => (
          <li key={id} className="flex h-9 items-center gap-2.5">
            <Smartphone size={15} className="text-muted" />
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-muted text-node">seen {formatWhen(seenAt, now)}</span>
            <Button look="quiet" aria-label={`Remove ${name}`} onClick={() => void revoke(id)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
