import { type ReactNode, useId } from 'react'
import { useMistake } from './draftStore.ts'
import type { Mistake } from './mistakes.ts'

interface FieldProps {
  label: string
  /** Where its mistakes are looked up. */
  name?: string
  help?: string
  /** What is wrong already while a person types. */
  wrong?: Mistake | undefined
  children: ReactNode
}

/** A line of the form: its label, its control, what it means and what is wrong with it. */
export function Field({ label, name = label, help, wrong, children }: FieldProps) {
  const id = useId()
  const kept = useMistake(name)
  const mistake = wrong ?? kept
  return (
    <fieldset
      aria-labelledby={`${id}-label`}
      aria-describedby={mistake || help ? `${id}-note` : undefined}
      className="grid min-w-0 gap-x-4 gap-y-1 @2xl:grid-cols-[9.5rem_minmax(0,1fr)]"
    >
      <span id={`${id}-label`} className="pt-0.75 text-muted text-node">
        {label}
      </span>
      <div className="min-w-0">
        {children}
        {(mistake !== undefined || help !== undefined) && (
          <p id={`${id}-note`} className="mt-1 text-tiny">
            {mistake === undefined ? (
              <span className="text-muted">{help}</span>
            ) : (
              <span role="alert" className="text-error">
                {mistake.message} {mistake.hint}
              </span>
            )}
          </p>
        )}
      </div>
    </fieldset>
  )
}

/** A titled part of the form. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-node border border-line bg-panel p-4">
      <h3 className="mb-3 font-medium">{title}</h3>
      <div className="grid gap-3.5">{children}</div>
    </section>
  )
}
