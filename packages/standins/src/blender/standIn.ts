import type { Bridge } from '@segue/bridge'
import { standInVersions } from '../versions.ts'
import { appHandlers } from './app.ts'
import { fileHandlers } from './file.ts'
import { keysHandlers } from './keys.ts'
import { markersHandlers } from './markers.ts'
import { needsBlender } from './needsBlender.ts'
import { Desk } from './openScene.ts'
import { renderHandlers } from './render.ts'
import { sceneHandlers } from './scene.ts'

/** Blender's place taken by a canvas: builds, animates, saves and draws Segue's own looks. */
export function createBlender(): Bridge {
  const desk = new Desk()
  const served = [
    ...appHandlers(),
    ...fileHandlers(desk),
    ...sceneHandlers(desk),
    ...keysHandlers(desk),
    ...markersHandlers(desk),
    ...renderHandlers(desk),
  ]
  return {
    app: 'blender',
    name: 'Built-in stand-in for Blender',
    version: standInVersions.blender,
    standIn: true,
    handlers: [...served, ...needsBlender(served)],
  }
}

/** The one that the runner starts. */
export const blenderStandIn: Bridge = createBlender()
