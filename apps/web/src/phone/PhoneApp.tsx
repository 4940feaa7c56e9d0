import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { runner } from '../server/client.ts'
import { queryClient } from '../server/queries.ts'
import { askSession } from '../server/session.ts'
import { Toaster } from '../ui/Toaster.tsx'
import { NotPaired } from './NotPaired.tsx'
import { PhoneHome } from './PhoneHome.tsx'
import { type Entry, enter } from './pairing.ts'

/** Pairing happens once per page, however often the page is mounted. */
let entering: Promise<Entry> | undefined

/** Segue on a paired phone: forms, answers and outputs. */
export function PhoneApp() {
  const [entry, setEntry] = useState<Entry | null>(null)
  useEffect(() => {
    entering ??= enter()
    void entering.then(setEntry)
    // A phone that is shut out loses its live line first; then it shows so.
    return runner().connection.subscribe((state) => {
      if (state !== 'offline') return
      void askSession().then((session) => {
        if (session === 'out') setEntry({ session, failure: null })
      })
    })
  }, [])
  if (entry === null) return null
  return (
    <QueryClientProvider client={queryClient}>
      {entry.session === 'out' ? <NotPaired failure={entry.failure} /> : <PhoneHome />}
      <Toaster />
    </QueryClientProvider>
  )
}
