import type { LiveSet } from '@segue/media/als/liveSet'
import type { TrackReport } from '@segue/protocol'

const list = (names: readonly string[], most = 6) =>
  names.length > most
    ? `${names.slice(0, most).join(', ')} and ${names.length - most} more`
    : names.join(', ')

/** One sentence per thing a person should know about a rendered set. */
export function remarksOf(
  set: LiveSet,
  reports: readonly TrackReport[],
  from: 'arrangement' | 'session',
): string[] {
  const count = (heard: TrackReport['heard']) => reports.filter((report) => report.heard === heard).length
  const plugIns = [...new Set(set.tracks.flatMap((track) => track.plugIns))]
  const parts = [
    `${count('recorded')} of ${reports.length} tracks as recorded`,
    ...(count('sampled') > 0 ? [`${count('sampled')} from samples`] : []),
    ...(count('sketched') > 0 ? [`${count('sketched')} sketched`] : []),
    ...(count('silent') > 0 ? [`${count('silent')} silent`] : []),
    ...(plugIns.length > 0
      ? [`${plugIns.length} plug-in${plugIns.length === 1 ? '' : 's'} silent: ${list(plugIns)}`]
      : []),
  ]
  const missing = set.media.filter((media) => media.path === null).map((media) => media.name)
  const returns = set.tracks.filter((track) => track.kind === 'return' && track.devices.length > 0)
  return [
    `sketch sound: ${parts.join(', ')}`,
    ...(from === 'session' ? ['The arrangement is empty: the scenes play in order.'] : []),
    ...(missing.length > 0
      ? [`${missing.length} of ${set.media.length} sound files are missing: ${list(missing)}`]
      : []),
    ...(returns.length > 0 ? [`Returns are not heard: ${list(returns.map((track) => track.name))}`] : []),
    ...set.remarks,
  ]
}
