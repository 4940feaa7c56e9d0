/** Frames that are mixed at once. */
export const blockFrames = 2048

/** One block of stereo sound that voices add to. */
export interface Bus {
  left: Float32Array<ArrayBuffer>
  right: Float32Array<ArrayBuffer>
}

/** A silent bus of `frames` frames. */
export function createBus(frames: number): Bus {
  return { left: new Float32Array(frames), right: new Float32Array(frames) }
}

/** Left and right gain of a pan position, −1 to 1: a balance, so that the middle changes nothing. */
export function balance(pan: number): [number, number] {
  return [Math.min(1, 1 - pan), Math.min(1, 1 + pan)]
}
