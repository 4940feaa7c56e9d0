import type { Role } from './role.ts'

/** How much of a sketched track goes to the room and the echo, and how far the kick pushes it down (0–1). */
export interface Sends {
  reverb: number
  echo: number
  duck: number
}

const none: Sends = { reverb: 0, echo: 0, duck: 0 }

const sends: Record<Role, Sends> = {
  drums: { reverb: 0.03, echo: 0, duck: 0 },
  bass: { reverb: 0, echo: 0, duck: 0.6 },
  sub: { reverb: 0, echo: 0, duck: 0.6 },
  pad: { reverb: 0.34, echo: 0, duck: 0.55 },
  stab: { reverb: 0.26, echo: 0.1, duck: 0.5 },
  lead: { reverb: 0.22, echo: 0.24, duck: 0.25 },
  pluck: { reverb: 0.26, echo: 0.28, duck: 0.3 },
  keys: { reverb: 0.22, echo: 0.06, duck: 0.3 },
  riser: { reverb: 0.3, echo: 0, duck: 0.2 },
}

/** Sends of a track; recorded and sampled ones stay as they are. A snare or clap of its own gets some room. */
export function sendsOf(role: Role | null, trackName: string): Sends {
  if (role === null) return none
  if (role === 'drums' && /snare|clap/i.test(trackName)) return { ...sends.drums, reverb: 0.13 }
  return sends[role]
}
