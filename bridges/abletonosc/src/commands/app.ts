import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import type { OscClient } from '../client.ts'
import type { Live } from '../live.ts'
import { numberOf } from '../values.ts'

/** Major and minor; AbletonOSC tells no more. */
export async function versionOf({ ask }: Pick<OscClient, 'ask'>, signal?: AbortSignal): Promise<string> {
  const parts = await ask({ address: '/live/application/get/version' }, signal)
  return parts.map(numberOf).join('.')
}

/** Commands that are not here are the ones that need the Remote Script. */
export const appCommands = ({ client }: Live, able: () => readonly string[]): CommandHandler[] => [
  handle(commands.info, async (_, { signal }) => ({
    version: await versionOf(client, signal),
    standIn: false,
    missing: Object.values(commands)
      .map(({ command }) => command)
      .filter((command) => command !== commands.renderSet.command && !able().includes(command))
      .toSorted(),
  })),
]
