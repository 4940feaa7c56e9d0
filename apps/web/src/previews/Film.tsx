import { Play } from 'lucide-react'
import { useEffect, useState } from 'react'
import { setPlaying } from './playing.ts'

interface Props {
  nodeId: string
  url: string
  poster: string
  name: string
  onError: () => void
}

/** A poster that becomes a player with sound where it is, on a click. */
export function Film({ nodeId, url, poster, name, onError }: Props) {
  const [open, setOpen] = useState(false)
  useEffect(() => () => setPlaying(nodeId, false), [nodeId])
  if (!open) {
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={`Play ${name}`}
        className="nodrag group absolute inset-0 size-full"
      >
        <img
          src={poster}
          alt=""
          onError={onError}
          draggable={false}
          className="absolute inset-0 size-full object-contain"
        />
        <span className="absolute inset-0 m-auto grid size-11 place-items-center rounded-full bg-black/55 text-white transition-transform group-hover:scale-110">
          <Play className="size-5 translate-x-px fill-current" />
        </span>
      </button>
    )
  }
  return (
    // biome-ignore lint/a11y/useMediaCaption: films made here have no speech track to caption
    <video
      src={url}
      poster={poster}
      controls
      loop
      autoPlay
      playsInline
      aria-label={name}
      onError={onError}
      onPlay={() => setPlaying(nodeId, true)}
      onPause={() => setPlaying(nodeId, false)}
      className="nodrag nowheel nopan absolute inset-0 size-full bg-black object-contain"
    />
  )
}
