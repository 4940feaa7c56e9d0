import { edit, useDocument } from '../document/documentStore.ts'
import { Keys } from '../ui/Keys.tsx'
import { TextField } from '../ui/TextField.tsx'
import { FormSection } from './FormSection.tsx'
import { Section } from './Section.tsx'

const tips: readonly (readonly [string, string])[] = [
  ['/', 'Find a node'],
  ['C', 'Connect the selected node'],
  ['B', 'Bypass it'],
  ['F', 'Show the selection'],
  ['?', 'All keys'],
]

/** Tags as they are written, each once; at most 20. */
const tagsIn = (text: string): string[] =>
  [...new Set(text.split(',').map((tag) => tag.trim().slice(0, 40)))].filter(Boolean).slice(0, 20)

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
        <TextField
          value={recipe.tags.join(', ')}
          label="Tags"
          placeholder="Tags, with commas between"
          maxLength={400}
          onEdit={(text, gesture) =>
            edit('Tag', [{ type: 'recipe.set', tags: tagsIn(text) }], `tags ${gesture}`)
          }
        />
        <p className="tnum text-muted text-node">
          {Object.keys(recipe.graph.nodes).length} nodes, {recipe.graph.edges.length} wires
        </p>
      </div>
      <FormSection recipe={recipe} />
      <Section title="Keys" closed>
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
