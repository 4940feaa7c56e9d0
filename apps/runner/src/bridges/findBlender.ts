import { execFile } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

export interface FoundBlender {
  path: string
  /** As it prints it: `3.4.1`. */
  version: string
}

/** The Blender to use, or why there is none. */
export type BlenderSearch = { found: FoundBlender } | { found: null; detail: string }

const run = promisify(execFile)

/**
 * Looks for Blender: the given path, or PATH and the places where it is usually installed, newest version first;
 * `off` finds none. Runs it once for its version.
 */
export async function findBlender(setting: string | null): Promise<BlenderSearch> {
  if (setting === 'off') return { found: null, detail: 'Blender is switched off in the settings.' }
  const candidates = setting === null ? [...onPath(), ...usualPlaces()] : [setting]
  for (const path of candidates) {
    const version = isProgram(path) ? await versionOf(path) : null
    if (version !== null) return { found: { path, version } }
  }
  return {
    found: null,
    detail: setting === null ? 'Blender is not installed.' : `There is no Blender at ${setting}.`,
  }
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
