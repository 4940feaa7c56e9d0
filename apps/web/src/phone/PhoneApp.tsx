import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { queryClient } from '../server/queries.ts'
import { Toaster } from '../ui/Toaster.tsx'
import { NotPaired } from './NotPaired.tsx'
import { PhoneHome } from './PhoneHome.tsx'
import { type Entry, enter } from './pairing.ts'
import { usePhoneRuns } from './phoneRuns.ts'

/** Pairing happens once per page, however often the page is mounted. */
let entering: Promise<Entry> | undefined

/** Segue on a paired phone: forms, answers and outputs. */
export function PhoneApp() {
  const [entry, setEntry] = useState<Entry | null>(null)
  const isShutOut = usePhoneRuns(({ reach }) => reach === 'out')
  useEffect(() => {
    entering ??= enter()
    void entering.then(setEntry)
  }, [])
  if (entry === null) return null
  return (
    <QueryClientProvider client={queryClient}>
      {entry.session === 'out' || isShutOut ? <NotPaired failure={entry.failure} /> : <PhoneHome />}
      <Toaster />
    </QueryClientProvider>
  )
}
