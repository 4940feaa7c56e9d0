import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { queryClient } from '../server/queries.ts'
import { type Session, signIn } from '../server/session.ts'
import { Toaster } from '../ui/Toaster.tsx'
import { SignedOut } from './SignedOut.tsx'
import { Studio } from './Studio.tsx'

/** Signing in happens once per page, however often the editor is mounted. */
let entering: Promise<Session> | undefined

/** The editor, once the runner knows who asks. */
export function App() {
  const [session, setSession] = useState<Session | null>(null)
  useEffect(() => {
    entering ??= signIn()
    void entering.then(setSession)
  }, [])
  if (session === null) return null
  return (
    <QueryClientProvider client={queryClient}>
      {session === 'out' ? <SignedOut /> : <Studio />}
      <Toaster />
    </QueryClientProvider>
  )
}
