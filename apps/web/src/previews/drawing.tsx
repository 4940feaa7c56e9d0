import { useEffect, useRef } from 'react'

/** Draws on a canvas of `width` × `height` CSS pixels. */
export type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void

/**
 * A canvas that fills its parent and redraws when its size or `draw` changes. Drawn at twice its size, because
 * nodes are shown enlarged.
 */
export function Drawing({ draw, label }: { draw: Draw; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context) return
    const render = () => {
      const { clientWidth: width, clientHeight: height } = element
      if (width === 0 || height === 0) return
      const scale = Math.max(2, window.devicePixelRatio)
      element.width = width * scale
      element.height = height * scale
      context.scale(scale, scale)
      draw(context, width, height)
    }
    const observer = new ResizeObserver(render)
    observer.observe(element)
    return () => observer.disconnect()
  }, [draw])
  return <canvas ref={canvas} role="img" aria-label={label} className="absolute inset-0 size-full" />
}
