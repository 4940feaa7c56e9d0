import type { Preview } from '@segue/api'
import type { ArtifactRef } from '@segue/protocol'
import { useQuery } from '@tanstack/react-query'
import { Pause, Play } from 'lucide-react'
import { useRef, useState } from 'react'
import { runner } from '../server/client.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { formatSeconds } from './facts.ts'
import { Waveform } from './Waveform.tsx'

interface Props {
  artifact: ArtifactRef
  preview: Extract<Preview, { kind: 'waveform' }>
}

/** A sound with its whole waveform: click or use the arrow keys to go to a place. */
export function AudioPlayer({ artifact, preview: { peaks, durationSec } }: Props) {
  const audio = useRef<HTMLAudioElement>(null)
  const [at, setAt] = useState(0)
  const [playing, setPlaying] = useState(false)
  const { data: url } = useQuery({
    queryKey: ['url', artifact.artifactId],
    queryFn: () => runner().artifacts.url(artifact),
    staleTime: 3_600_000,
  })
  const seek = (sec: number) => {
    const to = Math.min(Math.max(sec, 0), durationSec)
    if (audio.current) audio.current.currentTime = to
    setAt(to)
  }
  const toggle = () => {
    if (playing) audio.current?.pause()
    else void audio.current?.play()
  }
  return (
    <div className="flex w-full items-center gap-4 p-5">
      <IconButton label={playing ? 'Pause' : 'Play'} onClick={toggle} className="size-10 bg-raised text-text">
        {playing ? <Pause size={16} /> : <Play size={16} className="fill-current" />}
      </IconButton>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Position"
        aria-valuemin={0}
        aria-valuemax={durationSec}
        aria-valuenow={at}
        aria-valuetext={formatSeconds(at)}
        onPointerDown={({ clientX, currentTarget }) => {
          const { left, width } = currentTarget.getBoundingClientRect()
          seek(((clientX - left) / width) * durationSec)
        }}
        onKeyDown={({ key }) => {
          if (key === 'ArrowLeft') seek(at - 1)
          if (key === 'ArrowRight') seek(at + 1)
        }}
        className="relative h-40 flex-1"
      >
        <Waveform peaks={peaks} played={durationSec > 0 ? at / durationSec : 0} label={artifact.name} />
      </div>
      <span className="w-24 font-mono text-muted text-node tabular-nums">
        {formatSeconds(at)} / {formatSeconds(durationSec)}
      </span>
      {/* biome-ignore lint/a11y/useMediaCaption: sound made here has no speech track to caption */}
      <audio
        ref={audio}
        src={url}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
      />
    </div>
  )
}
