import { execFile } from 'node:child_process'
import { accessSync, constants, globSync, realpathSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { chooseBlender } from './chooseBlender.ts'

export interface FoundBlender {
  path: string
  /** As it prints it: `3.4.1`. */
  version: string
}

/** The Blender to use, or why there is none. */
export type BlenderSearch = { found: FoundBlender } | { found: null; detail: string }

const run = promisify(execFile)

/** Path of an executable or several, `off`, or null to look for it. */
export type BlenderSetting = string | readonly string[] | null

/** The one to use: the first that works. */
export async function findBlender(setting: BlenderSetting): Promise<BlenderSearch> {
  if (setting === 'off') return { found: null, detail: 'Blender is switched off in the settings.' }
  const found = chooseBlender(await findBlenders(setting, { all: false }), null)
  if (found !== null) return { found }
  const places = typeof setting === 'string' ? [setting] : (setting ?? [])
  return {
    found: null,
    detail: setting === null ? 'Blender is not installed.' : `There is no Blender at ${places.join(', ')}.`,
  }
}

/**
 * Every Blender on this machine: the given paths, or PATH and the places where it is usually installed, newest version
 * first; `off` finds none. Runs each once for its version. `all` false: only the first that works.
 */
export async function findBlenders(setting: BlenderSetting, { all = true } = {}): Promise<FoundBlender[]> {
  if (setting === 'off') return []
  const candidates =
    setting === null ? [...onPath(), ...usualPlaces()] : typeof setting === 'string' ? [setting] : setting
  const found = new Map<string, FoundBlender>()
  for (const path of candidates) {
    const real = isProgram(path) ? realpathSync(path) : null
    if (real === null || found.has(real)) continue
    const version = await versionOf(path)
    if (version !== null) found.set(real, { path, version })
    if (version !== null && !all) break
  }
  return [...found.values()]
}

const program = process.platform === 'win32' ? 'blender.exe' : 'blender'

const onPath = () => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program))

function usualPlaces(): string[] {
  const patterns: Partial<Record<NodeJS.Platform, string[]>> = {
    darwin: ['/Applications/Blender*.app/Contents/MacOS/Blender'],
    win32: ['C:/Program Files/Blender Foundation/Blender */blender.exe'],
    linux: ['/opt/blender*/blender', '/snap/bin/blender', join(homedir(), 'blender*/blender')],
  }
  const found = (patterns[process.platform] ?? []).flatMap((pattern) => globSync(pattern))
  return found.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

async function versionOf(path: string): Promise<string | null> {
  try {
    const { stdout } = await run(path, ['--version'], { timeout: 20_000 })
    return /^Blender (\d+\.\d+\.\d+)/m.exec(stdout)?.[1] ?? null
  } catch {
    return null
  }
}
