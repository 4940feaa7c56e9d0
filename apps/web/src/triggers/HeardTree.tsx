import type { Heard, RecipeInput } from '@segue/protocol'
import { Menu } from '../ui/Menu.tsx'
import { fileIn, pointerTo, shortOf } from './pointers.ts'

type Json = Heard['data']

interface HeardTreeProps {
  data: Json
  /** Inputs that a value can go to. */
  inputs: readonly RecipeInput[]
  onUse: (key: string, pointer: string) => void
}

/** What was received, as a tree; a value can be given to an input of the recipe. */
export function HeardTree(props: HeardTreeProps) {
  return (
    <div className="overflow-x-auto rounded-field bg-well px-2.5 py-2 font-mono text-tiny">
      <Branch {...props} path={[]} />
    </div>
  )
}

/** Long, and rarely what a person looks for. */
const closedAtFirst = new Set(['headers'])

function Branch({ data, path, ...rest }: HeardTreeProps & { path: readonly string[] }) {
  if (typeof data !== 'object' || data === null || fileIn(data) !== null)
    return <Leaf data={data} path={path} {...rest} />
  const entries = Object.entries(data)
  if (entries.length === 0) return <span className="text-muted">{Array.isArray(data) ? '[ ]' : '{ }'}</span>
  return (
    <ul className="grid gap-0.5">
      {entries.map(([key, value]) => {
        const isBranch =
          typeof value === 'object' &&
          value !== null &&
          Object.keys(value).length > 0 &&
          fileIn(value) === null
        const inner = <Branch data={value} path={[...path, key]} {...rest} />
        return (
          <li key={key}>
            {isBranch ? (
              <details open={!closedAtFirst.has(key)}>
                <summary className="text-muted">{key}</summary>
                <div className="pl-4">{inner}</div>
              </details>
            ) : (
              <span className="flex gap-2">
                <span className="text-muted">{key}</span>
                {inner}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Leaf({ data, path, inputs, onUse }: HeardTreeProps & { path: readonly string[] }) {
  const shown = shortOf(data)
  if (inputs.length === 0) return <span>{shown}</span>
  const pointer = pointerTo(...path)
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${shown}: use ${pointer} for an input`}
          className="rounded-[3px] px-0.5 text-left text-running hover:bg-raised"
        >
          {shown}
        </button>
      }
      items={inputs.map(({ key, label }) => ({ label: `Use for ${label}`, run: () => onUse(key, pointer) }))}
    />
  )
}
