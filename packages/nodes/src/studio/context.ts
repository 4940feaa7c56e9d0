import { type AppDocument, AppId, apps } from '@segue/protocol'
import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

/** An output that carries nothing where the application does not say. */
const maybe = <P extends object>(declared: P): P & { optional: true } => ({ ...declared, optional: true })

/** What is open in the studio and where it stands, at the moment when the step runs. */
export const context = defineNode({
  id: 'studio.context',
  version: 1,
  title: 'Studio now',
  summary: 'Tempo, position and open document of the project, or of one application, at this moment.',
  category: 'input',
  keywords: [
    'tempo',
    'bpm',
    'position',
    'timeline',
    'playing',
    'open',
    'document',
    'path',
    'project',
    'notes',
  ],
  params: z.strictObject({
    of: z
      .enum(['clock', ...AppId.options])
      .default('clock')
      .meta({ title: 'Of', description: 'The project’s clock, or one application.' }),
  }),
  inputs: {
    after: port.json('After', { required: false, help: 'Anything: this looks when it has come.' }),
  },
  outputs: {
    playing: maybe(port.boolean('Plays')),
    tempo: maybe(port.number('Tempo')),
    beats: maybe(port.number('Beats')),
    sec: maybe(port.number('Seconds')),
    frame: maybe(port.number('Frame')),
    document: maybe(port.text('Document')),
    path: maybe(port.text('Path')),
    unsaved: maybe(port.boolean('Unsaved')),
    studio: port.json('Everything'),
  },
  effects: ['read'],
  repeatable: true,
  cacheable: false,
  lane: 'local',
  inline: ['of'],

  async run({ params: { of }, use, log }) {
    const studio = await use.studio()
    const app = of === 'clock' ? studio.time?.app : of
    const document = app && studio.documents[app]
    if (!document) log(of === 'clock' ? 'No application tells a position.' : `${apps[of].title} is not here.`)
    return { ...(document ? said(document) : {}), studio } as ReturnType<typeof said> & {
      studio: typeof studio
    }
  },
})

/** What an application says of its document; what it does not say is left out. */
function said({ name, path, playing, tempo, beats, sec, frame, unsaved }: AppDocument) {
  const values = { playing, tempo, beats, sec, frame, document: name, path, unsaved }
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [Key in keyof typeof values]: NonNullable<(typeof values)[Key]>
  }
}
