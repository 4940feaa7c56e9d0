import { ViewportPortal } from '@xyflow/react'
import { useGraph } from '../document/documentStore.ts'

/** Frames and notes of the recipe, behind the nodes of its own graph. */
export function LayoutMarks() {
  const frames = useGraph(({ holder, layout }) => (holder === null ? layout.frames : undefined))
  const notes = useGraph(({ holder, layout }) => (holder === null ? layout.notes : undefined))
  if (!frames?.length && !notes?.length) return null
  return (
    <ViewportPortal>
      <div className="pointer-events-none absolute -z-10">
        {frames?.map(({ id, title, x, y, width, height, colour }) => (
          <div
            key={id}
            className="absolute rounded-[12px] border border-line bg-panel/60"
            style={{ left: x, top: y, width, height, ...(colour ? { borderColor: colour } : {}) }}
          >
            <span className="absolute -top-7 left-1 whitespace-nowrap font-medium text-[15px] text-muted">
              {title}
            </span>
          </div>
        ))}
        {notes?.map(({ id, text, x, y, width }) => (
          <p
            key={id}
            className="absolute whitespace-pre-wrap text-muted text-ui"
            style={{ left: x, top: y, width }}
          >
            {text}
          </p>
        ))}
      </div>
    </ViewportPortal>
  )
}
