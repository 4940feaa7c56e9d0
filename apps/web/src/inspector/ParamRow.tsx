import type { GraphNode, NodeTypeInfo } from '@segue/protocol'
import { Cable, RotateCcw, SlidersHorizontal } from 'lucide-react'
import { edit, openedGraph, useGraph } from '../document/documentStore.ts'
import { paramProblem } from '../document/fieldValue.ts'
import { askForParam, isAskable } from '../document/formEdits.ts'
import { promoteChanges } from '../document/nodeEdits.ts'
import { resetParam, setParam } from '../document/paramEdits.ts'
import type { Json, ParamField } from '../document/paramField.ts'
import { cx } from '../ui/cx.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { CasesInput } from './CasesInput.tsx'
import { EachInput } from './EachInput.tsx'
import { Feed } from './Feed.tsx'
import { ParamInput } from './ParamInput.tsx'
import { Supplied, useSupply } from './Supplied.tsx'

interface ParamRowProps {
  nodeId: string
  node: GraphNode
  type: NodeTypeInfo | undefined
  field: ParamField
}

/** Params that decide which ports there are: no wire can do that. */
const shaping = new Set(['cases', 'carries', 'inputs', 'each', 'over', 'mode', 'form'])

const broad = ({ kind, widget }: ParamField): boolean =>
  kind === 'list' ||
  kind === 'group' ||
  kind === 'json' ||
  kind === 'map' ||
  kind === 'union' ||
  widget === 'textarea' ||
  widget === 'datetime' ||
  widget === 'code'

/** One param: its control, what is wrong with it, back to default, and whether a wire may drive it. */
export function ParamRow({ nodeId, node, type, field }: ParamRowProps) {
  const own = node.params[field.key]
  const value = own ?? field.default
  const promoted = node.promoted.includes(field.key)
  const supply = useSupply(nodeId, field.key)
  const atTop = useGraph(({ holder }) => holder === null)
  const problem = promoted || supply ? '' : paramProblem(field, value)
  const put = (next: Json, gesture: string) => setParam(nodeId, field, next, gesture)
  const promote = () => {
    const open = openedGraph()
    if (open) edit(promoted ? 'Take port away' : 'Make a port', promoteChanges(open, nodeId, field.key))
  }
  const shapes = type?.control !== undefined && shaping.has(field.key)
  const isAsked = promoted || supply !== undefined
  const ask = () => {
    const open = openedGraph()
    if (open) edit('Ask in the form', askForParam(open.recipe, nodeId, field, value))
  }
  return (
    <div
      className={cx(
        'group/param grid items-center gap-x-2 gap-y-1 py-[3px]',
        broad(field) ? 'grid-cols-1' : 'grid-cols-[minmax(0,2fr)_minmax(0,3fr)]',
      )}
    >
      <div className="relative flex min-w-0 items-center">
        {field.help ? (
          <Tooltip text={field.help} side="left">
            <span className="truncate text-muted text-node">{field.title}</span>
          </Tooltip>
        ) : (
          <span className="truncate text-muted text-node">{field.title}</span>
        )}
        <span
          className={cx(
            'absolute right-0 flex rounded-[3px] focus-within:bg-panel group-hover/param:bg-panel',
            promoted && 'bg-panel',
          )}
        >
          {own === undefined ? null : (
            <Small label={`Reset ${field.title}`} onClick={() => resetParam(nodeId, field)}>
              <RotateCcw size={11} />
            </Small>
          )}
          {atTop && !shapes && !isAsked && isAskable(field) ? (
            <Small label={`Ask for ${field.title} in the form`} onClick={ask}>
              <SlidersHorizontal size={11} />
            </Small>
          ) : null}
          {shapes ? null : (
            <Small
              label={promoted ? `Take the port of ${field.title} away` : `Drive ${field.title} by a wire`}
              onClick={promote}
              on={promoted}
            >
              <Cable size={11} />
            </Small>
          )}
        </span>
      </div>
      {promoted ? (
        <Feed nodeId={nodeId} port={field.key} />
      ) : supply ? (
        <Supplied input={supply} unit={field.unit} />
      ) : (
        <div className="min-w-0">
          {field.widget === 'cases' ? (
            <CasesInput nodeId={nodeId} node={node} />
          ) : field.widget === 'bodyInput' ? (
            <EachInput
              node={node}
              value={typeof value === 'string' ? value : ''}
              label={field.title}
              onEdit={put}
            />
          ) : (
            <ParamInput field={field} value={value} invalid={problem !== ''} onEdit={put} />
          )}
          {problem ? <p className="pt-0.5 text-error text-tiny">{problem}</p> : null}
        </div>
      )}
    </div>
  )
}

interface SmallProps {
  label: string
  onClick: () => void
  on?: boolean
  children: React.ReactNode
}

/** A small sign that appears when the row is pointed at; stays when it is on. */
function Small({ label, onClick, on, children }: SmallProps) {
  return (
    <Tooltip text={label} side="left">
      <button
        type="button"
        aria-label={label}
        aria-pressed={on}
        onClick={onClick}
        className={cx(
          'flex size-5 items-center justify-center rounded-[3px] hover:bg-raised hover:text-text focus-visible:opacity-100 group-hover/param:opacity-100',
          on ? 'text-running' : 'text-muted opacity-0',
        )}
      >
        {children}
      </button>
    </Tooltip>
  )
}
