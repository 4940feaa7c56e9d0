/** What else happens in a simulated world, as chances per step of the scheduler. */
export interface Mood {
  /** The runner dies: between two steps, or at one of the points that it passes next. */
  crash: number
  /** A second runner opens the store while the first one lives on. */
  zombie: number
  /** The runner is closed, and started again. */
  close: number
  /** A connection to an application, or to a browser, is cut, and all that is on its way is lost. */
  cut: number
  /** An application dies, says goodbye, or stops answering for a while. */
  trouble: number
  /** A lane cannot go on with a job. */
  block: number
  /** The disk is full for a while. */
  full: number
  /** Somebody pauses or resumes a run or a step, changes priorities and the queue, keeps and removes runs. */
  people: number
  /** Somebody cancels a run. */
  cancel: number
  /** Somebody decides about single steps. */
  orders: number
  /** Time passes although there is something to do, or the clock is set. */
  time: number
}

const calm: Mood = {
  ...{ crash: 0, zombie: 0, close: 0, cut: 0, trouble: 0, block: 0 },
  ...{ full: 0, people: 0, cancel: 0, orders: 0, time: 0 },
}
const faulty: Mood = { ...calm, crash: 0.02, close: 0.005, cut: 0.01, block: 0.02, people: 0.02 }

/** Kinds of simulated worlds. In the first two nothing but the world decides how a run ends. */
export const moods = {
  /** Only the order is random, replies come twice, and steps take their time. */
  calm,
  /** The runner dies and starts again, connections break, lanes are not ready, people pause and reorder. */
  faulty,
  /** Somebody cancels, and decides about single steps. */
  steered: { ...faulty, crash: 0.01, cancel: 0.01, orders: 0.04 },
  /** Everything, also applications that die, a full disk, a second runner, and clocks that are set. */
  wild: {
    ...{ crash: 0.02, zombie: 0.003, close: 0.005, cut: 0.01, trouble: 0.02, block: 0.01 },
    ...{ full: 0.005, people: 0.03, cancel: 0.003, orders: 0.01, time: 0.02 },
  },
} as const satisfies Record<string, Mood>
export type MoodName = keyof typeof moods

/** Whether the reference executor knows how runs end. */
export const isCertain = (mood: MoodName): boolean => mood === 'calm' || mood === 'faulty'
