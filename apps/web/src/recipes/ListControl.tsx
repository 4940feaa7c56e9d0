import { type ArtifactRef, elementOf, failureOf, portTypes, type RecipeInput } from '@segue/protocol'
import { ArrowDown, ArrowUp, FilePlus2, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import { artifactIn } from '../previews/mainOutput.ts'
import { uploadFile } from '../server/uploadFile.ts'
import { sized } from '../settings/sized.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import type { FieldEdits, InputValues } from './inputValues.ts'

interface Props {
  id: string
  input: RecipeInput
  value: InputValues[string] | undefined
  edits: FieldEdits
}

/** The files of a value that is a list of them. */
export const filesIn = (value: unknown): ArtifactRef[] =>
  Array.isArray(value) ? value.flatMap((one) => artifactIn(one) ?? []) : []

/** Several files in an order: drop or choose many at once, move them, take some out. */
export function ListControl({ id, input, value, edits }: Props) {
  const chooser = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [sending, setSending] = useState(0)
  const files = filesIn(value ?? input.default)
  const put = (next: readonly ArtifactRef[]) => edits.set(z.json().parse(next))
  const add = async (list: FileList | null) => {
    const chosen = [...(list ?? [])]
    setSending(chosen.length)
    const stored = await uploadAll(chosen, () => setSending((left) => left - 1))
    setSending(0)
    if (stored.length > 0) put([...files, ...stored])
  }
  const move = (from: number, to: number) => {
    const one = files[from]
    if (one !== undefined) put(files.toSpliced(from, 1).toSpliced(to, 0, one))
  }
  return (
    <div className="grid gap-1">
      {files.length > 0 && (
        <ol className="overflow-hidden rounded-field bg-well text-node">
          {files.map(({ artifactId, name, bytes }, place) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the same file may stand in a list twice
              key={`${artifactId} ${place}`}
              className="group flex h-7 items-center gap-2 pr-1 pl-2 max-md:h-9"
            >
              <span className="tnum w-4 shrink-0 text-right font-mono text-faint text-tiny">{place + 1}</span>
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="tnum font-mono text-muted text-tiny">{sized(bytes)}</span>
              <span className="flex opacity-0 focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100">
                <IconButton
                  label={`Move ${name} up`}
                  disabled={place === 0}
                  onClick={() => move(place, place - 1)}
                  className="size-6"
                >
                  <ArrowUp size={12} />
                </IconButton>
                <IconButton
                  label={`Move ${name} down`}
                  disabled={place === files.length - 1}
                  onClick={() => move(place, place + 1)}
                  className="size-6"
                >
                  <ArrowDown size={12} />
                </IconButton>
                <IconButton
                  label={`Take ${name} out`}
                  onClick={() => put(files.toSpliced(place, 1))}
                  className="size-6"
                >
                  <X size={12} />
                </IconButton>
              </span>
            </li>
          ))}
        </ol>
      )}
      <button
        id={id}
        type="button"
        onClick={() => chooser.current?.click()}
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
          void add(event.dataTransfer.files)
        }}
        className={cx(
          'flex h-8 items-center justify-center gap-2 rounded-field border border-dashed text-muted text-node hover:text-text',
          over ? 'border-running bg-running/10' : 'border-line hover:border-line-hover',
        )}
      >
        <FilePlus2 size={13} />
        {sending > 0
          ? `Uploading, ${sending} to go…`
          : files.length === 0
            ? 'Drop or choose files'
            : 'Add more'}
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label={input.label}
        accept={acceptOf(input)}
        onChange={(event) => {
          void add(event.target.files)
          event.target.value = ''
        }}
      />
    </div>
  )
}

/** What the file chooser offers. Ours and unregistered types cannot be named by mime, so they allow anything. */
export function acceptOf({ type }: RecipeInput): string {
  const { mimes } = portTypes[elementOf(type)]
  return mimes.every((mime) => mime.endsWith('/')) && mimes[0] !== ''
    ? mimes.map((mime) => `${mime}*`).join()
    : ''
}

async function uploadAll(files: readonly File[], onDone: () => void): Promise<ArtifactRef[]> {
  const stored: ArtifactRef[] = []
  for (const file of files) {
    try {
      stored.push(await uploadFile(file, () => undefined))
    } catch (error) {
      const { message, hint } = failureOf(error)
      toast.error(`${file.name}: ${message}`, { description: hint })
    }
    onDone()
  }
  return stored
}
