import { z } from 'zod'

/**
 * Names an operator. With `id` (TouchDesigner's own number) it never points at another operator that later got the
 * same path: such a handle is refused as `stale_handle`. Without, the path alone counts. All that is told about an
 * operator does as well: what one command answers names the operator for the next.
 */
export const OpHandle = z.object({
  path: z.string().startsWith('/').max(500),
  id: z.number().int().nullable().default(null),
})

/** What is told about an operator. `type` is its create token, such as `noiseTOP`. */
export const OpFact = z.object({
  path: z.string(),
  id: z.number().int(),
  name: z.string(),
  type: z.string(),
  family: z.string(),
  x: z.number(),
  y: z.number(),
  /** Paths of the operators on its inputs, in order; an empty text for an open input between two wires. */
  inputs: z.array(z.string()),
  errors: z.array(z.string()),
})

/** A name that TouchDesigner takes unchanged. */
export const OpName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,79}$/)

/** The operators that may be made. Those that hold scripts are left out: nothing on the wire becomes code. */
export const OpType = z.enum([
  'baseCOMP',
  'containerCOMP',
  'audiofileinCHOP',
  'audiodeviceoutCHOP',
  'audiospectrumCHOP',
  'audiofilterCHOP',
  'analyzeCHOP',
  'lagCHOP',
  'filterCHOP',
  'mathCHOP',
  'constantCHOP',
  'lfoCHOP',
  'noiseCHOP',
  'triggerCHOP',
  'selectCHOP',
  'selectTOP',
  'mergeCHOP',
  'renameCHOP',
  'nullCHOP',
  'recordCHOP',
  'beatCHOP',
  'infoCHOP',
  'moviefileinTOP',
  'moviefileoutTOP',
  'constantTOP',
  'noiseTOP',
  'rampTOP',
  'circleTOP',
  'rectangleTOP',
  'levelTOP',
  'transformTOP',
  'blurTOP',
  'compositeTOP',
  'feedbackTOP',
  'nullTOP',
  'choptoTOP',
  'tableDAT',
])

/** A parameter by its name in scripts, such as `resolutionw`. */
export const ParName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,79}$/)
/** What a parameter can hold. Operators are named by path, or by name when they stand beside it. */
export const ParValue = z.union([z.number(), z.boolean(), z.string().max(4000)])
