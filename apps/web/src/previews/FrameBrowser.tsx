import { useState } from 'react'

/** Samples of a sequence, one large, chosen from the strip or with the slider's keys. */
export function FrameBrowser({ urls, frames }: { urls: string[]; frames: number }) {
  const [index, setIndex] = useState(Math.floor(urls.length / 2))
  return (
    <div className="flex w-full flex-col items-center gap-3 p-4">
      <img
        src={urls[index]}
        alt={`Sample ${index + 1} of ${urls.length}`}
        className="max-h-[56vh] max-w-full"
      />
      <label className="flex w-full max-w-160 items-center gap-3 text-muted text-node">
        <input
          type="range"
          min={0}
          max={urls.length - 1}
          value={index}
          onChange={({ target }) => setIndex(Number(target.value))}
          aria-label="Sample"
          className="flex-1 accent-white"
        />
        {frames} frames
      </label>
    </div>
  )
}
