import { type Heard, MidiSettings, OscSettings, type TriggerSettings } from '@segue/protocol'
import type { SettingsOf } from './kinds.ts'
import { valueAt } from './pointers.ts'

const messages: ReadonlyMap<string, SettingsOf<'midi'>['message']> = new Map([
  ['noteOn', 'note'],
  ['control', 'control'],
  ['program', 'program'],
  ['start', 'start'],
  ['continue', 'start'],
  ['stop', 'stop'],
])

/** Settings that wait for a message like the one that was heard; null where nothing is to be learned from it. */
export function learned(settings: TriggerSettings, data: Heard['data']): TriggerSettings | null {
  if (settings.kind === 'osc') {
    const address = valueAt(data, '/address')
    return parsed(OscSettings.safeParse({ ...settings, address }))
  }
  if (settings.kind !== 'midi') return null
  const message = messages.get(String(valueAt(data, '/type')))
  // What is let go, and what keeps the clock, is nothing to wait for.
  if (message === undefined) return null
  const isVoice = message !== 'start' && message !== 'stop'
  const [channel, number] = isVoice ? [valueAt(data, '/channel'), valueAt(data, '/number')] : [null, null]
  return parsed(MidiSettings.safeParse({ ...settings, message, channel, number }))
}

const parsed = ({ data }: { data?: TriggerSettings | undefined }): TriggerSettings | null => data ?? null
