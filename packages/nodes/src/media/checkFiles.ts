import { readFile } from 'node:fs/promises'
import { checkNumbers, sizeOutliers } from '@segue/media/check/numbers'
import { checkPictures } from '@segue/media/check/pictures'
import { isExr } from '@segue/media/exr/header'
import { brokenPixels, decodeExr } from '@segue/media/exr/read'
import { readFrame } from '@segue/media/film/frame'
import { type ArtifactRef, type Fps, failureOf } from '@segue/protocol'
import type { RunArgs, Use } from '../defineNode.ts'
import { decodedFindings, type Finding, fileFindings, pictureFindings } from './findings.ts'
import { readManifest } from './frames.ts'

/** What is looked for while pictures go by. 0 seconds find nothing. */
export interface Looking extends Pick<RunArgs<unknown, unknown>, 'signal' | 'progress'> {
  blackSec: number
  frozenSec: number
}

/** Looks at pictures and tells how far it is. */
export function lookAt(
  pictures: Parameters<typeof checkPictures>[0],
  { fps, total, blackSec, frozenSec, signal, progress }: Looking & { fps: Fps; total: number },
) {
  const framesIn = (sec: number) => Math.round((sec * fps.num) / fps.den)
  return checkPictures(
    pictures,
    { blackFrames: framesIn(blackSec), frozenFrames: framesIn(frozenSec) },
    (done) => {
      signal.throwIfAborted()
      progress(done / total, `Picture ${done} of ${total}`)
    },
  )
}

/** Whether a picture holds pixels that are no number; only OpenEXR can. */
async function isBroken(path: string, name: string): Promise<boolean> {
  const bytes = await readFile(path)
  return isExr(bytes) && brokenPixels(await decodeExr(bytes, name)) > 0
}

/** What the list of a sequence tells by itself: how many frames there are, their sizes, and their numbers. */
export async function sequenceFindings(frames: ArtifactRef, use: Use): Promise<Finding[]> {
  const { frames: list, mime } = await readManifest(frames, use)
  const found: Finding[] = []
  const told = frames.meta.frames ?? list.length
  if (told > list.length)
    found.push({ what: 'numbers', wrong: true, text: `Only ${list.length} of ${told} frames are there.` })
  const outliers = sizeOutliers(list.map(({ bytes }) => bytes)).map((at) => `frame ${at + 1}`)
  const broken: string[] = []
  if (mime === 'image/x-exr')
    for (const [at, frame] of list.entries()) {
      const name = `frame ${at + 1}`
      if (await isBroken(await use.path({ ...frame, mime, name, meta: {} }), name)) broken.push(name)
    }
  return [...found, ...decodedFindings({ damaged: [], broken }), ...fileFindings(null, outliers)]
}

/** A rate for pictures that know none: only how long black lasts is counted by it. */
const usualRate: Fps = { num: 24, den: 1 }

/** What is wrong with the pictures of a folder: those that do not decode, their numbers, sizes, and what they show. */
export async function folderFindings(
  files: readonly ArtifactRef[],
  { use, look, expected }: { use: Use; look: Looking; expected: { expectedSec: number; loop: boolean } },
): Promise<Finding[]> {
  const damaged: string[] = []
  const broken: string[] = []
  const whole: { path: string; name: string }[] = []
  const pictures = files.filter(({ mime }) => mime.startsWith('image/'))
  for (const file of pictures) {
    look.signal.throwIfAborted()
    const { name } = file
    const path = await use.path(file)
    try {
      await readFrame(path, name)
      if (await isBroken(path, name)) broken.push(name)
      whole.push({ path, name })
    } catch (error) {
      if (!failureOf(error).code.startsWith('frame.')) throw error
      damaged.push(name)
    }
  }
  async function* shown() {
    for (const { path, name } of whole) yield await readFrame(path, name)
  }
  const looked =
    whole.length > 1 ? await lookAt(shown(), { ...look, fps: usualRate, total: whole.length }) : null
  const outliers = sizeOutliers(files.map(({ bytes }) => bytes)).map((at) => files[at]?.name ?? '')
  return [
    ...decodedFindings({ damaged, broken }),
    ...fileFindings(checkNumbers(files.map(({ name }) => name)), outliers),
    ...(looked
      ? pictureFindings(looked, { fps: usualRate, ...expected, names: whole.map(({ name }) => name) })
      : []),
  ]
}
