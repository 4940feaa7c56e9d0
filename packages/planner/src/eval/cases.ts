import { blenderCases } from './cases/blender.ts'
import { editCases } from './cases/edit.ts'
import { impossibleCases } from './cases/impossible.ts'
import { liveCases } from './cases/live.ts'
import { mediaCases } from './cases/media.ts'
import { severalCases } from './cases/several.ts'
import { tdCases } from './cases/td.ts'
import type { EvalCase } from './evalCase.ts'

/** All sentences of the evaluation. */
export const evalCases: readonly EvalCase[] = [
  ...liveCases,
  ...tdCases,
  ...blenderCases,
  ...mediaCases,
  ...severalCases,
  ...editCases,
  ...impossibleCases,
]

/** Whether a sentence is about one application, or none besides Segue, and starts from an empty recipe. */
export const isSingle = ({ apps, base, impossible }: EvalCase): boolean =>
  apps.length <= 1 && base === undefined && !impossible
