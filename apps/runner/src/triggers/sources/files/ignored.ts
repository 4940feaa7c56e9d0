/** Endings of files that are still being written, by browsers, sync programs, copiers and editors. */
const unfinished =
  /\.(tmp|temp|part|partial|crdownload|download|opdownload|filepart|aria2|!ut|!sync|bc!|icloud|swp|lock|lck|writing)$/i

/** What applications keep beside their files: Live's analysis, saves of before, what a crash left. */
const companions = [
  /\.asd$/i,
  /\.blend(\d+|@)$/i,
  /^CrashAutoSave\./i,
  /\.(bak|reapeaks|pkf|pek|cfa|mpgindex)$/i,
  /^(thumbs\.db|desktop\.ini)$/i,
]

const folders = /^(backup|ableton project info|system volume information|\$recycle\.bin|lost\+found)$/i

/**
 * Whether a name stands for nothing that a person made: hidden, temporary, a backup, or what an application keeps for
 * itself. `isFolder`: nothing in it counts.
 */
export function isIgnored(name: string, isFolder: boolean): boolean {
  if (name.startsWith('.') || name.startsWith('~') || name.endsWith('~')) return true
  if (isFolder) return folders.test(name) || unfinished.test(name)
  return unfinished.test(name) || companions.some((one) => one.test(name))
}
