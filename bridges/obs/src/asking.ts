import { z } from 'zod'
import type { BatchPart, ObsClient } from './client.ts'
import { notKept, refusedBy, unexpected } from './failure.ts'
import type { Response } from './messages.ts'

/** For requests whose answer says nothing. */
export const nothing = z.object({})

/** The scene on air. */
export async function programOf(client: ObsClient, signal: AbortSignal): Promise<string> {
  const answer = z.object({ currentProgramSceneName: z.string() })
  return (await client.request('GetCurrentProgramScene', {}, answer, signal)).currentProgramSceneName
}

/** What one part of a batch answered. Fails like a request of its own. */
export function answerOf<T extends z.ZodType>(response: Response | undefined, answer: T): z.output<T> {
  if (response === undefined) throw unexpected('OBS left out an answer of a batch.')
  if (!response.requestStatus.result) throw refusedBy(response)
  const parsed = answer.safeParse(response.responseData ?? {})
  if (parsed.success) return parsed.data
  throw unexpected(`OBS answered ${response.requestType} in an unknown way: ${z.prettifyError(parsed.error)}`)
}

/** The same, and null where OBS refused it. */
export const answerOrNull = <T extends z.ZodType>(
  response: Response | undefined,
  answer: T,
): z.output<T> | null => (response?.requestStatus.result === false ? null : answerOf(response, answer))

/** Fails with `bridge.verify_failed` unless OBS kept what it was told. */
export function kept<T>(what: string, wanted: T, found: T): T {
  if (wanted === found) return found
  throw notKept(`${what} is ${String(found)} in OBS, not ${String(wanted)}.`)
}

export const part = (requestType: string, requestData: BatchPart['requestData'] = {}): BatchPart => ({
  requestType,
  requestData,
})
