import { type FieldChange, fieldWords, type NodeMark, type RecipeDiff, valueWords } from '@segue/protocol'
import { frameNodes } from '../canvas/viewStore.ts'
import { cx } from '../ui/cx.ts'
import type { Mark } from './compareStore.ts'

const looks: Record<Mark, { sign: string; tone: string }> = {
  added: { sign: '+', tone: 'text-done' },
  changed: { sign: '~', tone: 'text-stale' },
  removed: { sign: '−', tone: 'text-error' },
}

/** Every difference in words, node by node, then what belongs to the whole recipe. */
export function DiffList({ diff }: { diff: RecipeDiff }) {
  const { head, nodes, edges, inputs, outputs, layout } = diff
  const show =
    ({ nodeId }: NodeMark) =>
    () =>
      frameNodes(new Set([nodeId]))
  return (
    <ul aria-label="Differences" className="max-h-44 overflow-auto px-2 pb-2 text-node">
      {nodes.added.map((node) => (
        <Line key={node.nodeId} mark="added" name={node.name} onShow={show(node)} />
      ))}
      {nodes.removed.map((node) => (
        <Line key={node.nodeId} mark="removed" name={node.name} onShow={show(node)} />
      ))}
      {nodes.changed.map((node) => (
        <Line key={node.nodeId} mark="changed" name={node.name} fields={node.fields} onShow={show(node)} />
      ))}
      {head.length > 0 && <Line mark="changed" name="This recipe" fields={head} />}
      <Face side={inputs} noun="input" />
      <Face side={outputs} noun="output" />
      {edges.added.length > 0 && <Line mark="added" name={`${edges.added.length} wires`} />}
      {edges.removed.length > 0 && <Line mark="removed" name={`${edges.removed.length} wires`} />}
      {layout.moved.length > 0 && <Line mark="changed" name={`Places of ${layout.moved.length} nodes`} />}
      {layout.marks && <Line mark="changed" name="Frames and notes" />}
    </ul>
  )
}

function Face({ side, noun }: { side: RecipeDiff['inputs']; noun: string }) {
  return (
    <>
      {side.added.map((key) => (
        <Line key={key} mark="added" name={`${noun} ${key}`} />
      ))}
      {side.removed.map((key) => (
        <Line key={key} mark="removed" name={`${noun} ${key}`} />
      ))}
      {side.changed.map(({ key, fields }) => (
        <Line key={key} mark="changed" name={`${noun} ${key}`} fields={fields} />
      ))}
      {side.reordered && <Line mark="changed" name={`Order of ${noun}s`} />}
    </>
  )
}

interface LineProps {
  mark: Mark
  name: string
  fields?: readonly FieldChange[]
  onShow?: () => void
}

function Line({ mark, name, fields = [], onShow }: LineProps) {
  const { sign, tone } = looks[mark]
  const words = (
    <>
      <span className={cx('w-3 shrink-0 text-center font-mono', tone)}>{sign}</span>
      <span className="shrink-0">{name}</span>
      <span className="flex min-w-0 flex-wrap gap-x-3 text-muted">
        {fields.map(({ field, before, after }) => (
          <span key={field}>
            {fieldWords(field)} {valueWords(before)} → <span className="text-text">{valueWords(after)}</span>
          </span>
        ))}
      </span>
    </>
  )
  const row = 'flex w-full items-baseline gap-2 rounded-field px-2 py-1 text-left'
  return (
    <li>
      {onShow ? (
        <button type="button" onClick={onShow} className={cx(row, 'hover:bg-white/4')}>
          {words}
        </button>
      ) : (
        <span className={row}>{words}</span>
      )}
    </li>
  )
}
