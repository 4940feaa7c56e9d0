import { z } from 'zod'
import { port } from '../defineNode.ts'
import { definePure } from '../definePure.ts'

/** Fills `{name}` places in a text from data. An unknown name stays as it is. */
export const template = definePure({
  id: 'text.template',
  version: 1,
  title: 'Text template',
  summary: 'Fills {places} in a text from data.',
  category: 'text',
  keywords: ['string', 'format', 'title', 'caption'],
  params: z.strictObject({
    template: z.string().max(20_000).default('{title}').meta({ title: 'Template', widget: 'textarea' }),
  }),
  inputs: { data: port.json('Data', { required: false }) },
  outputs: { text: port.text('Text') },
  cacheable: true,
  inline: ['template'],

  compute({ params, inputs }) {
    const data =
      typeof inputs.data === 'object' && inputs.data !== null ? inputs.data : { value: inputs.data }
    const text = params.template.replace(/\{([\w.-]+)\}/g, (place, key: string) => {
      const value = Object.entries(data).find(([name]) => name === key)?.[1]
      return value === undefined ? place : typeof value === 'string' ? value : JSON.stringify(value)
    })
    return { text }
  },
})
