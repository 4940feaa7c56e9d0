import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectStep } from '@segue/api'
import { z } from 'zod'
import { quoted } from './commandLine.ts'

const Settings = z.looseObject({ applications: z.looseObject({}).default({}) })

const again: ConnectStep = { say: 'Start Segue again: it reads its settings only then.', copy: null }

/** The settings of OBS in Segue, and those of Segue in OBS. */
export function obsSteps(home: string): ConnectStep[] {
  const file = join(home, 'secret', 'obs')
  const type =
    process.platform === 'win32' ? `notepad ${quoted(file)}` : `(umask 077 && cat > ${quoted(file)})`
  const ends = process.platform === 'win32' ? 'save the file' : 'press Enter and Ctrl+D'
  return [
    {
      say: 'In OBS: Tools ▸ WebSocket Server Settings, switch on the server and copy its password.',
      copy: null,
    },
    {
      say: `Keep the password where only you can read it: start this, paste the password, ${ends}.`,
      copy: type,
    },
    settings(home, 'obs', { url: 'ws://127.0.0.1:4455', passwordFile: file }),
    again,
  ]
}

/** OSC can always be sent; a port to listen on is opened only where the settings name one. */
export function oscSteps(home: string): ConnectStep[] {
  return [
    { say: 'Sending needs nothing: give the node an address and a port.', copy: null },
    settings(home, 'osc', { listen: [{ port: 9000 }] }, 'To listen, name a port. '),
    again,
  ]
}

/** MIDI is off until the settings turn it on. */
export function midiSteps(home: string): ConnectStep[] {
  return [settings(home, 'midi', { enabled: true }), again]
}

/** The whole of `config.json` as it is to be, so that nothing which stands in it is lost. */
function settings(home: string, app: string, value: Record<string, unknown>, first = ''): ConnectStep {
  const file = join(home, 'config.json')
  const now = read(file)
  const next = {
    ...now,
    applications: { ...now.applications, [app]: { ...value, ...said(now.applications[app]) } },
  }
  return { say: `${first}Write this into ${file}:`, copy: JSON.stringify(next, null, 2) }
}

/** What a person has said already: it counts more than what is usual. */
function said(settings: unknown): Record<string, unknown> {
  const known = z.record(z.string(), z.unknown()).safeParse(settings).data ?? {}
  const isEmpty = (value: unknown) =>
    value === null || value === false || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(known).filter(([, value]) => !isEmpty(value)))
}

/** A file that is no JSON keeps Segue from starting, so there is none here. */
function read(file: string): z.infer<typeof Settings> {
  return Settings.parse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})
}
