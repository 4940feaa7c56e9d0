import { type Home, openHome } from '../config/home.ts'
import { serviceFacts } from '../machine/facts.ts'
import { runProgram } from '../machine/runProgram.ts'
import { openService, type Service, type ServiceStatus } from '../machine/service.ts'
import { liveRunner } from './backend.ts'
import { common, readOptions, subcommand } from './options.ts'
import { exitWith } from './print.ts'

/** `segue service [status | install | remove]`: Segue of this home starts when the person logs in. */
export async function service([name = 'status', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return commands.status([name, ...args])
  return subcommand(commands, name)(args)
}

const order =
  (work: (service: Service) => Promise<ServiceStatus>) =>
  async (args: string[]): Promise<number> => {
    const { values } = readOptions(args, common, 0)
    return exitWith(values.json, async () => {
      const home = openHome(values.home)
      const status = await work(openService(serviceFacts(home), runProgram, () => isOwned(home)))
      if (values.json) console.log(JSON.stringify(status))
      else print(status)
      return 0
    })
  }

async function isOwned(home: Home): Promise<boolean> {
  const client = await liveRunner(home)
  client?.close()
  return client !== null
}

const commands = {
  status: order((service) => service.status()),
  install: order((service) => service.install()),
  remove: order((service) => service.remove()),
}

function print({ name, home, installed, running, file, hint }: ServiceStatus): void {
  if (!installed) return console.log(`No service is installed for ${home}.`)
  console.log(`${running ? '✔' : '⚠'} ${name} is installed and ${running ? 'running' : 'not running'}.`)
  console.log(`  home: ${home}`)
  if (file !== null) console.log(`  file: ${file}`)
  if (hint !== null) console.log(`  ${hint}`)
}
