import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useDraft } from './draftStore.ts'
import { Field } from './Field.tsx'

const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The key that calls are signed with: given or made here, kept sealed, and never shown again. */
export function SigningKey() {
  const key = useDraft((state) => state.signingKey)
  const isNew = useDraft(({ wasSigned }) => !wasSigned)
  const set = (signingKey: string) =>
    useDraft.setState(({ mistakes }) => ({
      signingKey,
      mistakes: mistakes.filter(({ field }) => field !== 'signingKey'),
    }))
  return (
    <Field
      label="Signing key"
      name="signingKey"
      help={
        isNew
          ? 'Both sides have it. It is kept sealed and not shown again.'
          : 'Leave it empty to go on with the one that is kept.'
      }
    >
      <div className="flex items-center gap-1.5">
        <TextField label="Signing key" mono maxLength={200} value={key} onEdit={set} />
        {key === '' ? (
          <Button onClick={() => set(randomKey())}>Make one</Button>
        ) : (
          <CopyButton text={key} label="Copy the signing key" />
        )}
      </div>
    </Field>
  )
}
