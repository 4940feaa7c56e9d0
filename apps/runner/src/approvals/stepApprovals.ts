import type { Trusted } from '@segue/nodes'
import { type ArtifactRef, fail, mimeTypes } from '@segue/protocol'
import type { Approvals } from './approvals.ts'

/** What a step may know and do of approvals. */
export interface StepApprovals {
  trusted(): Promise<Trusted>
  /** Fails with `python.off` or `python.unapproved`. */
  approved(text: string): Promise<string>
  /** Notes a scene that the step has saved. */
  saved(ref: ArtifactRef): void
}

export interface StepApprovalOptions {
  approvals: Approvals
  /** Whether this home lets Python run in Blender at all. */
  python: boolean
  step: { runId: string; nodeId: string; name: string }
  /** Files that the step was given, in its inputs and its params. */
  given: () => readonly ArtifactRef[]
}

/** Pictures, sound and curves bring no scripts into a scene; anything else could. */
const harmless = (mime: string) => /^(image|audio|video)\//.test(mime) || mime === mimeTypes.channels

/** The approvals as one step sees them. */
export function stepApprovals({ approvals, python, step, given }: StepApprovalOptions): StepApprovals {
  return {
    trusted: async () => approvals.trusted(),
    async approved(text) {
      if (!python)
        throw fail({
          code: 'python.off',
          message:
            'Python in Blender is off. To allow it, put "code": { "blenderPython": true } into config.json of the home and start Segue again.',
          hint: 'Every text still has to be approved by a person before it runs.',
          kind: 'environment',
        })
      const grant = approvals.python(text, step)
      if (grant !== null) return grant
      throw fail({
        code: 'python.unapproved',
        message:
          'This Python waits for a person: read it, then approve exactly this text, here or with `segue code`.',
        hint: 'A changed text needs a new approval.',
        kind: 'environment',
      })
    },
    saved(ref) {
      if (ref.mime !== mimeTypes.blend) return
      const from = given().filter(({ mime }) => !harmless(mime))
      approvals.derive(
        { hash: ref.artifactId, name: ref.name },
        from.map(({ artifactId }) => artifactId),
      )
    },
  }
}
