import { join } from 'node:path'
import { readSound } from '@segue/media/sound/open'
import { writeWav } from '@segue/media/sound/wavWriter'
import { expect, test } from 'vitest'
import { examplesFolder } from '../services/samples.ts'
import { segueCommand } from './testing/segueCommand.ts'

const { root, segue } = segueCommand()
const film = join(examplesFolder, 'recipes/beat-film.json')

test('segue plan --ahead says which frames an edit of the sound draws', async () => {
  const { planes, facts } = await readSound(join(examplesFolder, 'media/demo-master.flac'))
  const write = async (name: string) => {
    await writeWav(join(root, name), planes, { sampleRate: facts.sampleRate, bits: 16 })
    return join(root, name)
  }
  const request = (audio: string) =>
    [`audio=${audio}`, 'seconds=6', 'width=64', 'height=36', 'fps=12'].flatMap((pair) => ['--input', pair])
  const first = request(await write('first.wav'))
  const ran = segue('run', film, ...first)
  expect(ran.stderr + ran.stdout).toMatch(/^film/m)
  for (const plane of planes)
    for (let i = 3 * facts.sampleRate; i < 3.5 * facts.sampleRate; i++) plane[i] = (plane[i] ?? 0) / 2
  const edited = request(await write('edited.wav'))
  expect(segue('plan', film, ...edited).stdout).toMatch(/^Render +waits +waits for Animate/m)
  const ahead = segue('plan', film, '--ahead', ...edited).stdout
  expect(ahead).toMatch(/^Render +runs +Scene changed: \d+ of 72 frames to render; the others are kept/m)
})
