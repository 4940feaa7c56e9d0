import { type Failure, failureOf } from '@segue/protocol'
import { toast } from 'sonner'

/** Does something, and says what keeps it from being done. Returns whether it was done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  return (
    (await failureOfWork(work, (failure) => toast.error(failure.message, { description: failure.hint }))) ===
    null
  )
}

/** The same, with the failure for whoever shows it. */
export async function failureOfWork(
  work: () => Promise<unknown>,
  tell: (failure: Failure) => void = () => undefined,
): Promise<Failure | null> {
  try {
    await work()
    return null
  } catch (error) {
    const failure = failureOf(error)
    tell(failure)
    return failure
  }
}
