const pausing = { PAUSE: { actions: 'pause' }, RESUME: { actions: 'resume' } } as const

const cancelling = { CANCEL: { target: 'cancelled', actions: 'keepReason' } } as const

const inputDone = [
  { guard: 'isWaitingForMore', actions: 'countInput' },
  { guard: 'isOff', target: 'skipped', actions: 'countInput' },
  { guard: 'isInstant', target: 'succeeded', actions: 'countInput' },
  { guard: 'isPaused', target: 'held', actions: 'countInput' },
  { target: 'queued', actions: 'countInput' },
] as const

const succeeding = {
  'JOB.SUCCEEDED': [{ guard: 'isStale' }, { target: 'succeeded', actions: 'keepOutputs' }],
} as const

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
    { guard: 'canRepeat', target: 'queued', reenter: true, actions: ['countLoss', 'noteLoss'] },
    { target: 'unknown', actions: ['countLoss', 'noteUnknown'] },
  ],
} as const

/**
 * The machine of one node, as plain JSON: names only, so that it is stored with the run and drawn.
 *
 *   waiting → (held →) queued → running → succeeded
 *               ↑ blocked ↗        ↓ → retrying → queued
 *               unknown ←──────────┘ → failed          skipped and cancelled end it from outside
 *
 * `held` is a node that is ready while its run is paused. Every event of an attempt that is over is stale.
 */
export const nodeConfig = {
  id: 'node',
  initial: 'waiting',
  options: { maxIterations: 50 },
  states: {
    waiting: {
      on: {
        START: inputDone,
        'UPSTREAM.SUCCEEDED': inputDone,
        'UPSTREAM.SKIPPED': { target: 'skipped', actions: 'keepReason' },
        ...cancelling,
        ...pausing,
      },
    },
    held: {
      entry: 'show',
      on: { RESUME: { target: 'queued', actions: 'resume' }, ...cancelling },
    },
    queued: {
      entry: ['beginAttempt', 'sendJob', 'show'],
      on: {
        'JOB.STARTED': [{ guard: 'isStale' }, { target: 'running' }],
        'JOB.BLOCKED': [{ guard: 'isStale' }, { target: 'blocked', actions: 'keepReason' }],
        ...succeeding,
        ...failing,
        ...losing,
        CANCEL: { target: 'cancelled', actions: ['keepReason', 'stopJob'] },
        ...pausing,
      },
    },
    running: {
      entry: ['armTimer', 'startTimeout', 'show'],
      exit: 'dropTimeout',
      on: {
        ...succeeding,
        ...failing,
        ...losing,
        TIMER: [
          { guard: 'isTimeoutToTryAgain', target: 'retrying', actions: ['stopJob', 'countFailure'] },
          { guard: 'isTimeout', target: 'failed', actions: ['stopJob', 'countFailure', 'noteFailure'] },
        ],
        CANCEL: { target: 'cancelled', actions: ['keepReason', 'stopJob'] },
        ...pausing,
      },
    },
    retrying: {
      entry: ['armTimer', 'startBackOff', 'show'],
      exit: 'dropBackOff',
      on: {
        TIMER: [
          { guard: 'isRetryTimerWhilePaused', target: 'held' },
          { guard: 'isRetryTimer', target: 'queued' },
        ],
        RETRY: { target: 'queued' },
        ...cancelling,
        ...pausing,
      },
    },
    blocked: {
      entry: ['tellHeld', 'show'],
      exit: 'tellReleased',
      on: {
        'JOB.STARTED': [{ guard: 'isStale' }, { target: 'running' }],
        ...succeeding,
        ...failing,
        ...losing,
        RETRY: { target: 'queued', actions: 'stopJob' },
        CANCEL: { target: 'cancelled', actions: ['keepReason', 'stopJob'] },
        ...pausing,
      },
    },
    unknown: {
      entry: ['tellHeld', 'show'],
      exit: 'tellReleased',
      on: {
        ...succeeding,
        ...failing,
        RETRY: { target: 'queued', actions: 'forgetLosses' },
        ...cancelling,
        ...pausing,
      },
    },
    succeeded: { type: 'final', entry: ['show', 'tellSucceeded', 'tellSettled'] },
    failed: { type: 'final', entry: ['show', 'tellSkipped', 'tellSettled'] },
    skipped: { type: 'final', entry: ['show', 'tellSkipped', 'tellSettled'] },
    cancelled: { type: 'final', entry: ['show', 'tellSettled'] },
  },
} as const
