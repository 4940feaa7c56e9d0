import { Button } from '../ui/Button.tsx'

/** The last line of a form that adds something. */
export function FormEnd({
  onCancel,
  onAdd,
  busy,
}: {
  onCancel: () => void
  onAdd: () => void
  busy: boolean
}) {
  return (
    <div className="flex justify-end gap-2">
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
      <Button look="primary" disabled={busy} onClick={onAdd}>
        Add
      </Button>
    </div>
  )
}
