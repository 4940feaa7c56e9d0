import { Star } from 'lucide-react'
import { IconButton } from '../ui/IconButton.tsx'
import { dropTake, keepTake, useTake } from './takeStore.ts'

interface StarButtonProps {
  recipeId: string
  runId: string
  output: string
}

/** Makes an output of a run a favourite, or takes that back. A favourite stays whatever becomes of the run. */
export function StarButton({ recipeId, runId, output }: StarButtonProps) {
  const take = useTake(recipeId, runId, output)
  return (
    <IconButton
      label={take ? 'A favourite: it stays' : 'Keep as a favourite'}
      aria-pressed={take !== undefined}
      onClick={() => void (take ? dropTake(take.id) : keepTake(runId, output))}
    >
      <Star size={13} className={take ? 'fill-stale text-stale' : ''} />
    </IconButton>
  )
}
