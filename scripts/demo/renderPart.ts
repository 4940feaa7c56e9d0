import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testContext } from '@segue/bridge/testing'
import { type DraftSet, draftSetFile } from '@segue/media/als/draftSet'
import { readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { renderSet } from '@segue/standins/live/renderSet'
import { encodeFlac } from './flac.ts'

/** The sound of a set between two beats of its one tempo, as FLAC. The same bytes every time. */
export async function renderPart(
  draft: DraftSet,
  [fromBeat, toBeat]: readonly [number, number],
): Promise<Uint8Array> {
  const work = await mkdtemp(join(tmpdir(), 'segue-part-'))
  try {
    const [set, whole, wav] = [join(work, 'set.als'), join(work, 'whole.wav'), join(work, 'part.wav')]
    await writeFile(set, draftSetFile(draft))
    await renderSet.run(renderSet.spec.args.parse({ set, root: null, out: whole }), testContext())
    const { planes, facts } = await readSound(whole)
    const at = (beat: number) => Math.round(((beat * 60) / draft.bpm) * facts.sampleRate)
    const part = planes.map((plane) => plane.slice(at(fromBeat), at(toBeat)))
    await writeWav(wav, part, { sampleRate: facts.sampleRate, bits: 24 })
    return await encodeFlac(wav)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
