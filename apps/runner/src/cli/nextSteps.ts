import { type HeldStep, isPausedAlone, type RunHead, type StepView } from '@segue/protocol'

/** What a person can do about a run that goes no further by itself, line by line; `more` wait inside besides. */
export function nextSteps(
  { runId, status, failures }: Pick<RunHead, 'runId' | 'status' | 'failures'>,
  held: readonly HeldStep[],
  more = 0,
): string[] {
  if (status === 'parked')
    return [
      `The run is set aside: ${failures[0]?.message ?? 'Segue cannot go on with it by itself.'}`,
      `  segue runs resume ${runId}   or   segue runs cancel ${runId}`,
    ]
  const lines = held.flatMap(({ runId: of, place, step }) => {
    const way = place
      .map(({ step: holder, item }) => (item === null ? holder : `${holder}: ${item}`))
      .join(' › ')
    return linesOf(way ? `“${step.name}” (${way})` : `“${step.name}”`, `${of} ${step.nodeId}`, step)
  })
  return more > 0 ? [...lines, `${more} more wait inside; they are told when these are answered.`] : lines
}

/** `key` names the step on the command line. */
function linesOf(name: string, key: string, step: StepView): string[] {
  const { status, reason, failure, asks } = step
  if (isPausedAlone(step)) return [`${name} is paused.`, `  segue runs resume ${key}`]
  if (asks?.for === 'answer')
    return [
      `${name} asks: ${asks.question}`,
      asks.mode === 'pick'
        ? `  segue runs approve ${key} --pick 1…${asks.choices}   or   segue runs reject ${key}`
        : `  segue runs approve ${key}   or   segue runs reject ${key}`,
    ]
  if (asks?.for === 'event')
    return [
      `${name} waits for the event ${asks.topic}, which only a runner that stays can hear.`,
      `  segue start   then   segue signal ${asks.topic}`,
    ]
  if (status === 'unknown')
    return [
      `${name} may have done its work before it was interrupted. Look at the application.`,
      `  segue runs retry ${key}   or   segue runs done ${key} --output PORT=VALUE   or   segue runs fail ${key}`,
    ]
  return [
    `${name} waits: ${failure?.message ?? reason ?? 'something on this machine is missing.'}`,
    ...(failure ? [`  ${failure.hint}`] : []),
    `  It goes on by itself while \`segue start\` runs. segue runs retry ${key}   or   segue runs fail ${key}`,
  ]
}
