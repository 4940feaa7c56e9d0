import { edit, useDocument } from '../document/documentStore.ts'
import { Keys } from '../ui/Keys.tsx'
import { TextField } from '../ui/TextField.tsx'
import { Section } from './Section.tsx'

const tips: readonly (readonly [string, string])[] = [
  ['/', 'Find a node'],
  ['C', 'Connect the selected node'],
  ['B', 'Bypass it'],
  ['F', 'Show the selection'],
  ['?', 'All keys'],
]

/** The recipe itself, while no node is selected. */
export function RecipeInspector() {
  const recipe = useDocument((state) => state.recipe)
  if (!recipe) return null
  return (
    <>
      <div className="flex flex-col gap-2 border-line border-t p-3">
        <span className="text-muted text-node">About this recipe</span>
        <TextField
          value={recipe.description}
          label="Description"
          placeholder="What it makes, and from what"
          lines={3}
          maxLength={4000}
          onEdit={(description, gesture) =>
            edit('Describe', [{ type: 'recipe.set', description }], `description ${gesture}`)
          }
        />
        <p className="tnum text-muted text-node">
          {Object.keys(recipe.graph.nodes).length} nodes, {recipe.graph.edges.length} wires
        </p>
      </div>
      <Section title="Keys">
        {tips.map(([keys, what]) => (
          <div key={keys} className="flex h-6 items-center gap-3 text-muted text-node">
            <span className="flex w-8 justify-end">
              <Keys keys={keys} />
            </span>
            {what}
          </div>
        ))}
      </Section>
    </>
  )
}
