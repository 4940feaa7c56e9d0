import { failureOf, type StepView } from '@segue/protocol'
import { useState } from 'react'
import { toast } from 'sonner'
import { z } from 'zod'
import { useNodeType } from '../document/catalogue.ts'
import { artifactIn } from '../previews/mainOutput.ts'
import { uploadFile } from '../server/uploadFile.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FileField } from '../ui/FileField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { orderStep } from './orders.ts'
import { isFilePort, valueOfText } from './portValue.ts'

interface Props {
  open: boolean
  onClose: () => void
  runId: string
  step: StepView
}
type Json = z.core.util.JSONType

/** What a step made, given by a person who did its work by hand. */
export function MarkDone({ open, onClose, runId, step }: Props) {
  const type = useNodeType(step.type)
  const [values, setValues] = useState<Readonly<Record<string, Json>>>({})
  const set = (key: string, value: Json | undefined) =>
    setValues(({ [key]: _, ...others }) => (value === undefined ? others : { ...others, [key]: value }))
  const send = async () => {
    const order = { what: 'done', outputs: { ...values } } as const
    if (await orderStep({ runId, nodeId: step.nodeId, order })) onClose()
  }
  const take = async (key: string, file: File) => {
    try {
      set(key, z.json().parse(await uploadFile(file, () => undefined)))
    } catch (error) {
      const { message, hint } = failureOf(error)
      toast.error(message, { description: hint })
    }
  }
  const ports = Object.entries(type?.outputs ?? {})
  return (
    <Dialog open={open} onClose={onClose} title={`Mark “${step.name}” as done`}>
      <div className="space-y-3 overflow-auto p-4">
        <p className="text-muted text-node">
          {ports.length > 0
            ? 'Say what it made, as the steps after it need it.'
            : 'It makes nothing that others need. The run goes on after it.'}
        </p>
        {ports.map(([key, port]) => (
          <div key={key} className="space-y-1">
            <p className="text-node">{port.label}</p>
            {isFilePort(port.type) ? (
              <FileField
                label={port.label}
                accept=""
                chosen={artifactIn(values[key])}
                onFile={(file) => take(key, file)}
                onClear={() => set(key, undefined)}
              />
            ) : (
              <TextField
                label={port.label}
                value={typeof values[key] === 'string' ? values[key] : JSON.stringify(values[key] ?? '')}
                onEdit={(text) => set(key, valueOfText(port.type, text))}
              />
            )}
          </div>
        ))}
        <div className="flex justify-end gap-1.5 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button look="primary" onClick={() => void send()}>
            Mark as done
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
