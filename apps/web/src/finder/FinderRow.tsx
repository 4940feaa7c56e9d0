import { apps, type NodeTypeInfo } from '@segue/protocol'
import { PortShape } from '../ui/PortShape.tsx'
import { TypeIcon } from '../ui/TypeIcon.tsx'

/** One node type in the finder: sign, name, what goes in and out, one line about it. */
export function FinderRow({ type, used }: { type: NodeTypeInfo; used: boolean }) {
  const inputs = Object.entries(type.inputs).slice(0, 4)
  const outputs = Object.entries(type.outputs).slice(0, 4)
  const origin = type.app ? apps[type.app].title : type.control === 'recipe' ? 'Recipe' : null
  return (
    <div className="flex items-start gap-2.5">
      <span className="mt-0.5 text-muted">
        <TypeIcon type={type} size={15} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-2">
          <span className="truncate text-ui">{type.title}</span>
          {origin ? (
            <span className="shrink-0 rounded-[3px] border border-line px-1 text-muted text-tiny">
              {origin}
            </span>
          ) : null}
          {used ? <span className="text-muted text-tiny">in this recipe</span> : null}
        </div>
        <div className="truncate text-muted text-node">{type.summary}</div>
      </div>
      <div className="flex h-5 shrink-0 items-center gap-1">
        {inputs.map(([key, port]) => (
          <PortShape key={key} type={port.type} state="empty" size={9} />
        ))}
        {inputs.length > 0 && outputs.length > 0 ? <span className="text-muted text-tiny">→</span> : null}
        {outputs.map(([key, port]) => (
          <PortShape key={key} type={port.type} size={9} />
        ))}
      </div>
    </div>
  )
}
