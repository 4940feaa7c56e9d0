import { existsSync, readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { AbletonOscSettings } from '@segue/abletonosc'
import { MidiSettings } from '@segue/midi'
import { ObsSettings } from '@segue/obs'
import { OscSettings } from '@segue/osc'
import { AppId, fail, PlaceName } from '@segue/protocol'
import { z } from 'zod'
import { workersFor } from '../bridges/workers.ts'
import type { Home } from './home.ts'

const lane = z.number().int().min(1).max(8).default(1)
/** Steps at once beside each application. */
const appLanes = Object.fromEntries(AppId.options.map((app) => [app, lane])) as Record<AppId, typeof lane>

/** Everything a person can configure, from `config.json` in the home; the environment and flags win. */
export const Config = z.strictObject({
  /** App and API; artifacts take the next port, newline-delimited bridges the one after. */
  port: z.number().int().min(1024).max(65_533).default(4400),
  applications: z
    .strictObject({
      /** Path of the executable, or several, the preferred one first; `off` for the stand-in, `null` to look for it. */
      blender: z
        .union([z.string(), z.array(z.string()).min(1).max(16)])
        .nullable()
        .default(null),
      /** Path of ffmpeg, for ProRes, DXV and HAP; `off` for none, `null` to look for it. */
      ffmpeg: z.string().nullable().default(null),
      osc: OscSettings.prefault({}),
      midi: MidiSettings.prefault({}),
      obs: ObsSettings.prefault({}),
      abletonOsc: AbletonOscSettings.prefault({}),
    })
    .prefault({}),
  lanes: z
    .strictObject({
      local: z.number().int().min(1).max(64).default(8),
      media: z.number().int().min(1).max(32).default(2),
      ...appLanes,
      /** Also how many Blenders run; see `workersFor` for what is taken when it is left out. */
      blender: lane.unwrap().default(() => workersFor()),
    })
    .prefault({}),
  /** Folders of this machine by a name that other machines know too, so that packages find them again. */
  paths: z
    .record(PlaceName, z.string().min(1).max(1000).refine(isAbsolute, 'must be an absolute path'))
    .default({}),
  code: z
    .strictObject({
      /** Whether Python of people's own may run in Blender; every text still needs the approval of a person. */
      blenderPython: z.boolean().default(false),
    })
    .prefault({}),
  /** Whether this machine is kept from falling asleep by itself while a run is running. */
  keepAwake: z.boolean().default(true),
  cache: z
    .strictObject({
      /** Size of all stored files. Results that are quick to make again go first; a warning comes at 80 %. */
      maxBytes: z.number().int().min(1_000_000).default(20_000_000_000),
    })
    .prefault({}),
  history: z
    .strictObject({
      /** How long settled runs are kept: whichever comes first. Kept runs stay. */
      days: z.number().int().min(1).max(3650).default(30),
      steps: z.number().int().min(1000).default(1_000_000),
    })
    .prefault({}),
  log: z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
      /** A log file is started anew at this size; one older is kept. */
      maxBytes: z.number().int().min(100_000).default(20_000_000),
    })
    .prefault({}),
})
export type Config = z.infer<typeof Config>

/** Reads `config.json`, then `SEGUE_BLENDER` and `SEGUE_FFMPEG`. Fails with `config.invalid`, naming the file and the setting. */
export function loadConfig(home: Home, overrides: { port?: number } = {}): Config {
  const file = join(home.root, 'config.json')
  const parsed = Config.safeParse(existsSync(file) ? readJson(file) : {})
  if (!parsed.success)
    throw fail({
      code: 'config.invalid',
      message: `${file}: ${z.prettifyError(parsed.error)}`,
      hint: 'Correct this setting, or remove the file to go back to the defaults.',
      kind: 'input',
    })
  const blender = process.env.SEGUE_BLENDER || parsed.data.applications.blender
  const ffmpeg = process.env.SEGUE_FFMPEG || parsed.data.applications.ffmpeg
  return { ...parsed.data, ...overrides, applications: { ...parsed.data.applications, blender, ffmpeg } }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw fail({
      code: 'config.invalid',
      message: `${file} is not JSON: ${error instanceof Error ? error.message : ''}`,
      hint: 'Correct the file, or remove it to go back to the defaults.',
      kind: 'input',
    })
  }
}
