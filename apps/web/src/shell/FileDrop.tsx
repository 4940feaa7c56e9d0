import { type ReactNode, useEffect, useState } from 'react'
import { Arrival } from '../recipes/Arrival.tsx'
import { readRecipe } from '../recipes/readRecipe.ts'
import { importRecipe } from '../recipes/recipeFile.ts'
import { DropNotice } from './DropNotice.tsx'
import { takeFiles } from './dropStore.ts'

/** Takes files dropped anywhere on the page, and recipes pasted as text. */
export function FileDrop({ children }: { children: ReactNode }) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (event.defaultPrevented || files.length === 0) return
      event.preventDefault()
      void takeFiles(files, { x: event.clientX, y: event.clientY, nodeId: nodeUnder(event) })
    }
    const onPaste = (event: ClipboardEvent) => {
      const recipe = isTyping(event.target)
        ? null
        : readRecipe(event.clipboardData?.getData('text/plain') ?? '')
      if (recipe === null) return
      event.preventDefault()
      void importRecipe(recipe)
    }
    const stop = new AbortController()
    const { signal } = stop
    window.addEventListener('dragover', onOver, { signal })
    window.addEventListener('dragleave', onLeave, { signal })
    window.addEventListener('drop', () => setOver(false), { signal, capture: true })
    window.addEventListener('drop', onDrop, { signal })
    window.addEventListener('paste', onPaste, { signal })
    return () => stop.abort()
  }, [])
  return (
    <>
      {children}
      {over && (
        <div className="pointer-events-none fixed inset-2 z-30 grid place-items-end justify-center rounded-[10px] border-2 border-running border-dashed pb-16">
          <p className="rounded-node bg-header px-4 py-2 shadow-pop">Drop to use it here</p>
        </div>
      )}
      <DropNotice />
      <Arrival />
    </>
  )
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA)$/.test(target.tagName))

/** Nodes on the canvas carry their id in their element's. */
const nodeUnder = ({ target }: DragEvent): string | null =>
  (target instanceof Element && target.closest('[id^="node-"]')?.id.slice('node-'.length)) || null
