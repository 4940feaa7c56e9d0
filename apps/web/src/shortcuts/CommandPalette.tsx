'use client'

import { type Category, idsIn, nodeIn } from '@segue/protocol'
import { useState } from 'react'
import { catalogueNow } from '../document/catalogue.ts'
import { useDocument } from '../document/documentStore.ts'
import { showNode } from '../runs/showNode.ts'
import { CategoryIcon } from '../ui/CategoryIcon.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Keys } from '../ui/Keys.tsx'
import { type Pick, PickList } from '../ui/PickList.tsx'
import { runCommand, useCommands } from './commands.ts'
import { openPanel, usePanel } from './panelStore.ts'

const recent: string[] = []

const remember = (id: string): void => {
  recent.splice(0, recent.length, ...[id, ...recent.filter((other) => other !== id)].slice(0, 5))
}

/** Every command, and every node of the recipe, by name; what was used last stands first. */
export function CommandPalette() {
  const open = usePanel() === 'palette'
  return (
    <Dialog open={open} onClose={() => openPanel(null)} title="Commands" bare className="w-130">
      {open ? <Picks /> : null}
    </Dialog>
  )
}

function Picks() {
  const [query, setQuery] = useState('')
  const commands = useCommands()
  const graph = useDocument(({ recipe }) => recipe?.graph)
  const nodes = (graph ? idsIn(graph) : []).flatMap((id) => {
    const node = graph && nodeIn(graph, id)
    return node ? [{ id, node }] : []
  })
  const asked = query.trim().toLowerCase()
  const age = (id: string) => (recent.includes(id) ? recent.indexOf(id) : recent.length)
  const rank = (title: string) => (asked === '' || title.toLowerCase().startsWith(asked) ? 0 : 1)
  const picks: Pick[] = [
    ...commands
      .filter(({ title, group }) => `${title} ${group}`.toLowerCase().includes(asked))
      .filter(({ id }) => id !== 'walk' && id !== 'nudge' && id !== 'palette')
      .filter(({ enabled }) => enabled?.() ?? true)
      .sort((a, b) => rank(a.title) - rank(b.title) || age(a.id) - age(b.id))
      .map(({ id, title, group, keys }) => ({
        key: `command ${id}`,
        content: <Line title={title} note={group} keys={keys[0]} />,
      })),
    ...(asked ? nodes : [])
      .filter(({ node: { name, type } }) => `${name} ${type}`.toLowerCase().includes(asked))
      .map(({ id, node: { name, type } }) => {
        const category = catalogueNow().get(type)?.category
        return { key: `node ${id}`, content: <Line title={name} note="Go to node" category={category} /> }
      }),
  ]
  const pick = (key: string) => {
    openPanel(null)
    const [kind, id = ''] = key.split(' ')
    if (kind === 'command') {
      remember(id)
      runCommand(id)
    } else {
      showNode(id)
    }
  }
  return (
    <PickList
      label="Commands and nodes"
      placeholder="Do or find anything…"
      query={query}
      onQuery={setQuery}
      picks={picks}
      onPick={pick}
      onCancel={() => openPanel(null)}
      empty="Nothing goes by that name."
    />
  )
}

interface LineProps {
  title: string
  note: string
  keys?: string | undefined
  category?: Category | undefined
}

function Line({ title, note, keys, category }: LineProps) {
  return (
    <div className="flex h-6 items-center gap-2.5 text-ui">
      {category ? <CategoryIcon category={category} /> : null}
      <span className="truncate">{title}</span>
      <span className="truncate text-muted text-node">{note}</span>
      <span className="ml-auto">{keys ? <Keys keys={keys} /> : null}</span>
    </div>
  )
}
