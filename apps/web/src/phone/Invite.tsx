import type { Invitation } from '@segue/api'
import { failureOf } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNow } from '../runs/time.ts'
import { runner } from '../server/client.ts'
import { Button } from '../ui/Button.tsx'
import { devicesQuery } from './phoneQueries.ts'
import { QrCode } from './QrCode.tsx'

/** A code to scan, how to go on, and what the phone should show. */
export function Invite() {
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { data: devices } = useQuery(devicesQuery)
  const known = useRef<ReadonlySet<string>>(undefined)
  if (devices && !known.current) known.current = new Set(devices.map(({ id }) => id))
  const arrived = devices?.find(({ id }) => known.current?.has(id) === false)
  const now = useNow(1000, true)
  const left = invitation ? invitation.expiresAt - now : 0
  const renew = useCallback(() => {
    known.current = undefined
    runner()
      .devices.invite()
      .then(setInvitation, (error: unknown) => setProblem(failureOf(error).message))
  }, [])
  useEffect(renew, [renew])
  if (problem !== null) return <p className="p-5 text-error">{problem}</p>
  if (!invitation) return <div className="h-72" />
  return (
    <div className="grid grid-cols-[auto_1fr] gap-6 p-5 max-md:grid-cols-1">
      <div className="relative size-57 overflow-hidden rounded-node bg-white">
        <QrCode rows={invitation.rows} label="Code to pair a phone" />
        {(arrived !== undefined || left <= 0) && (
          <div className="absolute inset-0 grid place-content-center justify-items-center gap-3 bg-well/95 text-center">
            {arrived !== undefined ? (
              <p className="flex items-center gap-2 font-medium">
                <Check size={16} className="text-done" />
                {arrived.name} is paired
              </p>
            ) : (
              <p className="text-muted">This code has ended.</p>
            )}
            <Button onClick={renew}>New code</Button>
          </div>
        )}
      </div>
      <div className="min-w-0 space-y-3">
        <ol className="list-decimal space-y-1.5 pl-4 marker:text-muted">
          <li>Scan the code with the camera of a phone in the same network.</li>
          <li>
            The phone warns, because no authority has signed the certificate: this Segue made it. Show its
            details and compare the SHA-256 fingerprint.
          </li>
          <li>It is the same? Then go on. The code works once{left > 0 && `, for ${clock(left)}`}.</li>
        </ol>
        <dl>
          <dt className="text-muted text-tiny">Fingerprint</dt>
          <dd className="mt-1 font-mono text-[11.5px] leading-[17px] tracking-tight">
            {linesOf(invitation.fingerprint).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </dd>
        </dl>
        <p className="break-all font-mono text-muted text-tiny">{new URL(invitation.url).host}</p>
      </div>
    </div>
  )
}

const clock = (ms: number): string =>
  `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`

/** 32 pairs in lines of 16. */
const linesOf = (fingerprint: string): string[] => fingerprint.match(/(?:..:?){1,16}/g) ?? []
