import { type Fps, fail } from '@segue/protocol'

/** A loop in musical terms. `beats` are quarter notes per bar, `bpm` quarter notes per minute. */
export interface LoopShape {
  bars: number
  beats: number
  bpm: number
  fps: Fps
}

/** Frames of a loop: the nearest whole number. The last one stands right before the first. Fails with `loop.empty`. */
export function loopFrames({ bars, beats, bpm, fps }: LoopShape): number {
  const frames = Math.round((bars * beats * 60 * fps.num) / (bpm * fps.den))
  if (frames >= 1) return frames
  throw fail({
    code: 'loop.empty',
    message: 'The loop is shorter than one frame.',
    hint: 'Give it more bars.',
    kind: 'input',
  })
}

/** The frames of a loop on which its beats fall. */
export function beatFrames(shape: LoopShape): number[] {
  const { bars, beats, bpm, fps } = shape
  const count = Math.max(0, Math.ceil(bars * beats - 1e-6))
  return Array.from({ length: count }, (_, k) => Math.floor((k * 60 * fps.num) / (bpm * fps.den) + 1e-6))
}

/** How far the frames drift from the music by each turn of the loop, in seconds; 0 when they fit exactly. */
export function loopDriftSec(shape: LoopShape): number {
  const exact = (shape.bars * shape.beats * 60) / shape.bpm
  return (loopFrames(shape) * shape.fps.den) / shape.fps.num - exact
}
