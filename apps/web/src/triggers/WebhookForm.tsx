import { NumberField } from '../ui/NumberField.tsx'
import { Choices } from './Choices.tsx'
import { changeDraft, useDraft } from './draftStore.ts'
import { Field, Part } from './Field.tsx'
import type { SettingsOf } from './kinds.ts'
import { SigningKey } from './SigningKey.tsx'
import { SwitchLine } from './SwitchLine.tsx'
import { TextLine } from './TextLine.tsx'

const signed = { header: 'x-signature-256', prefix: 'sha256=', timestampHeader: null }

/** How an address is called, who may call it, and what it answers. */
export function WebhookForm({ settings }: { settings: SettingsOf<'webhook'> }) {
  const { signature, deliveryHeader, answer, waitSec } = settings
  const isNew = useDraft(({ id }) => id === null)
  const change = (some: Partial<SettingsOf<'webhook'>>, field: string) =>
    changeDraft({ settings: { ...settings, ...some } }, field)
  const changeSignature = (some: Partial<NonNullable<typeof signature>>, field: string) =>
    change({ signature: { ...signed, ...signature, ...some } }, field)
  return (
    <Part title="How it is called">
      {isNew && (
        <p className="text-muted text-node">
          Its address is made when you keep it. The last part of it is secret: whoever knows it can call.
        </p>
      )}
      <SwitchLine
        label="Signed calls only"
        name="signature"
        help="Each call carries an HMAC-SHA256 of its body, as GitHub and many others send it. Any other is refused."
        value={signature !== null}
        onPick={(on) => change({ signature: on ? signed : null }, 'signature')}
      />
      {signature !== null && (
        <>
          <SigningKey />
          <TextLine
            label="Signature header"
            name="header"
            mono
            value={signature.header}
            onEdit={(header) => changeSignature({ header: header.toLowerCase() }, 'header')}
          />
          <TextLine
            label="Begins with"
            name="prefix"
            mono
            maxLength={20}
            help="What stands before the signature in its header."
            value={signature.prefix}
            onEdit={(prefix) => changeSignature({ prefix }, 'prefix')}
          />
          <TextLine
            label="Time header"
            name="timestampHeader"
            mono
            placeholder="none"
            help="When a header carries the time of the call, it is signed as “time.body”, and calls older than five minutes are refused."
            value={signature.timestampHeader ?? ''}
            onEdit={(text) =>
              changeSignature({ timestampHeader: text.toLowerCase() || null }, 'timestampHeader')
            }
          />
        </>
      )}
      <TextLine
        label="Delivery header"
        name="deliveryHeader"
        mono
        help="Names a delivery: one that is sent twice within a day starts one run."
        value={deliveryHeader}
        onEdit={(text) => change({ deliveryHeader: text.toLowerCase() }, 'deliveryHeader')}
      />
      <Field label="Answer" name="answer">
        <Choices
          label="Answer"
          value={answer}
          onPick={(picked) => change({ answer: picked }, 'answer')}
          choices={[
            {
              value: 'accepted',
              title: 'At once',
              meaning: '202 with the id of the run, as soon as the call is stored.',
            },
            {
              value: 'result',
              title: 'With the result',
              meaning: 'Waits for the run and answers with its outputs.',
              more: (
                <>
                  <span>for at most</span>
                  <NumberField
                    label="Seconds to wait"
                    value={waitSec}
                    range={{ min: 1, max: 300, step: 1, integer: true }}
                    unit="s"
                    className="w-24"
                    onEdit={(seconds) => change({ waitSec: seconds }, 'waitSec')}
                  />
                </>
              ),
            },
          ]}
        />
      </Field>
    </Part>
  )
}
