import type { Recipe } from '@segue/protocol'
import { edit } from '../document/documentStore.ts'
import { changeOutput, hideResult } from '../document/formEdits.ts'
import { TextField } from '../ui/TextField.tsx'
import { AskedInput } from './AskedInput.tsx'
import { Entry } from './ListInput.tsx'
import { Section } from './Section.tsx'

/** What the form of the recipe asks for, and what somebody who fills it in gets. */
export function FormSection({ recipe }: { recipe: Recipe }) {
  const { inputs, outputs } = recipe
  return (
    <>
      <Section title="What the form asks for">
        <div className="flex flex-col gap-1">
          {inputs.map((input, at) => (
            <AskedInput
              key={input.key}
              recipe={recipe}
              input={input}
              first={at === 0}
              last={at === inputs.length - 1}
            />
          ))}
          {inputs.length === 0 ? (
            <p className="text-muted text-tiny">
              Nothing yet. Point at a param of a node and press its slider sign, and whoever runs this recipe
              is asked for it.
            </p>
          ) : null}
        </div>
      </Section>
      <Section title="What it gives">
        <div className="flex flex-col gap-1">
          {outputs.map((output) => (
            <Entry
              key={output.key}
              label={`Give ${output.label ?? output.key} no more`}
              framed={false}
              onRemove={() => edit('Hide result', hideResult(recipe, output.key))}
            >
              <TextField
                label={`Result: ${output.key}`}
                value={output.label ?? output.key}
                unit={recipe.graph.nodes[output.from.nodeId]?.name ?? ''}
                maxLength={120}
                onEdit={(label, gesture) =>
                  edit(
                    'Name result',
                    changeOutput(recipe, { ...output, label }),
                    `result ${output.key} ${gesture}`,
                  )
                }
              />
            </Entry>
          ))}
          {outputs.length === 0 ? (
            <p className="text-muted text-tiny">
              Nothing yet. The ports of a node have a sign that makes what they give a result.
            </p>
          ) : null}
        </div>
      </Section>
    </>
  )
}
