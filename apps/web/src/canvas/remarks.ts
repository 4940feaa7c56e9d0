import { ArtifactRef } from '@segue/protocol'
import type { StepLook } from '../runs/stepLook.ts'

const memo = new WeakMap<StepLook['outputs'], readonly string[]>()

/** What a person should know about a step's results although it succeeded, each said once. */
export function remarksOf({ outputs }: Pick<StepLook, 'outputs'>): readonly string[] {
  const known = memo.get(outputs)
  if (known) return known
  const all = Object.values(outputs).flatMap((value) => ArtifactRef.safeParse(value).data?.meta.remarks ?? [])
  const remarks = [...new Set(all)]
  memo.set(outputs, remarks)
  return remarks
}
