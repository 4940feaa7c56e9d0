import type { Heard, RecipeInput, TriggerView } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Ear, Square } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../ui/Button.tsx'
import { HeardTree } from './HeardTree.tsx'
import { kinds, type TriggerKind } from './kinds.ts'
import { learned } from './learned.ts'
import { learn, listen, stopListening, useHeard, useListening } from './listenStore.ts'
import { clockIn, hereZone } from './moments.ts'
import { mapInput } from './orders.ts'
import { shortOf, valueAt } from './pointers.ts'
import { faceQuery } from './queries.ts'

const asks: Readonly<Record<TriggerKind, string>> = {
  schedule: '',
  files: 'Save or copy a file into the folder.',
  webhook: 'Call its address, by the line for a shell or from the other service.',
  osc: 'Send a message to its port.',
  midi: 'Press the pad, turn the knob, step on the pedal.',
  app: 'Let it happen in the application.',
  recipe: 'Run the other recipe.',
}

const noInputs: readonly RecipeInput[] = []

/** Shows what a trigger receives while it is tested, whether it fires and what it brings. */
export function TestPanel({ trigger }: { trigger: TriggerView }) {
  const { id, enabled, settings, recipeId, version } = trigger
  const active = useListening((state) => state.id === id)
  const learns = useListening((state) => state.learns)
  const failure = useListening((state) => state.failure)
  const heard = useHeard(id)
  const { data: face } = useQuery(faceQuery(recipeId, version))
  const learnable = settings.kind === 'midi' || settings.kind === 'osc'
  useEffect(() => stopListening, [])
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        {active ? (
          <Button onClick={stopListening}>
            <Square size={11} className="fill-current" />
            Stop
          </Button>
        ) : (
          <Button onClick={() => listen(id)}>
            <Ear size={13} />
            Test
          </Button>
        )}
        {learnable && !learns && (
          <Button look="quiet" onClick={() => listen(id, { learns: true })}>
            {settings.kind === 'midi' ? 'Learn by pressing' : 'Learn by sending'}
          </Button>
        )}
        <p role="status" className="min-w-0 flex-1 text-muted text-node">
          {active && (
            <span
              aria-hidden
              className="mr-2 inline-block size-2 animate-pulse rounded-full bg-running align-middle"
            />
          )}
          {active ? (learns ? 'Takes what comes next. ' : 'Listens. ') + asks[settings.kind] : ''}
        </p>
      </div>
      {failure !== null && <p className="mt-2 text-error text-node">{failure.message}</p>}
      <p className="mt-2 text-muted text-node">
        {enabled
          ? 'It is on: what fits starts runs while you test.'
          : 'It is off: nothing starts while you test.'}
      </p>
      {heard.length > 0 && (
        <ol aria-label={`Heard: ${kinds[settings.kind].title}`} className="mt-3 grid gap-2">
          {heard.map((one, index) => (
            <Line
              key={one.seq}
              {...{ one, trigger }}
              inputs={face?.inputs ?? noInputs}
              isNewest={index === 0}
            />
          ))}
        </ol>
      )}
    </>
  )
}

interface LineProps {
  one: Heard
  trigger: TriggerView
  inputs: readonly RecipeInput[]
  isNewest: boolean
}

function Line({ one, trigger, inputs, isNewest }: LineProps) {
  const { at, words, data, fires, reason } = one
  const { settings } = trigger
  const map = settings.kind === 'schedule' ? {} : settings.map
  const brings = Object.entries(map).flatMap(([key, pointer]) => {
    const value = valueAt(data, pointer)
    const label = inputs.find((input) => input.key === key)?.label ?? key
    return value === undefined ? [] : [`${label} ${shortOf(value)}`]
  })
  const next = learned(settings, data)
  const isNew = next !== null && JSON.stringify(next) !== JSON.stringify(settings)
  const whole = Math.floor(at / 1000) * 1000
  return (
    <li>
      <details open={isNewest}>
        <summary className="text-node">
          <span
            aria-hidden
            className={`mr-2 ml-1 inline-block size-2 rounded-full ${fires ? 'bg-done' : 'bg-stale'}`}
          />
          {words} <span className="tnum text-muted">{clockIn(hereZone(), whole)}</span>
        </summary>
        <div className="mt-1.5 grid gap-1.5">
          <p className="text-muted text-node">
            {fires ? 'It fires.' : `It does not fire: ${reason ?? 'it does not fit'}.`}
            {brings.length > 0 && ` It brings ${brings.join(', ')}.`}
          </p>
          <HeardTree
            data={data}
            inputs={inputs}
            onUse={(key, pointer) => void mapInput(trigger, key, pointer)}
          />
          {isNew && (
            <div>
              <Button onClick={() => void learn(trigger.id, one)}>Wait for this one</Button>
            </div>
          )}
        </div>
      </details>
    </li>
  )
}
