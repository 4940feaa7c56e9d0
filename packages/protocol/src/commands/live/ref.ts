import { z } from 'zod'

/** What a name in an argument may be: a handle such as `track:3`, `#3` for the third, or a name only one has. */
const ref = (kind: string, title: string) =>
  z
    .string()
    .min(1)
    .max(200)
    .meta({ title, description: `The name, a place such as #3, or a handle such as ${kind}:3.` })

/** A track of any kind; `master` is the main track. A name that two tracks share is refused. */
export const TrackRef = ref('track', 'Track')
export const SceneRef = ref('scene', 'Scene')
/** A clip in a slot or in the arrangement. `#` means nothing here: clips have no order. */
export const ClipRef = z
  .string()
  .min(1)
  .max(200)
  .meta({ title: 'Clip', description: 'The name of a session clip, or a handle such as clip:3.' })
export const DeviceRef = ref('device', 'Device')

/** A value that stays as it is when it is null. What is said of it is said of the whole. */
export const maybe = <T extends z.ZodType>(value: T) =>
  value
    .nullable()
    .default(null)
    .meta(value.meta() ?? {})

/** Handles hold for one session: until another set is opened. One that is gone is refused as `stale_handle`. */
export const Handle = z.string().max(40)

export const Name = z.string().max(200).meta({ title: 'Name' })
export const NewName = Name.default('').meta({
  title: 'Name',
  description: 'Empty: the name that Live gives.',
})
/** Live takes the nearest colour of its palette; the answer says which. */
export const Colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i)
  .meta({ title: 'Colour', description: 'As #rrggbb. Live takes the nearest colour it has.' })

/** A position in beats (quarter notes) from the start of the arrangement or clip. */
export const beats = (title: string, description = '', least = 0) =>
  z.number().min(least).max(1_000_000).meta({ title, description, unit: 'beats' })
/** A length in beats, more than nothing. */
export const lengthBeats = (title: string) =>
  z.number().min(0.0001).max(1_000_000).meta({ title, unit: 'beats' })

/** A fader: 0 is silent, 0.85 is 0 dB, 1 is 6 dB. */
export const Level = z
  .number()
  .min(0)
  .max(1)
  .meta({ title: 'Volume', description: '0 is silent, 0.85 is 0 dB, 1 is 6 dB.' })
export const Pan = z
  .number()
  .min(-1)
  .max(1)
  .meta({ title: 'Pan', description: '−1 is left, 0 the middle, 1 right.' })
