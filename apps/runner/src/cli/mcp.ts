import { serveStdio } from '@modelcontextprotocol/server/stdio'
import { fail } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { makeMcpServer } from '../mcp/server/mcpServer.ts'
import { liveRunner, remote } from './backend.ts'
import { readOptions } from './options.ts'

/**
 * `segue mcp`: speaks MCP over standard input and output for the runner of a home, until the client closes its end.
 * Standard output belongs to the protocol.
 */
export async function mcp(args: string[]): Promise<number> {
  const { values } = readOptions(args, { home: { type: 'string' } }, 0)
  const home = openHome(values.home)
  const client = await liveRunner(home)
  if (!client)
    throw fail({
      code: 'runner.not_running',
      message: `No runner answers for ${home.root}.`,
      hint: 'Start one with `segue start`, or let it start by itself with `segue service install`.',
      kind: 'environment',
    })
  const world = {
    ...remote(client),
    studio: client.studio,
    urlOf: client.artifacts.url,
  }
  const served = serveStdio(() => makeMcpServer(world), {
    onerror: (error) => console.error(error.message),
  })
  await new Promise((ended) => process.stdin.once('close', ended))
  await served.close()
  await client.close()
  return 0
}
