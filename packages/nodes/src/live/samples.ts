import { dirname } from 'node:path'
import { findSound } from '@segue/media/als/fileRef'
import { readSet } from '@segue/media/als/read'
import type { ArtifactRef } from '@segue/protocol'
import { z } from 'zod'
import type { ForeseeArgs } from '../defineNode.ts'
import { digest } from '../fileFacts.ts'

type Looking = ForeseeArgs<unknown, unknown>['use']

const Named = z.array(z.object({ name: z.string(), candidates: z.array(z.string()) }))

/** The sound files that a Live Set plays, and where each lies now; null when it is not on this machine. */
export async function samplesOf(
  set: ArtifactRef,
  use: Looking,
): Promise<{ name: string; path: string | null }[]> {
  const origin = await use.origin(set)
  const root = origin === null ? null : dirname(origin)
  const key = `samples:${digest([set.artifactId, root])}`
  const known = Named.safeParse(await use.recall(key))
  const list = known.success ? known.data : await read(set, root, use)
  if (!known.success) await use.remember(key, list)
  return Promise.all(list.map(async ({ name, candidates }) => ({ name, path: await findSound(candidates) })))
}

/** A set that cannot be read plays nothing here; the step itself says what is wrong with it. */
async function read(set: ArtifactRef, root: string | null, use: Looking): Promise<z.output<typeof Named>> {
  const path = await use.path(set)
  const media = await readSet(path, { name: set.name, root }).then(
    (found) => found.media,
    () => [],
  )
  return media.map(({ name, candidates }) => ({ name, candidates }))
}
