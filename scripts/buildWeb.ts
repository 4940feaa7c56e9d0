import { run } from './suite/run.ts'

/** Builds the editor; turbo skips it when nothing changed. */
process.exitCode = await run('turbo', ['run', 'build', '--output-logs=errors-only', '--no-update-notifier'], {
  TURBO_TELEMETRY_DISABLED: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
})
