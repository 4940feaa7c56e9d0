/** A length as people read it: 75.2 seconds are `1:16`. */
export function clock(seconds: number): string {
  const whole = Math.ceil(seconds - 1e-6)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
