import { Button as Base } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Tooltip } from './Tooltip.tsx'

interface IconButtonProps extends Omit<ComponentProps<typeof Base>, 'className'> {
  /** What it does: read aloud and shown as the tooltip. */
  label: string
  keys?: string | undefined
  pressed?: boolean
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
  className?: string
}

/** A button that is only an icon of 14 to 16 px. */
export function IconButton({ label, keys, pressed, side, className, children, ...props }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} {...(side ? { side } : {})}>
      <Base
        {...props}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          'inline-flex size-7 shrink-0 items-center justify-center rounded-field transition-colors duration-100',
          'hover:bg-raised hover:text-text disabled:pointer-events-none disabled:opacity-35',
          pressed ? 'bg-raised text-text' : 'text-muted',
          className,
        )}
      >
        {children}
      </Base>
    </Tooltip>
  )
}
