import { fail } from '@segue/protocol'

/** Opens something that listens. A port that is taken fails with `server.port_taken`, naming the ports it needs. */
export async function claimPort<T>(ports: readonly number[], open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw fail({
      code: 'server.port_taken',
      message: `Port ${ports.join(' or ')} is in use by another program.`,
      hint: 'Stop that program, or choose another: `segue start --port 4500`.',
      kind: 'environment',
    })
  }
}
