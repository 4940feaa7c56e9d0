import { type Heard, MidiSettings, OscSettings, type TriggerSettings } from '@segue/protocol'
import { valueAt } from './pointers.ts'

/** Settings that wait for a message like the one that was heard; null where nothing is to be learned from it. */
export function learned(settings: TriggerSettings, data: Heard['data']): TriggerSettings | null {
  if (settings.kind === 'osc') {
    const address = valueAt(data, '/address')
    return parsed(OscSettings.safeParse({ ...settings, address }))
  }
  if (settings.kind !== 'midi') return null
  const told = {
    message: valueAt(data, '/message') ?? settings.message,
    channel: valueAt(data, '/channel') ?? null,
    number: valueAt(data, '/number') ?? null,
  }
  return parsed(MidiSettings.safeParse({ ...settings, ...told }))
}

const parsed = ({ data }: { data?: TriggerSettings | undefined }): TriggerSettings | null => data ?? null
