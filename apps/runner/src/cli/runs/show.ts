import { isPausedAlone, type RunView, type StepView } from '@segue/protocol'
import { openHome } from '../../config/home.ts'
import { openRunTable } from '../../host/runTable.ts'
import { heldIn, moreInside } from '../heldSteps.ts'
import { nextSteps } from '../nextSteps.ts'
import { common, readOptions } from '../options.ts'
import { exitWith, printFailures, printTable } from '../print.ts'
import { readStore } from '../readStore.ts'
import { readRunId } from '../request.ts'

/** `segue runs show RUN`: its steps, reasons, and what it asks. Reads beside a live runner. */
export async function show(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, async () => {
    const runId = readRunId(positionals[0] ?? '')
    const view = await readStore(openHome(values.home), (db) => openRunTable(db).view(runId))
    if (values.json) console.log(JSON.stringify(view))
    else print(view)
    return 0
  })
}

function print(view: RunView): void {
  const { runId, recipeName, status, createdAt, failures } = view.head
  console.log(`${runId}  ${recipeName}  ${status}  ${new Date(createdAt).toISOString()}`)
  printTable([['NODE', 'STEP', 'STATE', 'ON', ''], ...view.steps.map(line)])
  printFailures(failures, false)
  for (const text of nextSteps(view.head, heldIn(view, true), moreInside(view))) console.log(text)
}

const line = (step: StepView): string[] => [
  step.nodeId,
  step.name,
  stateOf(step),
  step.lane + (step.standIn ? ' (stand-in)' : ''),
  note(step),
]

const stateOf = (step: StepView): string => {
  if (isPausedAlone(step)) return 'paused'
  return step.settledBy && step.settledBy !== 'run' ? step.settledBy : step.status
}

const note = ({ reason, failure, items }: StepView): string =>
  items
    ? `${items.succeeded} of ${items.total} done, ${items.failed} failed`
    : (failure?.message ?? reason ?? '')
