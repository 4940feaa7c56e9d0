import { FileUp, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { cx } from './cx.ts'
import { IconButton } from './IconButton.tsx'
import { well } from './well.ts'

interface FileFieldProps {
  label: string
  /** Name and size of the chosen file; `null` when there is none. */
  chosen: { name: string; bytes: number } | null
  accept?: string
  onFile: (file: File) => Promise<void>
  onClear?: () => void
}

const size = (bytes: number): string => {
  const units = ['B', 'KB', 'MB', 'GB']
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${Number((bytes / 1000 ** power).toFixed(1))} ${units[power] ?? ''}`
}

/** A file: drop one on it, or click to choose. Busy until `onFile` settles. */
export function FileField({ label, chosen, accept, onFile, onClear }: FileFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    await onFile(file).finally(() => setBusy(false))
  }
  const words = busy ? 'Uploading…' : (chosen?.name ?? 'Drop or choose a file')
  return (
    <div className="flex items-center gap-1">
      <button
        type="button"
        aria-label={`${label}: ${words}${chosen && !busy ? ` ${size(chosen.bytes)}` : ''}`}
        className={cx(
          well,
          'nodrag px-2 flex h-6.5 items-center gap-1.5 text-left',
          !chosen && 'border-line border-dashed text-muted',
          over && 'border-running bg-running/10',
        )}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          event.stopPropagation()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          event.stopPropagation()
          setOver(false)
          void take(event.dataTransfer.files[0])
        }}
      >
        <FileUp size={12} className="shrink-0 text-muted" />
        <span className="truncate">{words}</span>{' '}
        {chosen && !busy ? (
          <span className="tnum ml-auto shrink-0 font-mono text-tiny text-muted">{size(chosen.bytes)}</span>
        ) : null}
      </button>
      {chosen && onClear ? (
        <IconButton label="Clear" onClick={onClear} className="size-6.5">
          <X size={12} />
        </IconButton>
      ) : null}
      <input
        ref={input}
        type="file"
        hidden
        {...(accept ? { accept } : {})}
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
