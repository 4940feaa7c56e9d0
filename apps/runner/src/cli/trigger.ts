import { subcommand } from './options.ts'
import { add } from './trigger/add.ts'
import { edit } from './trigger/edit.ts'
import { history } from './trigger/history.ts'
import { list } from './trigger/list.ts'
import { listen } from './trigger/listen.ts'
import { pause, remove, resume, run } from './trigger/orders.ts'
import { show } from './trigger/show.ts'
import { when } from './trigger/when.ts'

/** `segue trigger [list | add | edit | show | listen | pause | resume | run | remove | history | when]`: what starts recipes by itself. */
export async function trigger([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand({ list, add, edit, show, listen, pause, resume, run, remove, history, when }, name)(args)
}
