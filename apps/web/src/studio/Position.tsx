import { type AppDocument, positionAfter } from '@segue/protocol'
import { useEffect, useRef } from 'react'
import { secondsSince } from './studioStore.ts'

type Told = Pick<AppDocument, 'playing' | 'tempo' | 'meter' | 'beats' | 'sec' | 'frame' | 'fps'>

interface PositionProps {
  told: Told
  /** When the runner was told, by its clock. */
  at: number
  words: (position: Told) => string
  className?: string
}

/** A position that runs on while its application plays. Writes into the page by itself: nothing is rendered for it. */
export function Position({ told, at, words, className }: PositionProps) {
  const text = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let frame = 0
    const write = () => {
      const now = words(positionAfter(told, secondsSince(at)))
      if (text.current !== null && text.current.textContent !== now) text.current.textContent = now
      if (told.playing) frame = requestAnimationFrame(write)
    }
    write()
    return () => cancelAnimationFrame(frame)
  }, [told, at, words])
  return <span ref={text} className={className} />
}
