import type { StudioTime } from '@segue/protocol'
import { Pause, Play } from 'lucide-react'
import { SelectField } from '../ui/SelectField.tsx'
import { titleOf } from './appLook.ts'
import { Notes } from './Notes.tsx'
import { Position } from './Position.tsx'
import { ProjectName } from './ProjectName.tsx'
import { barsOf, clockOf, tempoOf } from './positionWords.ts'
import { setProject } from './studioOrders.ts'
import { useStudio } from './studioStore.ts'

/** What the project is called, where it stands, and what people noted about it. */
export function ProjectHead() {
  const time = useStudio(({ context }) => context?.time ?? null)
  return (
    <header className="flex min-w-0 flex-1 flex-wrap items-start gap-x-8 gap-y-4">
      <div className="min-w-60 flex-1">
        <ProjectName />
        <Notes />
      </div>
      <div className="flex min-h-16 w-full flex-wrap items-center gap-x-6 @2xl:w-auto gap-y-2 rounded-node border border-line bg-panel px-4 py-2.5">
        {time === null ? (
          <p className="max-w-64 text-muted text-node">
            No application tells a position yet. Connect Live, TouchDesigner or Blender, and the clock runs
            here.
          </p>
        ) : (
          <Clock time={time} />
        )}
      </div>
    </header>
  )
}

const barsNow = ({ beats, meter }: Pick<StudioTime, 'beats' | 'meter'>) =>
  beats === null ? '' : barsOf(beats, meter)
const secondsNow = ({ sec }: Pick<StudioTime, 'sec'>) => (sec === null ? '' : clockOf(sec))
const frameNow = ({ frame }: Pick<StudioTime, 'frame'>) => (frame === null ? '' : `${Math.floor(frame)}`)

function Clock({ time }: { time: StudioTime }) {
  const { at, playing, tempo, meter, beats, sec, frame, fps } = time
  const Sign = playing ? Play : Pause
  const large = 'tnum block font-mono text-xl leading-7 @2xl:text-2xl @2xl:leading-8'
  return (
    <>
      <span className="flex w-full items-center gap-2 text-muted text-tiny @2xl:w-auto">
        <Sign
          size={14}
          className={playing ? 'fill-done text-done' : 'text-muted'}
          aria-label={playing ? 'plays' : 'stands still'}
        />
        <ClockChoice />
      </span>
      {beats !== null && (
        <Figure label="Bar">
          <Position told={time} at={at} words={barsNow} className={`${large} min-w-22 @2xl:min-w-28`} />
        </Figure>
      )}
      {sec !== null && (
        <Figure label="Time">
          <Position told={time} at={at} words={secondsNow} className={`${large} min-w-20 @2xl:min-w-24`} />
        </Figure>
      )}
      {frame !== null && beats === null && (
        <Figure label={fps === null ? 'Frame' : `Frame, ${tempoOf(fps)} fps`}>
          <Position told={time} at={at} words={frameNow} className={`${large} min-w-20`} />
        </Figure>
      )}
      {tempo !== null && (
        <Figure label={meter === null ? 'Tempo' : `Tempo, ${meter.num}/${meter.den}`}>
          <span className={large}>
            {tempoOf(tempo)} <span className="text-muted text-ui">bpm</span>
          </span>
        </Figure>
      )}
    </>
  )
}

function Figure({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <span className="block">
      {children}
      <span className="block text-muted text-tiny">{label}</span>
    </span>
  )
}

/** Whose position and tempo are the project's. */
function ClockChoice() {
  const clock = useStudio(({ context }) => context?.project.clock ?? null)
  const now = useStudio(({ context }) => context?.time?.app)
  const apps = useStudio(({ context }) => context?.apps)
  const able = (apps ?? []).filter(({ document, app }) => document?.sec != null || app === clock)
  const choices = [
    { value: 'any', label: clock === null && now ? `Clock: ${titleOf(now)}` : 'Whichever plays' },
    ...able.map(({ app, title }) => ({ value: app, label: `Clock: ${title}` })),
  ]
  const pick = (value: string) =>
    void setProject({ clock: able.find(({ app }) => app === value)?.app ?? null })
  return (
    <SelectField
      label="Clock of the project"
      value={clock ?? 'any'}
      choices={choices}
      onPick={pick}
      className="w-40"
    />
  )
}
