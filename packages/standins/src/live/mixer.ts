import type { LiveSet, LiveTrack } from '@segue/media/als/liveSet'

/** What the mixer does to one track: its own strip, then its groups. */
export interface Strip {
  heard: boolean
  gain: number
  pan: number
  /** Why it is not heard. */
  reason: string
}

/** The strip of every track: volume, pan, mute and solo, groups included. Main volume is part of the gain. */
export function stripsOf(set: LiveSet): Map<LiveTrack, Strip> {
  const byId = new Map(set.tracks.map((track) => [track.id, track]))
  const chainOf = (track: LiveTrack): LiveTrack[] => {
    const chain = [track]
    for (let up = byId.get(track.groupId ?? Number.NaN); up && !chain.includes(up); ) {
      chain.push(up)
      up = byId.get(up.groupId ?? Number.NaN)
    }
    return chain
  }
  const anySolo = set.tracks.some((track) => track.soloed && track.kind !== 'return')
  return new Map(
    set.tracks.map((track) => {
      const chain = chainOf(track)
      const muted = chain.find((t) => t.muted)
      const soloed = chain.some((t) => t.soloed)
      const strip: Strip = {
        heard: !muted && (!anySolo || soloed),
        gain: chain.reduce((gain, t) => gain * t.volume, set.mainVolume),
        pan: Math.min(
          1,
          Math.max(
            -1,
            chain.reduce((pan, t) => pan + t.pan, 0),
          ),
        ),
        reason: muted
          ? muted === track
            ? 'Muted'
            : `Its group ${muted.name} is muted`
          : 'Another track is soloed',
      }
      return [track, strip]
    }),
  )
}
