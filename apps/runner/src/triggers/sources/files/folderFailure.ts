import { type Failure, fail, failureOf } from '@segue/protocol'

/** The failure of a folder that cannot be looked at. It is tried again until it can. */
export function folderFailure(folder: string, error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (['ENOENT', 'ENOTDIR', 'ENODEV', 'EHOSTDOWN', 'ESTALE'].includes(code))
    return failureOf(folderMissing(folder))
  if (code === 'EACCES' || code === 'EPERM')
    return failureOf(
      fail({
        code: 'files.folder_closed',
        message: `Segue may not look into ${folder}.`,
        hint: 'Allow it in the settings of the folder, or of the system under privacy. It goes on by itself.',
        kind: 'environment',
      }),
    )
  if (code === '') return failureOf(error)
  return failureOf(
    fail({
      code: 'files.folder_unreadable',
      message: `${folder} cannot be read: ${failureOf(error).message}`,
      hint: 'Look whether its disk or share works. It is tried again by itself.',
      kind: 'environment',
    }),
  )
}

const folderMissing = (folder: string) =>
  fail({
    code: 'files.folder_missing',
    message: `The folder ${folder} is not there.`,
    hint: 'Make it, or plug in the disk that it lies on. It goes on by itself.',
    kind: 'environment',
  })

/** The failure of a disk or share that was there before. */
export const shareMissing = (place: string) =>
  fail({
    code: 'files.share_missing',
    message: `The disk or share ${place} is not connected.`,
    hint: 'Connect it again. It goes on by itself, and what came meanwhile starts then.',
    kind: 'environment',
  })
