import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { cx } from './cx.ts'
import { type OnEdit, useGesture } from './gesture.ts'
import { clean, type NumberRange, readNumber, showNumber, stepOf } from './numberText.ts'
import { well } from './well.ts'

interface NumberFieldProps {
  id?: string
  value: number | null
  label: string
  range: NumberRange
  unit?: string
  placeholder?: string
  onEdit: OnEdit<number>
  invalid?: boolean
  disabled?: boolean
  className?: string
}

/**
 * A number: drag sideways to change it, click to type, arrows to step (Shift ×10, Alt ×0.1). With both limits it
 * fills like a slider.
 */
export function NumberField(props: NumberFieldProps) {
  const { value, label, range, unit, onEdit, invalid, className, ...rest } = props
  const gesture = useGesture()
  const input = useRef<HTMLInputElement>(null)
  const drag = useRef<{ x: number; value: number; moved: boolean } | null>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const step = stepOf(range)
  const { min, max } = range
  const filled = min !== null && max !== null && value !== null ? (value - min) / (max - min) : null

  const report = (next: number) => onEdit(clean(next, range), gesture.key())
  const factor = (event: { shiftKey: boolean; altKey: boolean }) =>
    event.shiftKey ? 10 : event.altKey && !range.integer ? 0.1 : 1

  const onPointerDown = (event: PointerEvent<HTMLInputElement>) => {
    if (draft !== null || event.button !== 0 || rest.disabled) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    gesture.renew()
    drag.current = { x: event.clientX, value: value ?? min ?? 0, moved: false }
  }
  const onPointerMove = (event: PointerEvent<HTMLInputElement>) => {
    const from = drag.current
    if (!from) return
    const dx = event.clientX - from.x
    if (!from.moved && Math.abs(dx) < 3) return
    from.moved = true
    const span = min !== null && max !== null ? (max - min) / event.currentTarget.clientWidth : step / 4
    report(from.value + Math.round((dx * span * factor(event)) / step) * step)
  }
  const onPointerUp = () => {
    if (drag.current?.moved === false) input.current?.focus()
    drag.current = null
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation()
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      const next = clean((value ?? 0) + (event.key === 'ArrowUp' ? 1 : -1) * step * factor(event), range)
      report(next)
      setDraft(showNumber(next))
    }
    if (event.key === 'Escape') setDraft(null)
    if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
  }
  return (
    <div
      className={cx(well, 'nodrag relative flex h-6.5 items-center overflow-hidden', className)}
      data-invalid={invalid || undefined}
    >
      {filled === null ? null : (
        <div
          className="pointer-events-none absolute inset-y-0 left-0 bg-running/20"
          style={{ width: `${Math.min(1, Math.max(0, filled)) * 100}%` }}
        />
      )}
      <input
        {...rest}
        ref={input}
        type="text"
        inputMode="decimal"
        role="spinbutton"
        aria-label={label}
        aria-valuenow={value ?? undefined}
        aria-valuemin={min ?? undefined}
        aria-valuemax={max ?? undefined}
        autoComplete="off"
        value={draft ?? (value === null ? '' : showNumber(value))}
        className={cx(
          'tnum relative size-full min-w-0 bg-transparent px-2 font-mono text-node placeholder:text-faint focus:outline-none',
          draft === null && 'cursor-ew-resize',
        )}
        onFocus={(event) => {
          gesture.renew()
          setDraft(value === null ? '' : showNumber(value))
          const field = event.currentTarget
          requestAnimationFrame(() => field.select())
        }}
        onChange={(event) => {
          setDraft(event.target.value)
          const typed = readNumber(event.target.value)
          if (typed !== null) report(typed)
        }}
        onBlur={() => setDraft(null)}
        {...{ onPointerDown, onPointerMove, onPointerUp, onKeyDown }}
      />
      {unit ? <span className="pointer-events-none relative pr-2 text-tiny text-muted">{unit}</span> : null}
    </div>
  )
}
