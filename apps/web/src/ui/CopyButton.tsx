import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { IconButton } from './IconButton.tsx'

const shownMs = 1600

/** Puts a text into the clipboard, and says so. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), shownMs)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast.error('This browser does not let the page copy. Select the text and copy it by hand.'),
    )
  return (
    <IconButton label={copied ? 'Copied' : label} className="size-6" onClick={() => void copy()}>
      {copied ? <Check size={13} className="text-done" /> : <Copy size={13} />}
    </IconButton>
  )
}
