/** Where work that is ready goes: a person paused the step, or the run, or it queues. */
export const toWork = <const A>(actions: A) =>
  [
    { guard: 'isPausedAlone', target: 'paused', actions },
    { guard: 'isPaused', target: 'held', actions },
    { target: 'queued', actions },
  ] as const

export const pausing = { PAUSE: { actions: 'holdOn' }, RESUME: { actions: 'goOn' } } as const

/** A person who pauses one step sees at once that it will not begin, however long until it could. */
const pausingAhead = {
  PAUSE: [{ guard: 'isAlone', actions: ['holdOn', 'show'] }, { actions: 'holdOn' }],
  RESUME: [{ guard: 'isAlone', actions: ['goOn', 'show'] }, { actions: 'goOn' }],
} as const

export const cancelling = { CANCEL: { target: 'cancelled', actions: 'noteCancel' } } as const

const cancellingJob = { CANCEL: { target: 'cancelled', actions: ['noteCancel', 'stopJob'] } } as const

const failing = {
  'JOB.FAILED': [
    { guard: 'isStale' },
    { guard: 'canTryAgain', target: 'retrying', actions: 'countFailure' },
    { target: 'failed', actions: ['countFailure', 'noteFailure'] },
  ],
} as const

const losing = {
  'JOB.LOST': [
    { guard: 'isStale' },
    { guard: 'isRealtime', target: 'skipped', actions: 'noteLate' },
    { guard: 'canRepeat', target: 'queued', reenter: true, actions: ['countLoss', 'noteLoss'] },
    { target: 'unknown', actions: ['countLoss', 'noteUnknown'] },
  ],
} as const

const blocking = {
  'JOB.BLOCKED': [{ guard: 'isStale' }, { target: 'blocked', actions: 'keepReason' }],
} as const

const starting = { 'JOB.STARTED': [{ guard: 'isStale' }, { target: 'running' }] } as const

/** Pausing a step that is in a queue takes it out. */
const pausingQueued = {
  PAUSE: [{ guard: 'isAlone', target: 'paused', actions: ['holdOn', 'stopJob'] }, { actions: 'holdOn' }],
  RESUME: { actions: 'goOn' },
} as const

const counted = [{ guard: 'isWaitingForMore', actions: 'countInput' }, ...toWork('countInput')] as const

/** How most nodes wait: for every input, or for the first one that never comes. */
export const waitingForAll = {
  START: counted,
  'UPSTREAM.SUCCEEDED': counted,
  'UPSTREAM.SKIPPED': { target: 'skipped', actions: 'keepSkip' },
} as const

/** A job's result ends the step. */
export const endingWithJob = {
  'JOB.SUCCEEDED': [{ guard: 'isStale' }, { target: 'succeeded', actions: 'keepOutputs' }],
} as const

/**
 * The states of a node that runs jobs. What it waits for, and what the result of a job leads to, is its kind's.
 *
 *   waiting → (held | paused →) queued → running → succeeded
 *                ↑ blocked ↗           ↓ → retrying → queued
 *                unknown ←─────────────┘ → failed          skipped and cancelled end it from outside
 *
 * `held` is a node that is ready while its run is paused, `paused` one that a person paused alone. Every event of an
 * attempt that is over is stale.
 */
export const stepStates = <const W, const S>(waiting: W, succeeding: S) =>
  ({
    waiting: { on: { ...waiting, ...cancelling, ...pausingAhead } },
    held: {
      entry: 'show',
      on: {
        RESUME: [
          { guard: 'isAlone', actions: 'goOn' },
          { target: 'queued', actions: 'goOn' },
        ],
        PAUSE: [{ guard: 'isAlone', target: 'paused', actions: 'holdOn' }, { actions: 'holdOn' }],
        ...cancelling,
      },
    },
    paused: {
      entry: ['notePaused', 'tellHeld', 'show'],
      exit: 'tellReleased',
      on: {
        // The job that was taken away had begun after all.
        'JOB.STARTED': [
          { guard: 'isStale' },
          { guard: 'isRepeatable' },
          { target: 'unknown', actions: 'noteUnknown' },
        ],
        RESUME: [
          { guard: 'isAloneWhilePaused', target: 'held', actions: 'goOn' },
          { guard: 'isAlone', target: 'queued', actions: 'goOn' },
          { actions: 'goOn' },
        ],
        PAUSE: { actions: 'holdOn' },
        ...cancelling,
      },
    },
    queued: {
      entry: ['beginAttempt', 'sendJob', 'show'],
      on: {
        ...starting,
        ...blocking,
        ...succeeding,
        ...failing,
        ...losing,
        ...cancellingJob,
        ...pausingQueued,
      },
    },
    running: {
      entry: ['armTimer', 'startTimeout', 'show'],
      exit: 'dropTimeout',
      on: {
        ...blocking,
        ...succeeding,
        ...failing,
        ...losing,
        TIMER: [
          { guard: 'isStaleTimer' },
          { guard: 'canTryAgain', target: 'retrying', actions: ['stopJob', 'countFailure'] },
          { target: 'failed', actions: ['stopJob', 'countFailure', 'noteFailure'] },
        ],
        ...cancellingJob,
        PAUSE: [
          { guard: 'isAloneAndRepeatable', target: 'paused', actions: ['holdOn', 'stopJob'] },
          { actions: 'holdOn' },
        ],
        RESUME: { actions: 'goOn' },
      },
    },
    retrying: {
      entry: ['armTimer', 'startBackOff', 'show'],
      exit: 'dropBackOff',
      on: {
        TIMER: [{ guard: 'isStaleTimer' }, ...toWork([])],
        RETRY: { target: 'queued', actions: 'goOn' },
        'GIVE.UP': { target: 'failed', actions: ['giveUp', 'noteFailure'] },
        ...cancelling,
        ...pausingAhead,
      },
    },
    blocked: {
      entry: ['tellHeld', 'show'],
      exit: 'tellReleased',
      on: {
        ...starting,
        'JOB.BLOCKED': [{ guard: 'isStale' }, { actions: ['keepReason', 'show'] }],
        ...succeeding,
        ...failing,
        ...losing,
        RETRY: { target: 'queued', actions: ['goOn', 'stopJob'] },
        DONE: { target: 'succeeded', actions: ['keepDone', 'stopJob'] },
        'GIVE.UP': { target: 'failed', actions: ['giveUp', 'stopJob', 'noteFailure'] },
        ...cancellingJob,
        ...pausingQueued,
      },
    },
    unknown: {
      entry: ['tellHeld', 'show'],
      exit: 'tellReleased',
      on: {
        ...succeeding,
        ...failing,
        RETRY: { target: 'queued', actions: ['forgetLosses', 'goOn'] },
        DONE: { target: 'succeeded', actions: 'keepDone' },
        'GIVE.UP': { target: 'failed', actions: ['giveUp', 'noteFailure'] },
        ...cancelling,
        ...pausing,
      },
    },
    succeeded: { type: 'final', entry: ['show', 'tellSucceeded', 'tellSettled'] },
    failed: { type: 'final', entry: ['show', 'tellSkipped', 'tellSettled'] },
    skipped: { type: 'final', entry: ['show', 'tellSkipped', 'tellSettled'] },
    cancelled: { type: 'final', entry: ['show', 'tellCut', 'tellSettled'] },
  }) as const
