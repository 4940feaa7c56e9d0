import { appRouter } from '@segue/api'
import { expect, test } from 'vitest'
import { createClient } from './client.ts'

const client = createClient({ url: 'http://127.0.0.1:1' })
const procedures = Object.keys(appRouter._def.procedures)

test.each(procedures)('%s can be called', (name) => {
  const [noun = '', verb = ''] = name.split('.')
  expect(Reflect.get(Reflect.get(client, noun), verb)).toBeTypeOf('function')
})

test('a runner that is not there is a failure with a hint', async () => {
  await expect(client.runs.list({})).rejects.toMatchObject({
    failure: { code: 'runner.offline', hint: expect.stringContaining('npm start') },
  })
})
