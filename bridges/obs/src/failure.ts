import { fail } from '@segue/protocol'
import type { Response } from './messages.ts'

/** Status codes that have an answer of their own. obs-websocket 5, RequestStatus. */
const status = {
  unknownRequest: 204,
  notReady: 207,
  outputRunning: 500,
  outputNotRunning: 501,
  studioModeNotActive: 506,
  notFound: 600,
  wrongState: 604,
  wrongKind: 605,
} as const

const hints: Record<number, string> = {
  [status.unknownRequest]: 'Update OBS: this version does not know the request.',
  [status.outputRunning]: 'Stop it first, or leave this step out.',
  [status.outputNotRunning]: 'Start it first.',
  [status.studioModeNotActive]: 'Turn studio mode on first.',
  [status.notFound]: 'Compare the name with the one in OBS, letter by letter.',
  [status.wrongState]: 'Choose an input that can do this, such as one that sounds.',
  [status.wrongKind]: 'Choose an input of another kind.',
}

/** A request that OBS refused, in its own words. */
export function refusedBy({ requestType, requestStatus: { code, comment } }: Response): Error {
  const said = comment ?? `OBS refused ${requestType} with code ${code}.`
  if (code === status.notReady)
    return fail({
      code: 'bridge.app_busy',
      message: `OBS is changing its scene collection. ${said}`,
      hint: 'Wait until OBS has loaded it.',
      kind: 'transient',
    })
  return fail({
    code: code === status.unknownRequest ? 'bridge.not_available' : 'obs.refused',
    message: said,
    hint: hints[code] ?? 'Look into the log of OBS.',
    kind: code === status.notFound || code === status.wrongKind ? 'input' : 'permanent',
    context: { requestType, status: code },
  })
}

/** OBS went away in the middle of it. */
export const gone = (): Error =>
  fail({
    code: 'bridge.disconnected',
    message: 'OBS closed the connection.',
    hint: 'Open OBS again; Segue connects by itself.',
    kind: 'transient',
  })

/** OBS did something else than what it was asked for. */
export const notKept = (message: string): Error =>
  fail({
    code: 'bridge.verify_failed',
    message,
    hint: 'Look at OBS, then run the step again.',
    kind: 'transient',
  })

/** OBS answered in a way that its protocol does not know. */
export const unexpected = (message: string): Error =>
  fail({
    code: 'bridge.app_error',
    message,
    hint: 'Update OBS to version 28 or newer.',
    kind: 'permanent',
  })
