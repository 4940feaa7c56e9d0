import { DeviceId, fail } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { withBackend } from './backend.ts'
import { common, readOptions, subcommand } from './options.ts'
import { qrText } from './phone/qrText.ts'
import { exitWith, printTable } from './print.ts'

/** `segue phone [list | revoke DEVICE]`: lets a phone in over the local network, lists them, shuts one out. */
export async function phone([name = 'pair', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return pair([name, ...args])
  return subcommand({ pair, list, revoke }, name)(args)
}

async function pair(args: string[]): Promise<number> {
  const { values } = readOptions(args, common, 0)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ devices }) => {
        const invitation = await devices.invite()
        if (values.json) console.log(JSON.stringify(invitation))
        else
          console.log(
            [
              qrText(invitation.rows, process.stdout.isTTY),
              invitation.url,
              'Scan it with the phone, which has to be in the same network. It works once, for five minutes.',
              'The phone warns because no authority has signed the certificate: it is made by this Segue. Go on when',
              'the SHA-256 fingerprint that the phone shows is this one:',
              invitation.fingerprint,
            ].join('\n'),
          )
        return 0
      },
      { idle: true },
    ),
  )
}

async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, common, 0)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const devices = await backend.devices.list()
        const timeOf = (at: number) => new Date(at).toLocaleString()
        if (values.json) console.log(JSON.stringify(devices))
        else if (devices.length === 0) console.log('No phone is paired.')
        else
          printTable([
            ['DEVICE', 'NAME', 'PAIRED', 'LAST SEEN'],
            ...devices.map(({ id, name, pairedAt, seenAt }) => [id, name, timeOf(pairedAt), timeOf(seenAt)]),
          ])
        return 0
      },
      { idle: true },
    ),
  )
}

async function revoke(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async ({ devices }) => {
        const id = DeviceId.safeParse(positionals[0])
        if (!id.success)
          throw fail({
            code: 'device.unknown',
            message: `“${positionals[0]}” is no device.`,
            hint: 'See `segue phone list`.',
            kind: 'input',
          })
        await devices.revoke({ id: id.data })
        console.log(values.json ? JSON.stringify({ ok: true }) : `${id.data} is shut out.`)
        return 0
      },
      { idle: true },
    ),
  )
}
