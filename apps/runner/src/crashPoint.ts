import { fail } from '@segue/protocol'

/** Instants at which a process is most easily caught between two truths, in the order in which a run meets them. */
export const crashPoints = [
  /** A run is asked for; nothing is written. */
  'accept.before',
  /** The run is on disk; nobody has been told. */
  'accept.after',
  /** A job is noted as running; its lane does not know. */
  'job.claimed',
  /** The lane has the job. */
  'job.sent',
  /** A file lies where it belongs; no list names it. */
  'artifact.moved',
  /** The lane has answered; nothing of it is written. */
  'job.replied',
  /** Child runs are written in a commit that has not ended. */
  'children.spawned',
  /** A commit is on disk; nothing of it has been told. */
  'commit.done',
] as const
export type CrashPoint = (typeof crashPoints)[number]

/** The same for what starts by itself. */
export const triggerPoints = [
  /** A moment has come; that is not on disk. */
  'firing.before',
  /** The firing is on disk; no run is. */
  'firing.stored',
  /** Its run is on disk; the firing does not say so. */
  'firing.started',
] as const
export type TriggerPoint = (typeof triggerPoints)[number]

type AnyPoint = CrashPoint | TriggerPoint
const anyPoint: readonly AnyPoint[] = [...crashPoints, ...triggerPoints]

let armed: { at: AnyPoint; left: number } | null = read(process.env.SEGUE_CRASH_AT)

/** Reads `name` or `name:n`: the n-th time that this point is passed. Fails with `crash.unknown_point`. */
function read(text: string | undefined): { at: AnyPoint; left: number } | null {
  if (!text) return null
  const [name = '', count = '1'] = text.split(':')
  const at = anyPoint.find((point) => point === name)
  if (at) return { at, left: Number(count) }
  throw fail({
    code: 'crash.unknown_point',
    message: `SEGUE_CRASH_AT names no crash point: “${text}”.`,
    hint: `Leave it out, or choose one of ${anyPoint.join(', ')}.`,
    kind: 'input',
  })
}

/** Says from now on where to die, as `SEGUE_CRASH_AT` does from the beginning. */
export function armCrash(text: string): void {
  armed = read(text)
}

/** Ends this process here, as `kill -9` from outside would, when the crash harness asked for it; else does nothing. */
export function crashPoint(name: AnyPoint): void {
  if (armed === null || armed.at !== name) return
  armed.left -= 1
  if (armed.left > 0) return
  process.kill(process.pid, 'SIGKILL')
  // The signal may reach another thread first; this one must get no further meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}
