import {
  FilesSettings,
  MidiSettings,
  OscSettings,
  ScheduleSettings,
  type TriggerSettings,
  WebhookSettings,
} from '@segue/protocol'
import {
  AppWindow,
  CalendarClock,
  FolderInput,
  KeyboardMusic,
  Link2,
  type LucideIcon,
  Radio,
  Webhook,
} from 'lucide-react'
import { hereZone } from './moments.ts'

export type TriggerKind = TriggerSettings['kind']
export type SettingsOf<Kind extends TriggerKind> = Extract<TriggerSettings, { kind: Kind }>
/** What waits for events and takes values from them. */
export type EventSettings = Exclude<TriggerSettings, { kind: 'schedule' }>

export interface KindLook {
  icon: LucideIcon
  title: string
  /** What it is good for. */
  sentence: string
  /** What a new one says. */
  begin(): TriggerSettings
}

const live = { map: {}, debounceMs: 200, perMinute: 60, maxAgeMs: 2000 }

/** Every kind as a person meets it, in the order in which it is offered. */
export const kinds: Readonly<Record<TriggerKind, KindLook>> = {
  schedule: {
    icon: CalendarClock,
    title: 'At a time',
    sentence: 'Every night at three, weekdays at nine, every five minutes.',
    begin: () => ScheduleSettings.parse({ kind: 'schedule', when: 'every day at 3:00', zone: hereZone() }),
  },
  files: {
    icon: FolderInput,
    title: 'When files land',
    sentence: 'A folder is watched. Files count once they are there whole.',
    // An empty path is for the person to fill in, so the schema is not asked.
    begin: () => ({ ...FilesSettings.parse({ kind: 'files', folder: '/' }), folder: '' }),
  },
  webhook: {
    icon: Webhook,
    title: 'When it is called',
    sentence: 'A script or another service calls an address of its own.',
    begin: () => WebhookSettings.parse({ kind: 'webhook' }),
  },
  osc: {
    icon: Radio,
    title: 'On an OSC message',
    sentence: 'From a lighting desk, a phone, TouchDesigner or a show control.',
    begin: () => OscSettings.parse({ kind: 'osc', address: '/segue/go' }),
  },
  midi: {
    icon: KeyboardMusic,
    title: 'On a MIDI message',
    sentence: 'A pad, a knob, a pedal, or start and stop.',
    begin: () => ({ ...MidiSettings.parse({ kind: 'midi', port: '-' }), port: '' }),
  },
  app: {
    icon: AppWindow,
    title: 'When an application does something',
    sentence: 'A set is saved, a locator passes, a render is finished.',
    begin: () => ({ ...live, kind: 'app', app: 'live', happening: 'set.saved', name: null }),
  },
  recipe: {
    icon: Link2,
    title: 'After another recipe',
    sentence: 'Its run has ended well, has failed, or is over at all.',
    begin: () => ({ kind: 'recipe', map: {}, of: '', on: 'finished', perMinute: 60 }),
  },
}

export const triggerKinds: readonly TriggerKind[] = [
  'schedule',
  'files',
  'webhook',
  'osc',
  'midi',
  'app',
  'recipe',
]
