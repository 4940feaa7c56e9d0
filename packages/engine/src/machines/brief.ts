import type { Failure } from '@segue/protocol'

/** A failure short enough for a row (at most 4 KiB as JSON): without context, texts cut. */
export function brief(failure: Failure): Failure {
  const { context: _, ...rest } = failure
  return {
    ...rest,
    code: rest.code.slice(0, 100),
    message: rest.message.slice(0, 300),
    hint: rest.hint.slice(0, 300),
  }
}
