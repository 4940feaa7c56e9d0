import { BridgeError, BridgeErrorCode, bridgeLimits, failureOf, type ResultArtifact } from '@segue/protocol'

/** How a call ended, as it stands in its result message. */
export type Outcome =
  | { ok: true; value: unknown; warnings?: readonly string[]; artifacts?: readonly ResultArtifact[] }
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

/** The fields of a result message as JSON. An outcome that no frame can hold, or that is not JSON, becomes a failure. */
export function encodeOutcome(outcome: Outcome, tookMs: number): string {
  const encode = (one: Outcome) => JSON.stringify({ ...one, took_ms: tookMs })
  try {
    const text = encode(outcome)
    // A character has at most three bytes.
    const most = bridgeLimits.maxFrameBytes - 1024
    if (text.length * 3 < most || Buffer.byteLength(text) < most) return text
  } catch {
    return encode(refusal('internal', 'The result is not JSON.'))
  }
  return encode(refusal('too_large', 'The result is larger than a frame.', { hint: 'Write it to a file.' }))
}
