import { useEffect, useState } from 'react'

/** A sequence: its middle frame, cycling while the pointer is on it. */
export function Frames({ urls, label }: { urls: string[]; label: string }) {
  const middle = Math.floor(urls.length / 2)
  const [index, setIndex] = useState(middle)
  const [hovered, setHovered] = useState(false)
  useEffect(() => {
    if (!hovered || urls.length < 2) return
    const timer = setInterval(() => setIndex((value) => (value + 1) % urls.length), 160)
    return () => {
      clearInterval(timer)
      setIndex(middle)
    }
  }, [hovered, middle, urls.length])
  return (
    <div
      role="img"
      aria-label={label}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      className="absolute inset-0"
    >
      <img
        src={urls[Math.min(index, urls.length - 1)]}
        alt=""
        draggable={false}
        className="absolute inset-0 size-full object-contain"
      />
      <div className="absolute inset-x-0 bottom-0 flex h-1.5 gap-px bg-black/60 px-px py-0.5">
        {urls.map((url, frame) => (
          <span key={url} className={`h-full flex-1 ${frame === index ? 'bg-white' : 'bg-white/25'}`} />
        ))}
      </div>
    </div>
  )
}
