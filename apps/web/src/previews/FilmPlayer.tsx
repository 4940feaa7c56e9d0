import { Repeat } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/IconButton.tsx'

interface Props {
  url: string
  poster: string
  name: string
  /** Width over height. */
  aspect: number
  onError: () => void
}

/** A film with sound, as large as there is room for; plays over and over until told not to. */
export function FilmPlayer({ url, poster, name, aspect, onError }: Props) {
  const [loop, setLoop] = useState(true)
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: films made here have no speech track to caption */}
      <video
        src={url}
        poster={poster}
        controls
        loop={loop}
        autoPlay
        playsInline
        aria-label={name}
        onError={onError}
        className="max-h-[66vh] w-full"
        style={{ aspectRatio: aspect }}
      />
      <IconButton
        label={loop ? 'Plays over and over' : 'Plays once'}
        pressed={loop}
        side="left"
        onClick={() => setLoop(!loop)}
        className="absolute top-2 right-2 bg-black/60 text-white"
      >
        <Repeat size={14} className={loop ? '' : 'opacity-40'} />
      </IconButton>
    </>
  )
}
