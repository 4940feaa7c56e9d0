import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** `npm run new:node sound.reverse`: writes the node, its test and its line in the catalogue. */
const [id = ''] = process.argv.slice(2)
const [, folder, name] = /^([a-z][A-Za-z]*)\.([a-z][A-Za-z0-9]*)$/.exec(id) ?? []
if (!folder || !name) {
  console.error('Give the id of the new node type: npm run new:node sound.reverse')
  process.exit(2)
}
const root = join(import.meta.dirname, '../packages/nodes/src')
const file = join(root, folder, `${name}.ts`)
if (existsSync(file)) {
  console.error(`${file} is there already.`)
  process.exit(2)
}
const title = name.replace(/([A-Z])/g, ' $1').toLowerCase()
mkdirSync(dirname(file), { recursive: true })
writeFileSync(
  file,
  `import { z } from 'zod'
import { defineNode, port } from '../defineNode.ts'

/** Says in one sentence what this node is for. */
export const ${name} = defineNode({
  id: '${id}',
  version: 1,
  title: '${title[0]?.toUpperCase()}${title.slice(1)}',
  summary: 'Says in one sentence what this node does.',
  category: 'text',
  keywords: ['${name}'],
  params: z.strictObject({}),
  inputs: { text: port.text('Text') },
  outputs: { text: port.text('Text') },
  effects: [],
  repeatable: true,
  cacheable: true,
  lane: 'local',

  async run({ inputs }) {
    return { text: inputs.text }
  },
})
`,
)
writeFileSync(
  join(root, folder, `${name}.test.ts`),
  `import { expect, test } from 'vitest'
import { testBench } from '../testing.ts'
import { ${name} } from './${name}.ts'

test('${id} passes its text on', async () => {
  expect(await testBench().run(${name}, { inputs: { text: 'hello' } })).toEqual({ text: 'hello' })
})
`,
)
const catalogue = join(root, 'catalogue.ts')
const text = readFileSync(catalogue, 'utf8')
writeFileSync(
  catalogue,
  text
    .replace(
      /(\nconst list)|(\n\/\*\* Every node type)/,
      (match) => `import { ${name} } from './${folder}/${name}.ts'\n${match}`,
    )
    .replace(/\n\]/, `\n  ${name},\n]`),
)
console.log(`Wrote ${file}, its test and its line in the catalogue. Run \`npm run format\`, then fill it in.`)
