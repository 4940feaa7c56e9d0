import { marqueeStyle, useMarquee } from './marquee.ts'

/** The rectangle of a selection while it is drawn; dashed when it takes what it merely touches. */
export function Marquee() {
  const box = useMarquee()
  if (!box) return null
  const touching = box[1].x < box[0].x
  return (
    <div
      className={`pointer-events-none absolute border border-running bg-running/8 ${touching ? 'border-dashed' : ''}`}
      style={marqueeStyle(box)}
    />
  )
}
