import type { Locator } from '@segue/protocol'

/** `0:00` up to an hour, `1:02:03` beyond: always two digits for minutes below an hour, as video sites want. */
function clock(sec: number): string {
  const whole = Math.floor(sec + 1e-6)
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`
}

/**
 * Chapter lines for a video description: `00:00 Intro`. The first one always starts at 00:00 (video sites ignore
 * lists that do not), named `title` when no locator stands there. Locators without a name are numbered.
 */
export function chapterText(locators: readonly Locator[], title: string): string {
  const lines = locators.map(({ name, sec }, i) => ({
    at: clock(sec),
    name: name.replace(/\s+/g, ' ').trim() || `Part ${i + 1}`,
  }))
  if (lines[0]?.at !== '00:00') lines.unshift({ at: '00:00', name: title })
  const kept = lines.filter((line, i) => i === 0 || line.at !== lines[i - 1]?.at)
  return kept
    .map(({ at, name }) => `${at} ${name}`)
    .join('\n')
    .slice(0, 60_000)
}
