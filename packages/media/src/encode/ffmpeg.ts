import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { fail } from '@segue/protocol'

const ask = promisify(execFile)

const mayRun = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/**
 * The ffmpeg of this machine: the one that `SEGUE_FFMPEG` names, else the first on the path; `off` is none. Segue
 * brings none, see `docs/licences.md`. Fails with `ffmpeg.missing`; `title` is what it was needed for.
 */
export async function findFfmpeg(title: string, env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const named = env.SEGUE_FFMPEG
  const program = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  const places = named ? [named] : (env.PATH ?? '').split(delimiter).map((folder) => join(folder, program))
  for (const path of named === 'off' ? [] : places) if (await mayRun(path)) return path
  throw fail({
    code: 'ffmpeg.missing',
    message:
      named && named !== 'off'
        ? `There is no program ${named}, which ${title} needs.`
        : `${title} needs the program ffmpeg, and there is none on this machine.`,
    hint: 'Install ffmpeg, or name its path under applications.ffmpeg in the settings; or choose H.264, HEVC, VP9, AV1 or PNG.',
    kind: 'environment',
  })
}

/** Makes sure that an ffmpeg has an encoder. Fails with `ffmpeg.no_encoder` or `ffmpeg.unusable`. */
export async function requireEncoder(program: string, encoder: string, title: string): Promise<void> {
  const { stdout } = await ask(program, ['-hide_banner', '-encoders'], { timeout: 30_000 }).catch(
    (error: unknown) => {
      throw fail({
        code: 'ffmpeg.unusable',
        message: `${program} does not answer: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'Check that it is ffmpeg and starts in a terminal.',
        kind: 'environment',
      })
    },
  )
  const names = stdout.split('\n').map((line) => line.trim().split(/\s+/)[1])
  if (names.includes(encoder)) return
  throw fail({
    code: 'ffmpeg.no_encoder',
    message: `The ffmpeg at ${program} cannot write ${title}: it lacks the encoder “${encoder}”.`,
    hint: 'Install a newer or fuller build of ffmpeg, or choose another format.',
    kind: 'environment',
  })
}
