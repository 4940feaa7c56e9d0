import { type CommandHandler, handle } from '@segue/bridge'
import { blender, type CommandSpec, fail } from '@segue/protocol'

/** Refusals of everything that only Blender has, which is all that `served` leaves. */
export function needsBlender(served: readonly CommandHandler[]): CommandHandler[] {
  const known = new Set(served.map(({ spec }) => spec.command))
  return Object.values<CommandSpec>(blender)
    .filter(({ command }) => !known.has(command))
    .map((spec) =>
      handle(spec, async () => {
        throw fail({
          code: 'bridge.not_available',
          message: `“${spec.title}” needs Blender itself: the stand-in only draws Segue’s own looks.`,
          hint: 'Install Blender or state its path in SEGUE_BLENDER, then run again.',
          kind: 'environment',
        })
      }),
    )
}
