import type { RecipeInput, RunHead } from '@segue/protocol'
import { artifactIn } from '../previews/mainOutput.ts'

/** What was filled in for a run and is not the recipe's default, in few words: `Title Night swim · Format 9:16`. */
export function inputWords(values: RunHead['inputs'], inputs: readonly RecipeInput[]): string {
  return inputs
    .flatMap(({ key, label, default: usual }) => {
      const value = values[key]
      if (value === undefined || value === null || value === '' || isSame(value, usual)) return []
      const file = artifactIn(value)
      if (file !== null) return [file.name]
      return [`${label} ${typeof value === 'object' ? '…' : String(value)}`]
    })
    .join(' · ')
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
