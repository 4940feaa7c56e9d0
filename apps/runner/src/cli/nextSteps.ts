import type { RunHead } from '@segue/protocol'
import type { HeldStep } from './heldSteps.ts'

/** What a person can do about a run that goes no further by itself, line by line. */
export function nextSteps({ runId, status, failures }: RunHead, held: readonly HeldStep[]): string[] {
  if (status === 'parked')
    return [
      `The run is set aside: ${failures[0]?.message ?? 'Segue cannot go on with it by itself.'}`,
      `  segue runs resume ${runId}   or   segue runs cancel ${runId}`,
    ]
  return held.flatMap(({ runId: of, step }) => {
    const { name, nodeId, status: at, reason, asks } = step
    const key = `${of} ${nodeId}`
    if (asks?.for === 'answer')
      return [
        `“${name}” asks: ${asks.question}`,
        asks.mode === 'pick'
          ? `  segue runs approve ${key} --pick 1…${asks.choices}   or   segue runs reject ${key}`
          : `  segue runs approve ${key}   or   segue runs reject ${key}`,
      ]
    if (asks?.for === 'event')
      return [
        `“${name}” waits for the event ${asks.topic}, which only a runner that stays can hear.`,
        `  segue start   then   segue signal ${asks.topic}`,
      ]
    if (at === 'unknown')
      return [
        `“${name}” may have done its work before it was interrupted. Look at the application.`,
        `  segue runs retry ${key}   or   segue runs done ${key} --output PORT=VALUE   or   segue runs fail ${key}`,
      ]
    return [
      `“${name}” waits: ${reason ?? 'something on this machine is missing.'}`,
      `  It goes on by itself while \`segue start\` runs. segue runs retry ${key}   or   segue runs fail ${key}`,
    ]
  })
}
