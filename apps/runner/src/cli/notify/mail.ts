import { MailServer } from '@segue/protocol'
import { z } from 'zod'
import { common, readNumber, readOptions, usageError } from '../options.ts'
import { withTriggers } from '../trigger/withTriggers.ts'
import { readSecretFile } from './secretFile.ts'

const options = {
  ...common,
  port: { type: 'string' },
  security: { type: 'string' },
  user: { type: 'string' },
  password: { type: 'string' },
} as const

/** `segue notify mail HOST FROM [options]`: the server that mail is handed to; its password comes from a file. */
export async function mail(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 2)
  const [host, from] = positionals
  const { port, security, user } = values
  const server = MailServer.safeParse({
    ...{ host, from, security, user },
    ...(port === undefined ? {} : { port: readNumber(port, '--port', [1, 65_535]) }),
  })
  if (!server.success) throw usageError(z.prettifyError(server.error))
  const password = await readSecretFile(values.password)
  return withTriggers(
    values,
    async ({ notify }) => {
      await notify.setMailServer({
        server: server.data,
        ...(password === undefined ? {} : { password }),
      })
      return notify.mailServer()
    },
    (now) => console.log(`✔ Mail goes through ${now?.host}${now?.hasPassword ? ', with a password' : ''}.`),
  )
}
