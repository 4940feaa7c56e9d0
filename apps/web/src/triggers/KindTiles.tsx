import { useDocument } from '../document/documentStore.ts'
import { beginDraft } from './draftStore.ts'
import { kinds, triggerKinds } from './kinds.ts'
import { useTriggersPage } from './pageStore.ts'

/** What can make a recipe start by itself. A click begins one. */
export function KindTiles() {
  const open = useDocument(({ recipe }) => recipe)
  const wanted = useTriggersPage((state) => state.recipeId)
  const recipe = wanted === null || wanted === open?.id ? open : { id: wanted, name: '' }
  return (
    <ul className="grid gap-2 @2xl:grid-cols-2">
      {triggerKinds.map((kind) => {
        const { icon: Icon, title, sentence } = kinds[kind]
        return (
          <li key={kind} className="grid">
            <button
              type="button"
              onClick={() => beginDraft(kind, recipe)}
              className="flex items-start gap-3 rounded-node border border-line bg-panel p-3.5 text-left transition-colors duration-100 hover:border-line-hover hover:bg-card"
            >
              <Icon size={18} className="mt-0.5 shrink-0 text-muted" />
              <span>
                <span className="block font-medium">{title}</span>
                <span className="block text-muted text-node">{sentence}</span>
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
