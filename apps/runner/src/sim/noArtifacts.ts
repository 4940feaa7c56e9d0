import { fail } from '@segue/protocol'
import type { ArtifactStore } from '../artifacts/artifactStore.ts'

const missing = () =>
  Promise.reject(fail({ code: 'artifact.missing', message: 'No files here.', hint: '-', kind: 'input' }))

/** Steps of simulated worlds make no files: those need a real disk, and are tested with one. */
export const noArtifacts: ArtifactStore = {
  putFile: missing,
  putBytes: missing,
  putStream: missing,
  path: missing,
  origin: () => null,
  has: () => false,
  lacks: (ids) => ids.length,
  remove: () => [],
  sweepStrays: async () => 0,
  bytes: () => 0,
}
