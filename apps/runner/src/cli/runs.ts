import { subcommand } from './options.ts'
import { approve, reject } from './runs/answer.ts'
import { keep, prioritise, unkeep } from './runs/keep.ts'
import { list } from './runs/list.ts'
import { done, fail, retry } from './runs/orders.ts'
import { rerun } from './runs/rerun.ts'
import { show } from './runs/show.ts'
import { cancel, pause, resume } from './runs/steer.ts'
import { tail } from './runs/tail.ts'

const verbs = {
  list,
  show,
  tail,
  rerun,
  cancel,
  pause,
  resume,
  retry,
  done,
  fail,
  approve,
  reject,
  keep,
  unkeep,
  prioritise,
}

/** `segue runs [list | show RUN | …]`: the runs of a home, and what a person says to them. */
export async function runs([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand(verbs, name)(args)
}
