import { readFileSync, statSync } from 'node:fs'
import { fail } from '@segue/protocol'
import type { ObsSettings } from './settings.ts'

const others = 0o077

/**
 * The password from `SEGUE_OBS_PASSWORD` or the file of the settings; empty when there is none. Read anew for every
 * connection, so that a person can correct it. Fails with `obs.password`.
 */
export function readPassword({ passwordFile }: Pick<ObsSettings, 'passwordFile'>): string {
  const given = process.env.SEGUE_OBS_PASSWORD
  if (given) return given
  if (passwordFile === null) return ''
  let text: string
  try {
    const mode = statSync(passwordFile).mode
    if (process.platform !== 'win32' && (mode & others) !== 0)
      throw fail({
        code: 'obs.password',
        message: `Others on this machine can read ${passwordFile}.`,
        hint: `Run: chmod 600 "${passwordFile}"`,
        kind: 'environment',
      })
    text = readFileSync(passwordFile, 'utf8')
  } catch (error) {
    if (error instanceof Error && !('code' in error)) throw error
    throw fail({
      code: 'obs.password',
      message: `The file with the OBS password cannot be read: ${passwordFile}`,
      hint: 'Write the password of Tools → WebSocket Server Settings into that file.',
      kind: 'environment',
    })
  }
  return text.replace(/\r?\n$/, '')
}
