import { td } from '@segue/protocol'
import { type Probe, thereAndBack } from './ask.ts'

const { deleteOperator, info, setSegue, snapshot } = td
const path = '/project1/segue'
const channel = 'run_progress'

/** A channel of the component `segue`, which goes again when it was not there. */
export const tdProbe: Probe = {
  quick: info,
  async read(ask) {
    const { name, operators, cookRate } = await ask(snapshot, {})
    return `“${name}”, ${operators.length} operators, ${cookRate} frames a second`
  },
  writes: setSegue,
  async write(ask) {
    const { operators } = await ask(snapshot, { depth: 1 })
    const isThere = operators.some((op) => op.path === path)
    const set = async (value: number) =>
      (await ask(setSegue, { values: { [channel]: value } })).values[channel] ?? 0
    try {
      const now = (await ask(setSegue, { values: {} })).values[channel] ?? 0
      return await thereAndBack(`Channel ${channel}`, now, now === 0.5 ? 0.25 : 0.5, set)
    } finally {
      if (!isThere) await ask(deleteOperator, { op: { path } }, { confirm: true })
    }
  },
}
