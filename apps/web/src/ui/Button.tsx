import { Button as Base } from '@base-ui/react/button'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'

const looks = {
  primary: 'bg-text text-canvas hover:bg-white font-medium',
  plain: 'bg-raised text-text hover:bg-line-hover',
  quiet: 'text-muted hover:bg-raised hover:text-text',
  danger: 'bg-error/15 text-error hover:bg-error/25',
}

interface ButtonProps extends Omit<ComponentProps<typeof Base>, 'className'> {
  look?: keyof typeof looks
  children: ReactNode
  className?: string
}

/** A button with words. One `primary` per view at most. */
export function Button({ look = 'plain', className, children, ...props }: ButtonProps) {
  return (
    <Base
      {...props}
      className={cx(
        'inline-flex h-7 shrink-0 items-center justify-center gap-1.5 rounded-field px-2.5 text-node transition-colors duration-100 select-none',
        'disabled:pointer-events-none disabled:opacity-40',
        looks[look],
        className,
      )}
    >
      {children}
    </Base>
  )
}
