import { groupOf } from '../document/fieldValue.ts'
import type { ParamField } from '../document/paramField.ts'
import { cx } from '../ui/cx.ts'
import type { InnerInputProps } from './ListInput.tsx'
import { ParamInput } from './ParamInput.tsx'

const wide = new Set<ParamField['kind']>(['list', 'group', 'map', 'union', 'tuple', 'json'])

/** A group of fields. What is always the same is not asked for. */
export function GroupInput({ field, value, onEdit }: InnerInputProps) {
  const group = groupOf(value)
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-center gap-x-2 gap-y-1">
      {field.fields
        .filter(({ choices }) => choices.length !== 1)
        .map((inner) => (
          <div key={inner.key} className={wide.has(inner.kind) ? 'col-span-2 pt-0.5' : 'contents'}>
            <span
              className={cx('truncate text-muted text-node', wide.has(inner.kind) && 'block pb-1')}
              title={inner.help}
            >
              {inner.title}
            </span>
            <div className={cx('min-w-0', wide.has(inner.kind) && 'border-line border-l pl-2')}>
              <ParamInput
                field={inner}
                value={group[inner.key] ?? inner.default}
                onEdit={(next, gesture) => onEdit({ ...group, [inner.key]: next }, gesture)}
              />
            </div>
          </div>
        ))}
    </div>
  )
}
