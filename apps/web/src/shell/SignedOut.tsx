import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Logo } from './Logo.tsx'

const command = 'npx segue url'

/** What a page without a session shows: how to get in. */
export function SignedOut() {
  const [copied, setCopied] = useState(false)
  return (
    <main className="grid h-dvh place-content-center justify-items-center gap-5 p-6 text-center">
      <Logo size={36} />
      <div>
        <h1 className="font-medium text-[17px]">This page is not signed in</h1>
        <p className="mt-1 text-muted">Links work once, for ten minutes. Ask for a new link with</p>
      </div>
      <div className="flex items-center gap-2 rounded-node border border-line bg-well py-1.5 pr-1.5 pl-4">
        <code className="font-mono">{command}</code>
        <Button onClick={() => void navigator.clipboard.writeText(command).then(() => setCopied(true))}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </main>
  )
}
