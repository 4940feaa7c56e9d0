import { BridgeError, BridgeErrorCode, bridgeLimits, failureOf, type ResultArtifact } from '@segue/protocol'
import type { z } from 'zod'

type Json = z.core.util.JSONType

/** How a call ended, as it stands in its result message. */
export type Outcome =
  | { ok: true; value: Json; warnings?: readonly string[]; artifacts?: readonly ResultArtifact[] }
  | { ok: false; error: BridgeError }

/** An outcome with one of the wire's codes. */
export function refusal(code: BridgeErrorCode, message: string, extra: Partial<BridgeError> = {}): Outcome {
  return { ok: false, error: BridgeError.parse({ code, message, retryable: false, ...extra }) }
}

/**
 * What a handler threw. A failure keeps its words; its code and kind travel in `detail`. A failure `bridge.x` is
 * answered with the wire's code x.
 */
export function outcomeOf(error: unknown): Outcome {
  const { code, message, hint, kind } = failureOf(error)
  const wire = BridgeErrorCode.safeParse(code.replace(/^bridge\./, ''))
  return refusal(wire.success ? wire.data : 'app_error', message, {
    hint,
    retryable: kind === 'transient',
    detail: { code, kind },
  })
}

/** Swaps a value that no frame can hold for a failure. */
export function fitted(outcome: Outcome): Outcome {
  if (JSON.stringify(outcome).length < bridgeLimits.maxFrameBytes / 4) return outcome
  if (Buffer.byteLength(JSON.stringify(outcome)) < bridgeLimits.maxFrameBytes - 1024) return outcome
  return refusal('too_large', 'The result is larger than a frame.', { hint: 'Write it to a file.' })
}
