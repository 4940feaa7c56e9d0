import { add } from './notify/add.ts'
import { list } from './notify/list.ts'
import { mail } from './notify/mail.ts'
import { remove, test } from './notify/orders.ts'
import { subcommand } from './options.ts'

/** `segue notify [list | add | test | remove | mail]`: who is told of runs. */
export async function notify([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand({ list, add, test, remove, mail }, name)(args)
}
