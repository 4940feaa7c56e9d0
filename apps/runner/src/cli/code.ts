import { visibleText } from '@segue/protocol'
import { openHome } from '../config/home.ts'
import { findApproval, printApprovals } from './approved.ts'
import { type Backend, withBackend } from './backend.ts'
import { common, readOptions, subcommand } from './options.ts'
import { exitWith } from './print.ts'

/** `segue code [list | show HASH | approve HASH | revoke HASH]`: Python that recipes want to run in Blender. */
export async function code([name = 'list', ...args]: string[]): Promise<number> {
  if (name.startsWith('-')) return list([name, ...args])
  return subcommand({ list, show, approve, revoke }, name)(args)
}

const pythonOf = async ({ approvals }: Backend) =>
  (await approvals.list()).filter(({ kind }) => kind === 'python')

async function list(args: string[]): Promise<number> {
  const { values } = readOptions(args, common, 0)
  return onApprovals(values, async (backend) => {
    const all = await pythonOf(backend)
    if (values.json) console.log(JSON.stringify(all))
    else if (all.length === 0) console.log('No Python was asked for.')
    else printApprovals(all)
  })
}

async function show(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return onApprovals(values, async (backend) => {
    const one = findApproval(await pythonOf(backend), 'python', positionals[0] ?? '')
    console.log(values.json ? JSON.stringify(one) : visibleText(one.text ?? ''))
  })
}

async function approve(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return onApprovals(values, async (backend) => {
    const one = findApproval(await pythonOf(backend), 'python', positionals[0] ?? '')
    await backend.approvals.approve({ hash: one.hash })
    if (values.json) console.log(JSON.stringify({ hash: one.hash }))
    else
      console.log(
        `✔ Exactly this text of “${visibleText(one.name)}” may run from now on:\n${visibleText(one.text ?? '')}`,
      )
  })
}

async function revoke(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  return onApprovals(values, async (backend) => {
    const one = findApproval(await pythonOf(backend), 'python', positionals[0] ?? '')
    await backend.approvals.revoke({ kind: 'python', hash: one.hash })
    if (values.json) console.log(JSON.stringify({ hash: one.hash }))
    else console.log(`✔ “${one.name}” may not run any more.`)
  })
}

const onApprovals = (
  values: { json: boolean; home?: string | undefined },
  work: (backend: Backend) => Promise<void>,
): Promise<number> =>
  exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        await work(backend)
        return 0
      },
      { idle: true },
    ),
  )
