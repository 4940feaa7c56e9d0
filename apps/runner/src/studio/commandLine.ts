import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

const program = join(import.meta.dirname, '../../bin/segue.mjs')

/** A word as the shell of this system reads it: as it is, or in quotes. */
export function quoted(word: string, platform: NodeJS.Platform = process.platform): string {
  if (/^[\w./:=@%+,~-]+$/.test(word)) return word
  return platform === 'win32' ? `"${word}"` : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

/** A command of Segue that works in any folder; it names the home unless that is the one which is taken anyway. */
export function segueLine(home: string, ...args: readonly string[]): string {
  const usual = resolve(homedir(), '.segue') === home
  return ['node', program, ...args, ...(usual ? [] : ['--home', home])].map((word) => quoted(word)).join(' ')
}
