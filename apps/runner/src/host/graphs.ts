import { compile } from '@segue/engine'
import { bodyOf, recipeOf } from '@segue/engine/testing/recipe'
import { testTypes } from '@segue/engine/testing/types'
import type { Failure } from '@segue/protocol'

/** Graphs of the engine's own test types, for tests of the host. */
export const graph = (...args: Parameters<typeof recipeOf>) => compile(recipeOf(...args), testTypes)

/** a → b. */
export const chain = graph({ a: {}, b: { from: { in0: 'a' } } })
/** Three steps beside each other. */
export const wide = graph({ a: {}, b: {}, c: {} })
/** One step that must not run twice, in an application, and what follows it. */
export const once = graph({ a: { type: 'test.once' }, b: { from: { in0: 'a' } } })
/** One step that is of use at its moment only, and what follows it on another branch. */
export const moment = graph({ a: { type: 'test.live' }, b: {} })
/** A map whose body has the one step `in`. */
export const mapped = graph({ each: { type: 'flow.map', body: bodyOf({ in: {} }) } })

/** A failure of this kind. */
export const failureOf = (kind: Failure['kind']): Failure => ({
  ...{ code: `test.${kind}`, message: `It is ${kind}.`, hint: 'Look again.' },
  ...{ severity: 'error', kind },
})
