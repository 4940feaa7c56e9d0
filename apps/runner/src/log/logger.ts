import { existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import type { Config } from '../config/config.ts'
import type { Home } from '../config/home.ts'

export type { Logger }

const secretKeys = ['token', 'key', 'code', 'cookie', 'authorization', 'password', 'secret', 'apiKey']

/** Structured log in `logs/runner.log`. Known secret fields are never written; the file rotates at start. */
export function openLog(home: Home, config: Config): Logger {
  const file = join(home.logs, 'runner.log')
  if (existsSync(file) && statSync(file).size > config.log.maxBytes) renameSync(file, `${file}.1`)
  return pino(
    {
      level: config.log.level,
      base: null,
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[secret]' },
    },
    pino.destination({ dest: file, mode: 0o600, sync: true }),
  )
}
