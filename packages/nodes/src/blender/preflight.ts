import { basename } from 'node:path'
import { type Failure, type FileFacts, fail, type Severity } from '@segue/protocol'
import type { RenderParams } from './picture.ts'

/** What stands in the way of a good render of a file. */
export interface Problem {
  severity: Severity
  code: string
  message: string
  hint: string
  /** Where it is: `image "Bark"`, `driver of objects "Cube"`; empty for the file as a whole. */
  place: string
}

/** What a person allows although the pictures will differ from what the file says. */
export interface Allowed {
  allowMissing: boolean
  allowCpu: boolean
  allowBlocked: boolean
  allowOlder: boolean
}

const problem = (severity: Severity, code: string, words: Omit<Problem, 'severity' | 'code'>): Problem => ({
  severity,
  code: `scene.${code}`,
  ...words,
})

/** A file's name without its place, which is nobody else's business. */
const named = (path: string): string => basename(path.replaceAll('\\', '/'))

/** The first two numbers: the third one of a file is not the third one of a Blender. */
const release = (version: string): number => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1000 + minor
}

/** Everything that will go wrong or look different when this file is rendered here. Errors stop a render. */
export function problemsOf(
  facts: FileFacts,
  { allowMissing, allowCpu, allowBlocked, allowOlder }: Allowed,
): Problem[] {
  const found: Problem[] = []
  for (const { of, path } of facts.missing)
    found.push(
      problem(allowMissing ? 'warning' : 'error', 'file_missing', {
        message: `${of} is missing: ${named(path)}`,
        hint: 'Put the file back where the scene looks for it, or allow missing files on the node.',
        place: of,
      }),
    )
  for (const place of facts.blockedScripts)
    found.push(
      problem(place.startsWith('text') || allowBlocked ? 'warning' : 'error', 'scripts_blocked', {
        message: `Scripts are off, so ${place} stands still.`,
        hint: 'When you trust this file, run `segue trust FILE.blend`; Segue then opens exactly these bytes with scripts on.',
        place,
      }),
    )
  if (facts.wantsGpu && facts.device === 'CPU only')
    found.push(
      problem(allowCpu ? 'warning' : 'error', 'no_gpu', {
        message: 'The file renders on a GPU, and Blender finds none on this machine.',
        hint: 'Render it on a machine with a GPU, or allow the CPU on the node: slower, and not quite the same noise.',
        place: '',
      }),
    )
  if (facts.denoise && !facts.denoiser)
    found.push(
      problem('warning', 'no_denoiser', {
        message: 'The file denoises, and this Blender has no denoiser; the pictures will be noisier.',
        hint: 'Use a build from blender.org, or raise the samples.',
        place: '',
      }),
    )
  if (facts.camera === null && facts.markedCameras.length === 0 && !facts.sequencer)
    found.push(
      problem('error', 'no_camera', {
        message: 'The scene has no camera.',
        hint: 'Choose a camera in Blender, save the file and give it again.',
        place: '',
      }),
    )
  if (release(facts.savedWith) > release(facts.version))
    found.push(
      problem(allowOlder ? 'warning' : 'error', 'newer_file', {
        message: `The file was saved with Blender ${facts.savedWith}, newer than ${facts.version} here; parts of it may be lost.`,
        hint: `Install Blender ${facts.savedWith.split('.', 2).join('.')} or newer, name its path under applications.blender in the settings where Segue does not find it, or allow an older Blender on the node.`,
        place: '',
      }),
    )
  if (facts.simulations.length > 0)
    found.push(
      problem('warning', 'not_baked', {
        message: `Not baked: ${facts.simulations.join(', ')}. The frames can only be rendered in one go.`,
        hint: 'Put Bake before the render, or bake it in Blender; then every frame stands on its own.',
        place: facts.simulations[0] ?? '',
      }),
    )
  for (const { node, path, files } of facts.outputs)
    found.push(
      problem('warning', 'writes_files', {
        message: `Its compositor writes to the folder ${named(path)} while it renders${files > 0 ? `, where ${files} files lie already` : ''}.`,
        hint: 'Mute that node in Blender when these files are not wanted.',
        place: `node "${node}"`,
      }),
    )
  return found
}

/** The same for a render with these params: an engine of the node's own needs no GPU for Cycles. */
export const problemsFor = (facts: FileFacts, params: RenderParams): Problem[] => {
  const asFile = ['auto', 'file', 'cycles'].includes(params.engine)
  return problemsOf(asFile ? facts : { ...facts, wantsGpu: false, denoise: false }, params)
}

/** Those that stop a render. */
export const blocking = (problems: readonly Problem[]): Problem[] =>
  problems.filter(({ severity }) => severity === 'error' || severity === 'critical')

/** Fails with the first problem that stops a render, naming how many more there are. */
export function refuseProblems(problems: readonly Problem[]): void {
  const [first, ...others] = blocking(problems)
  if (!first) return
  const { code, message, hint, severity } = first
  const more =
    others.length > 0 ? ` (and ${others.length} more: ${others.map((one) => one.message).join('; ')})` : ''
  const kind: Failure['kind'] = code === 'scene.no_gpu' ? 'permanent' : 'input'
  throw fail({ code, message: `${message}${more}`.slice(0, 4000), hint, severity, kind })
}
