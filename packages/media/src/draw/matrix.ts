/** A 3×4 affine matrix in rows: x' = m0·x + m1·y + m2·z + m3, … */
export type Matrix = Float64Array

/** Location, Euler XYZ rotation (radians) and scale, nine numbers from `offset`, as Blender combines them. */
export function compose(values: Float64Array, offset = 0): Matrix {
  const at = (i: number) => values[offset + i] ?? 0
  const [cx, sx] = [Math.cos(at(3)), Math.sin(at(3))]
  const [cy, sy] = [Math.cos(at(4)), Math.sin(at(4))]
  const [cz, sz] = [Math.cos(at(5)), Math.sin(at(5))]
  const [kx, ky, kz] = [at(6), at(7), at(8)]
  return Float64Array.of(
    cy * cz * kx,
    (sx * sy * cz - cx * sz) * ky,
    (cx * sy * cz + sx * sz) * kz,
    at(0),
    cy * sz * kx,
    (sx * sy * sz + cx * cz) * ky,
    (cx * sy * sz - sx * cz) * kz,
    at(1),
    -sy * kx,
    sx * cy * ky,
    cx * cy * kz,
    at(2),
  )
}

/** `a` after `b`: what `b` places is moved on by `a`. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const out = new Float64Array(12)
  for (let row = 0; row < 12; row += 4) {
    const [p, q, r] = [a[row] ?? 0, a[row + 1] ?? 0, a[row + 2] ?? 0]
    for (let column = 0; column < 4; column++) {
      out[row + column] = p * (b[column] ?? 0) + q * (b[4 + column] ?? 0) + r * (b[8 + column] ?? 0)
    }
    out[row + 3] = (out[row + 3] ?? 0) + (a[row + 3] ?? 0)
  }
  return out
}
