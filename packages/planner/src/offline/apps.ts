import type { Recipe } from '@segue/protocol'
import type { PlannerType, PlannerTypes } from '../types.ts'

const called: Readonly<Record<string, RegExp>> = {
  live: /\b(?:ableton(?: live)?|in live|of live|live(?=\s+(?:set|export|and)\b)|live$)\b|\bLive\b/g,
  td: /\b(?:touch ?designer|td)\b/gi,
  blender: /\bblender\b/gi,
  obs: /\bobs\b/gi,
  osc: /\bosc\b/gi,
}

/** The applications that a sentence names, and the sentence without their names. */
export function appsNamed(text: string): { apps: Set<string>; rest: string } {
  const apps = new Set<string>()
  let rest = text
  for (const [app, words] of Object.entries(called)) {
    if (rest.search(words) < 0) continue
    apps.add(app)
    rest = rest.replaceAll(words, ' ')
  }
  return { apps, rest: rest.replaceAll(/\s+/g, ' ').trim() }
}

/** Whether a node type belongs to an application. */
export const belongsTo = ({ id, lane }: PlannerType, app: string): boolean =>
  lane === app || id.startsWith(`${app}.`)

/** The applications that a recipe uses, bodies left out. */
export const appsOf = ({ graph }: Recipe, types: PlannerTypes): Set<string> =>
  new Set(
    Object.values(graph.nodes).flatMap(({ type }) => {
      const lane = types.get(type)?.lane
      return lane === undefined || lane === 'local' || lane === 'media' ? [] : [lane]
    }),
  )
