import { resolve } from 'node:path'
import { filePresets, TriggerSettings } from '@segue/protocol'
import { readNumber, readPair, usageError } from '../options.ts'
import { hereZone, readSettings, settingOptions } from './settings.ts'

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
const flag = { type: 'boolean' } as const

/** What makes a trigger fire: options of `segue trigger add` and `edit`. */
export const kindOptions = {
  ...settingOptions,
  ...{ webhook: flag, files: text, osc: text, midi: text, app: text, after: text },
  ...{ map: texts, 'per-minute': text, debounce: text, 'max-age': text },
  ...{ answer: text, wait: text },
  ...{ preset: text, pattern: text, mode: text, set: texts, settle: text, existing: flag, subfolders: flag },
  ...{ host: text, allow: texts, both: flag },
  ...{ note: text, control: text, program: text, message: text, channel: text, least: text },
  ...{ called: text, on: text },
} as const

type Kind = TriggerSettings['kind']
type Options = typeof kindOptions
/** The values of these options. */
export type AskedKind = {
  [Name in keyof Options]?:
    | (Options[Name] extends { multiple: true }
        ? string[]
        : Options[Name]['type'] extends 'string'
          ? string
          : boolean)
    | undefined
}

const performance = ['debounce', 'max-age'] as const
/** The options of each kind; the first one chooses it. */
const own: Record<Exclude<Kind, 'schedule'>, readonly (keyof Options)[]> = {
  webhook: ['webhook', 'answer', 'wait'],
  files: ['files', 'preset', 'pattern', 'mode', 'set', 'settle', 'existing', 'subfolders'],
  osc: ['osc', 'host', 'allow', 'both', ...performance],
  midi: ['midi', 'note', 'control', 'program', 'message', 'channel', 'least', ...performance],
  app: ['app', 'called', ...performance],
  recipe: ['after', 'on'],
}
const ofAll = ['map', 'per-minute', 'overlap'] as const

/** What the options choose; a schedule when they choose nothing. Fails with `cli.usage`. */
export function chosenKind(asked: AskedKind): Kind {
  const kinds = Object.entries(own).filter(([, [first]]) => first && asked[first] !== undefined)
  if (kinds.length > 1)
    throw usageError(`Choose one of ${kinds.map(([, [first]]) => `--${first}`).join(' and ')}.`)
  return (kinds[0]?.[0] ?? 'schedule') as Kind // the keys of `own` are kinds
}

/**
 * Settings of a kind with what the options say; `before` is what they were, and `what` the moment of a schedule, the
 * address of OSC or the event of an application. Fails with `cli.usage`.
 */
export function readKind(
  kind: Kind,
  asked: AskedKind,
  { before, what }: { before?: TriggerSettings; what?: string | undefined },
): TriggerSettings {
  if (kind === 'schedule') {
    refuseOthers(asked, Object.keys(settingOptions))
    const first = before ?? { kind, when: what, zone: hereZone() }
    return readSettings(parse(what === undefined ? first : { ...first, when: what }), asked)
  }
  refuseOthers(asked, [...own[kind], ...ofAll])
  const { map, debounce } = asked
  const given = {
    ...fieldsOf[kind](asked, what),
    map:
      map === undefined
        ? undefined
        : {
            ...(before && 'map' in before ? before.map : {}),
            ...Object.fromEntries(map.map((one) => readPair(one, '--map'))),
          },
    perMinute: whole(asked['per-minute'], '--per-minute', [1, 60_000]),
    debounceMs: whole(debounce, '--debounce', [0, 3_600_000]),
    maxAgeMs: asked['max-age'] === 'any' ? null : whole(asked['max-age'], '--max-age', [100, 86_400_000]),
  }
  const said = Object.entries(given).filter(([, value]) => value !== undefined)
  return parse({ ...before, kind, ...Object.fromEntries(said) })
}

const fieldsOf: Record<
  Exclude<Kind, 'schedule'>,
  (asked: AskedKind, what: string | undefined) => Record<string, unknown>
> = {
  webhook: ({ answer, wait }) => ({ answer, waitSec: whole(wait, '--wait', [1, 300]) }),
  files: ({ files, preset, pattern, mode, set, settle, existing, subfolders }) => ({
    folder: files === undefined ? undefined : resolve(files),
    ...(preset === undefined ? {} : presetOf(preset)),
    ...given({
      pattern,
      mode: mode ?? (set && 'set'),
      set,
      existing,
      subfolders,
      settleSec: whole(settle, '--settle', [1, 3600]),
    }),
  }),
  osc: ({ osc, host, allow, both }, address) => ({
    ...{ port: whole(osc, '--osc', [1, 65_535]), address, host, allow },
    onlyPress: both === undefined ? undefined : !both,
  }),
  midi: ({ midi, note, control, program, message, channel, least }) => ({
    port: midi,
    ...numbered({ note, control, program }),
    ...given({ message }),
    channel: channel === 'any' ? null : whole(channel, '--channel', [1, 16]),
    least: whole(least, '--least', [0, 127]),
  }),
  app: ({ app, called }, happening) => ({ app, happening, name: called === 'any' ? null : called }),
  recipe: ({ after, on }) => ({ of: after, on }),
}

function numbered(
  asked: Record<'note' | 'control' | 'program', string | undefined>,
): Record<string, unknown> {
  const [one, ...more] = Object.entries(asked).filter(([, value]) => value !== undefined)
  if (more.length > 0) throw usageError('Choose one of --note, --control and --program.')
  if (one === undefined) return {}
  const [message, number] = one
  return { message, number: number === 'any' ? null : whole(number, `--${message}`, [0, 127]) }
}

function presetOf(id: string): object {
  const found = filePresets.find((preset) => preset.id === id)
  if (found) return found.settings
  throw usageError(`--preset is one of ${filePresets.map((preset) => preset.id).join(', ')}, not “${id}”.`)
}

const given = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const whole = (value: string | undefined, option: string, range: readonly [number, number]) =>
  value === undefined ? undefined : readNumber(value, option, range)

function refuseOthers(asked: AskedKind, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(asked))
    if (value !== undefined && name in kindOptions && !allowed.includes(name))
      throw usageError(`--${name} does not fit what starts this.`)
}

function parse(settings: unknown): TriggerSettings {
  const read = TriggerSettings.safeParse(settings)
  if (read.success) return read.data
  const lines = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw usageError(`What starts it is not complete. ${lines.join('; ')}`)
}
