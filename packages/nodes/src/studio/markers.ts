import { readFile } from 'node:fs/promises'
import { ArtifactRef, fail } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

const Markers = z.array(z.object({ name: z.string(), sec: z.number() }))
/** A list, or the whole answer of a command that lists markers. */
const Given = z.union([Markers, z.object({ markers: Markers }).transform(({ markers }) => markers)])

/** Named seconds of one application, ready for the timeline of another. */
export const markers = defineNode({
  id: 'studio.markers',
  version: 1,
  title: 'Markers across',
  summary: 'Moves markers or locators in time, for “Set markers” of another application.',
  category: 'scene',
  keywords: ['locators', 'markers', 'carry', 'offset', 'shift', 'timeline', 'chapters'],
  params: z.strictObject({
    offsetSec: z.number().min(-86_400).max(86_400).default(0).meta({
      title: 'Offset',
      description: 'Where second 0 comes to lie. What would lie before the start is left out.',
      unit: 's',
    }),
  }),
  inputs: {
    markers: port.json('Markers', { help: 'The result of “List markers”, or the locators of “Read set”.' }),
  },
  outputs: { markers: port.json('Markers') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'local',
  inline: ['offsetSec'],

  async run({ params: { offsetSec }, inputs, use }) {
    // a long answer comes as a file
    const file = ArtifactRef.safeParse(inputs.markers)
    const value = file.success ? await readJson(await use.path(file.data)) : inputs.markers
    const given = Given.safeParse(value)
    if (!given.success) throw unreadable()
    const moved = given.data.map(({ name, sec }) => ({ name, sec: sec + offsetSec }))
    return { markers: moved.filter(({ sec }) => sec >= 0) }
  },
})

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch {
    throw unreadable()
  }
}

const unreadable = () =>
  fail({
    code: 'markers.unreadable',
    message: 'These are no markers with a name and seconds.',
    hint: 'Connect “Result” of “List markers”, or “Locators” of “Read set”.',
    kind: 'input',
    port: 'markers',
  })
