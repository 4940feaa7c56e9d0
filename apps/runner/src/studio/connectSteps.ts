import type { AppState, ConnectStep } from '@segue/api'
import { type AppId, failureOf } from '@segue/protocol'
import { blenderInstaller } from '../bridges/install/blender.ts'
import type { Installer } from '../bridges/install/installer.ts'
import { liveInstaller } from '../bridges/install/live.ts'
import { type Machine, pathsOf } from '../bridges/install/machine.ts'
import { readRecord } from '../bridges/install/record.ts'
import { touchDesignerInstaller } from '../bridges/install/touchdesigner.ts'
import { segueLine } from './commandLine.ts'
import { midiSteps, obsSteps, oscSteps } from './settingSteps.ts'

export interface ConnectOptions {
  /** `SEGUE_HOME`. */
  home: string
  machine: Machine
  state(app: AppId): Pick<AppState, 'state' | 'provider' | 'detail'>
}

const click = (say: string): ConnectStep => ({ say, copy: null })

/** What a person does to connect an application on this machine: every text to copy works as it stands. */
export function connectStepsOf(app: AppId, options: ConnectOptions): ConnectStep[] {
  const { home } = options
  const check = { say: 'Look whether it answers:', copy: segueLine(home, 'doctor', app) }
  const own: Record<AppId, () => ConnectStep[]> = {
    live: () => installSteps(liveInstaller, 'live', options),
    td: () => installSteps(touchDesignerInstaller, 'touchdesigner', options),
    blender: () => blenderSteps(options),
    obs: () => obsSteps(home),
    osc: () => oscSteps(home),
    midi: () => midiSteps(home),
  }
  return [...own[app](), check]
}

/** Blender is started by Segue when it is found; the add-on is for the window that a person has open. */
function blenderSteps(options: ConnectOptions): ConnectStep[] {
  const { state, provider, detail } = options.state('blender')
  const found = state !== 'standIn' && state !== 'absent'
  const here = found
    ? `Segue starts ${provider.replace('blender@', 'Blender ')} by itself when a run needs it. To work in the Blender that you have open, install the add-on:`
    : `${detail || 'Blender was not found.'} The add-on connects the Blender that you open yourself:`
  const [install, ...rest] = installSteps(blenderInstaller, 'blender', options)
  return [{ say: here, copy: install?.copy ?? null }, ...rest]
}

function installSteps(installer: Installer, name: string, { home, machine }: ConnectOptions): ConnectStep[] {
  const copy = segueLine(home, 'bridge', 'install', name)
  const before = readRecord(home, installer.app)
  const steps = (folders: readonly string[]) => installer.say(folders).flatMap(asStep)
  if (before)
    return [
      { say: `Segue’s side lies in ${before.folders.join(' and ')}. To bring it up to date:`, copy },
      ...steps(before.folders),
    ]
  const install = { say: `Put Segue’s side into ${installer.title}:`, copy }
  try {
    const folders = installer.places(machine).map((place) => pathsOf(machine).join(place, installer.inside))
    return [install, ...steps(folders)]
  } catch (error) {
    const { message, hint } = failureOf(error)
    return [click(`${message} ${hint}`), install, ...steps([])]
  }
}

/** Lines that are to be pasted stand further in. */
const asStep = (line: string): ConnectStep =>
  line.startsWith('  ') ? { say: '', copy: line.trim() } : click(line)
