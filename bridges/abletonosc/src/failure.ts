import { fail } from '@segue/protocol'

/** AbletonOSC went away in the middle of it. */
export const gone = (why: string): Error =>
  fail({
    code: 'bridge.disconnected',
    message: why,
    hint: 'Open Live with AbletonOSC again; Segue connects by itself.',
    kind: 'transient',
  })

/** What AbletonOSC wrote to `/live/error`, which names neither a request nor an address. */
export function refused(words: string): Error {
  if (words.includes('Unknown OSC address'))
    return fail({
      code: 'bridge.not_available',
      message: `This AbletonOSC is too old. ${words}`,
      hint: 'Install the newest AbletonOSC, or the Remote Script of Segue.',
      kind: 'environment',
    })
  return fail({
    code: 'bridge.app_error',
    message: words.replace(/^Error handling OSC message: /, 'Live refused it: '),
    hint: 'Close dialogs in Live and look whether the set still has what this step needs.',
    kind: 'permanent',
  })
}

/** AbletonOSC answers other questions, but not this one. */
export const unanswered = (address: string): Error =>
  fail({
    code: 'bridge.timeout',
    message: `AbletonOSC did not answer ${address}, though it answers other questions.`,
    hint: 'Run the step again. If it stays so, look whether another program uses AbletonOSC as well.',
    kind: 'transient',
  })

/** Live does not have what it was told. Sets are never acknowledged, so this is how a lost one shows. */
export const notKept = (message: string): Error =>
  fail({
    code: 'bridge.verify_failed',
    message,
    hint: 'Look at Live, then run the step again.',
    kind: 'transient',
  })

/** AbletonOSC cannot do it, whatever the set is like. */
export const beyond = (message: string): Error =>
  fail({
    code: 'bridge.not_available',
    message,
    hint: 'Use the Remote Script of Segue for this: `segue bridge install live`.',
    kind: 'environment',
  })

/** The step names something that is not there or does not fit. */
export const wrong = (message: string, hint = 'Look at the set for its names.'): Error =>
  fail({ code: 'bridge.invalid_args', message, hint, kind: 'input' })

/** What a handle named is gone, or can no longer be told from others. */
export const stale = (handle: string): Error =>
  fail({
    code: 'bridge.stale_handle',
    message: `${handle} is gone, or the set has changed so that it cannot be told which one it is.`,
    hint: 'Look at the set again, then run the step anew.',
    kind: 'transient',
  })

/** AbletonOSC answered in a way that is not known of it. */
export const unexpected = (message: string): Error =>
  fail({
    code: 'bridge.app_error',
    message,
    hint: 'Install the newest AbletonOSC, or the Remote Script of Segue.',
    kind: 'permanent',
  })
