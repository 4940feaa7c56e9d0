import type { SceneSpec } from '@segue/protocol'
import type { Format } from '../look.ts'

const rad = Math.PI / 180

/** Where the camera hangs on its pivot: angles in radians, lengths in Blender units, lens in mm. */
export interface View {
  elevation: number
  distance: number
  /** How far the camera looks down. */
  pitch: number
  lensMm: number
}

/** The composition of one format. Fractions are of the height, from the top. */
export interface Composition {
  wide: View
  close: View
  sensorFit: 'horizontal' | 'vertical'
  /** Focal length in picture heights, per mm of lens. */
  focalPerMm: number
  sunRadius: number
  sunHeight: number
  horizon: number
  /** Rings that stay bright: fewer where the bottom of the picture must stay quiet. */
  reach: number
}

export const pivotHeight = 0.9
export const sensorMm = 36
export const sunDistance = 26

const view = (elevation: number, distance: number, pitch: number, lensMm: number): View => ({
  elevation: elevation * rad,
  distance,
  pitch: pitch * rad,
  lensMm,
})

/** Each format has a camera of its own; the world is the same. */
export const compositions: Record<Format, Composition> = {
  '16:9': {
    wide: view(15, 12.5, 11.1, 30),
    close: view(38, 15, 37, 50),
    sensorFit: 'horizontal',
    focalPerMm: 16 / 9 / sensorMm,
    sunRadius: 5.6,
    sunHeight: 3.1,
    horizon: 0.476,
    reach: 39,
  },
  '9:16': {
    wide: view(19, 19, 15.2, 36),
    close: view(38, 17, 40.4, 50),
    sensorFit: 'vertical',
    focalPerMm: 1 / sensorMm,
    sunRadius: 5.4,
    sunHeight: 3.1,
    horizon: 0.452,
    reach: 35,
  },
  '1:1': {
    wide: view(19, 15, 13.77, 42),
    close: view(38, 15, 39.4, 62),
    sensorFit: 'horizontal',
    focalPerMm: 1 / sensorMm,
    sunRadius: 6.15,
    sunHeight: 3.17,
    horizon: 0.476,
    reach: 36,
  },
}

/** Camera position in the pivot's space; `push` shortens the way to the core. */
export function cameraAt({ elevation, distance }: View, push = 0): [number, number, number] {
  const reach = distance * (1 - push)
  return [0, -reach * Math.cos(elevation), reach * Math.sin(elevation)]
}

/** Height of a point `away` units in front of the wide camera that stands at `fraction` of the picture. */
export function heightAt({ wide, focalPerMm }: Composition, fraction: number, away: number): number {
  const [, , up] = cameraAt(wide)
  const down = wide.pitch + Math.atan((fraction - 0.5) / (focalPerMm * wide.lensMm))
  return pivotHeight + up - Math.tan(down) * away
}

/** The wide camera as the scene states it. */
export function cameraOf({ wide, sensorFit }: Composition): SceneSpec['camera'] {
  return {
    name: 'camera',
    location: cameraAt(wide),
    rotation: [Math.PI / 2 - wide.pitch, 0, 0],
    parent: 'pivot',
    lensMm: wide.lensMm,
    sensorMm,
    sensorFit,
  }
}
