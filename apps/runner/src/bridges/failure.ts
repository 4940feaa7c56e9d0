import { type AppId, apps, type BridgeError, type BridgeErrorCode, FailureKind, fail } from '@segue/protocol'
import { z } from 'zod'

/** How people call an application. */
export const appTitle = (app: AppId): string => apps[app].title

const meaning: Record<BridgeErrorCode, { kind: FailureKind; hint: string }> = {
  bad_request: { kind: 'bug', hint: 'This is a defect in Segue. The log holds the details.' },
  unknown_command: {
    kind: 'environment',
    hint: 'Update the bridge so that it matches this version of Segue.',
  },
  invalid_args: { kind: 'bug', hint: 'Update the bridge so that it matches this version of Segue.' },
  unsupported_version: {
    kind: 'environment',
    hint: 'Update Segue and the bridge to versions that belong together.',
  },
  not_available: {
    kind: 'environment',
    hint: 'Use a version or edition of the application that offers this.',
  },
  app_busy: { kind: 'transient', hint: 'Close open dialogs in the application, or wait until it is free.' },
  stale_handle: { kind: 'transient', hint: 'The document changed meanwhile. Run the step again.' },
  verify_failed: { kind: 'transient', hint: 'The application did not keep the value. Run the step again.' },
  timeout: { kind: 'transient', hint: 'Give the step more time in its settings.' },
  cancelled: { kind: 'permanent', hint: 'Run it again when you want it.' },
  too_large: { kind: 'permanent', hint: 'Send less at once; larger data travels as a file.' },
  app_error: { kind: 'permanent', hint: 'Look at the message of the application, and at its log.' },
  internal: { kind: 'bug', hint: 'This is a defect in Segue. The log holds the details.' },
  disconnected: { kind: 'transient', hint: 'Segue starts it again on the next attempt.' },
}

/** The failure `bridge.<code>` with what that code means to a person. */
export function bridgeFailure(code: BridgeErrorCode, message: string, hint?: string): Error {
  return fail({ code: `bridge.${code}`, message, hint: hint ?? meaning[code].hint, kind: meaning[code].kind })
}

/** What stand-ins add to an error: the kind of the failure they met. */
const Detail = z.object({ kind: FailureKind })

/** A bridge's own error as a failure. Its `retryable` decides whether policy may try again. */
export function failureOfBridge(error: BridgeError): Error {
  const detail = Detail.safeParse(error.detail)
  const known = detail.success ? detail.data.kind : meaning[error.code].kind
  return fail({
    code: `bridge.${error.code}`,
    message: error.message,
    hint: error.hint ?? meaning[error.code].hint,
    kind: error.retryable ? 'transient' : known === 'transient' ? 'permanent' : known,
    ...(error.detail === undefined ? {} : { context: { detail: error.detail } }),
  })
}

/** A run wants the real one, and there is none. */
export const notHere = (app: AppId): Error =>
  bridgeFailure(
    'not_available',
    `${appTitle(app)} is not here.`,
    `Open ${appTitle(app)} with its bridge; the step goes on by itself. Or start a new run on the stand-in.`,
  )

/** A run stays with what it began with. */
export const otherProvider = (pinned: string, now: string): Error =>
  bridgeFailure(
    'not_available',
    `This run is bound to ${pinned}, but ${now} is what is here now.`,
    'Start a new run.',
  )

/** It dials in by itself, and has not. */
export const absent = (app: AppId): Error =>
  bridgeFailure(
    'not_available',
    `${appTitle(app)} is not connected.`,
    `Open ${appTitle(app)} with its bridge, then connect it again.`,
  )

/** It was started too often in vain. */
export const crashLoop = (app: AppId): Error =>
  bridgeFailure(
    'not_available',
    `${appTitle(app)} ended five times within three minutes, so Segue does not start it again for now.`,
    'Read its log, then connect it again, or wait three minutes.',
  )
