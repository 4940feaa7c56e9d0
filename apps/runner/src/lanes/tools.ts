import type { MediaMeta } from '@segue/protocol'

/** Small media work done in a worker process for the runner itself: previews and facts of uploads. */
export const tools = {
  async factsOf(path: string, mime: string): Promise<MediaMeta> {
    return { remarks: [path, mime] }
  },
  async peaksOf(path: string): Promise<number[]> {
    return [path.length]
  },
  async curvesOf(
    path: string,
  ): Promise<{ curves: { name: string; points: number[] }[]; durationSec: number }> {
    return { curves: [{ name: path, points: [] }], durationSec: 0 }
  },
  async posterOf(path: string): Promise<Uint8Array> {
    return new TextEncoder().encode(path)
  },
}
export type Tools = typeof tools
export type ToolName = keyof Tools
