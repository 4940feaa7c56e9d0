import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { usageError } from '../options.ts'

/**
 * A secret from a file, or from standard input when the file is `-`: what stands in arguments can be read by every
 * program of this machine. Undefined when no file is named. Fails with `cli.usage`.
 */
export async function readSecretFile(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  const read = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch(() => {
    throw usageError(`${file} cannot be read. Give a file that holds the secret, or - for standard input.`)
  })
  const secret = read.replace(/\r?\n$/, '')
  if (secret === '') throw usageError(`${file} is empty.`)
  return secret
}
