/**
 * Pushes sound down when the kick plays and lets it back, as dance records do: `kicks` are frames in order.
 * Gives the depth (0–1) per frame of a block; blocks must follow each other.
 */
export function createDucker(
  kicks: readonly number[],
  rate: number,
): (at: number, depth: Float32Array) => void {
  const fall = Math.exp(-1 / (0.11 * rate))
  const smooth = 1 - Math.exp(-1 / (0.003 * rate))
  let next = 0
  let [target, level] = [0, 0]
  return (at, depth) => {
    while ((kicks[next] ?? Infinity) < at) next++
    for (let i = 0; i < depth.length; i++) {
      if (kicks[next] === at + i) {
        target = 1
        while (kicks[next] === at + i) next++
      } else target *= fall
      level += (target - level) * smooth
      depth[i] = level
    }
  }
}
