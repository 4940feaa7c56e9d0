import type { SceneSpec } from '@segue/protocol'
import type { Format } from '../look.ts'

export const sensorMm = 36
/** The eye stands this high over the water, in Blender units. */
export const eyeHeight = 1
/** The sky is a wall this far away. */
export const skyDistance = 60

/** The composition of one format. Heights are fractions of the picture, from the top. */
export interface Composition {
  horizon: number
  /** Middle and radius of the moon. */
  moon: number
  moonRadius: number
  lensMm: number
  /** The lens of the close view, which holds the moon in the middle. */
  closeMm: number
  sensorFit: 'horizontal' | 'vertical'
  /** Focal length in picture heights, per mm of lens. */
  focalPerMm: number
  /** The reflection stays bright up to here. */
  reach: number
}

/** Each format has a camera of its own; the world is the same. */
export const compositions: Record<Format, Composition> = {
  '16:9': {
    horizon: 0.7,
    moon: 0.36,
    moonRadius: 0.17,
    lensMm: 35,
    closeMm: 54,
    sensorFit: 'horizontal',
    focalPerMm: 16 / 9 / sensorMm,
    reach: 1.1,
  },
  '9:16': {
    horizon: 0.62,
    moon: 0.38,
    moonRadius: 0.105,
    lensMm: 32,
    closeMm: 44,
    sensorFit: 'vertical',
    focalPerMm: 1 / sensorMm,
    reach: 0.8,
  },
  '1:1': {
    horizon: 0.68,
    moon: 0.36,
    moonRadius: 0.165,
    lensMm: 35,
    closeMm: 50,
    sensorFit: 'horizontal',
    focalPerMm: 1 / sensorMm,
    reach: 1,
  },
}

const focalOf = ({ focalPerMm, lensMm }: Composition) => focalPerMm * lensMm

/** The water ends just before the sky; what stands behind is cut there. */
export const waterEnd = skyDistance - 1

/** How far the camera looks up, radians, so that the far edge of the water lies where the horizon should. */
export function pitchOf(composition: Composition): number {
  return Math.atan((composition.horizon - 0.5) / focalOf(composition)) - Math.atan(eyeHeight / waterEnd)
}

/** Elevation over the horizon, radians, of what stands at `fraction` of the picture's height. */
export function elevationOf(composition: Composition, fraction: number): number {
  return pitchOf(composition) - Math.atan((fraction - 0.5) / focalOf(composition))
}

/** The moon, and a place for what lies behind or before it on the same line of sight. */
export interface Moon {
  elevation: number
  /** Blender units at `skyDistance`. */
  radius: number
  at(away: number): [number, number, number]
}

export function moonOf(composition: Composition): Moon {
  const elevation = elevationOf(composition, composition.moon)
  const radius = (composition.moonRadius / focalOf(composition)) * (skyDistance / Math.cos(elevation))
  return { elevation, radius, at: (away) => [0, away, eyeHeight + away * Math.tan(elevation)] }
}

/** A line on the water at `fraction` of the picture's height: how far away, and units per picture height there. */
export function waterAt(composition: Composition, fraction: number): { away: number; unit: number } {
  const away = eyeHeight / Math.tan(-elevationOf(composition, fraction))
  return { away, unit: away / focalOf(composition) }
}

/** The wide camera as the scene states it. */
export function cameraOf(composition: Composition): SceneSpec['camera'] {
  return {
    name: 'camera',
    location: [0, 0, eyeHeight],
    rotation: [Math.PI / 2 + pitchOf(composition), 0, 0],
    lensMm: composition.lensMm,
    sensorMm,
    sensorFit: composition.sensorFit,
  }
}
