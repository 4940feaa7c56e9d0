import type { Failure } from '@segue/protocol'

/** Failures for people on stderr, or as one JSON object on stdout. */
export function printFailures(failures: readonly Failure[], asJson: boolean): void {
  if (asJson) return console.log(JSON.stringify({ ok: false, failures }))
  for (const { code, message, hint, nodeId, port, severity } of failures) {
    const place = [nodeId, port].filter((part) => part !== undefined).join('.')
    console.error(`${severity === 'warning' ? '⚠' : '✖'} ${place ? `${place}: ` : ''}${message}  [${code}]`)
    console.error(`  ${hint}`)
  }
}
