/** Words that say nothing of what is wanted. */
const empty = new Set(
  `a an the and or of to in on at by for from with without into out over under as is are be it its this that these those
   my your our me i you we they them he she his her their please can could would should will want wants like need needs
   make makes made making build builds get gets give gives do does done have has had let lets put
   some any all every each one so very just then than when which who what where how there here up down not no using use about whole
   into get`.split(/\s+/),
)

/** Words that count where something is called by them, and say nothing elsewhere. */
export const optional = new Set([
  'create',
  'created',
  'add',
  'set',
  'new',
  'open',
  'show',
  'give',
  'take',
  'start',
  'last',
])

/** Words that stand for others in the catalogue's own language. */
const means: Readonly<Record<string, string>> = {
  create: 'add',
  add: 'create',
  drum: 'kick beat stem',
  beat: 'kick',
  pulse: 'kick beat',
  pulsate: 'kick beat',
  react: 'curve motion',
  reactive: 'curve motion',
  dance: 'kick beat',
  reel: 'film',
  tiktok: 'film',
  instagram: 'film',
  master: 'song sound audio',
  song: 'sound audio music',
  music: 'sound audio song',
  track: 'song sound',
  audio: 'sound',
  sound: 'audio',
  video: 'film',
  movie: 'film',
  clip: 'film',
  visual: 'film picture',
  animation: 'animate film',
  photo: 'image picture',
  picture: 'image still',
  thumbnail: 'still poster image',
  poster: 'still image',
  screenshot: 'still image',
  mp4: 'film encode',
  webm: 'encode codec',
  prores: 'encode codec',
  gif: 'loop encode',
  convert: 'encode codec',
  export: 'deliver',
  save: 'deliver file',
  folder: 'deliver file',
  bpm: 'tempo',
  speed: 'tempo',
  waveform: 'curve',
  graph: 'curve',
  envelope: 'curve',
  smoother: 'smooth',
  calm: 'smooth',
  late: 'delay',
  shift: 'delay',
  combine: 'join mix merge',
  blend: 'mix',
  subtitle: 'text chapter',
  chapter: 'locator marker',
  youtube: 'chapter film',
  album: 'song list',
  batch: 'map list',
  confirm: 'approve',
  ask: 'approve',
  choose: 'approve pick',
  pause: 'wait',
  ableton: 'live',
  touchdesigner: 'td',
  seamless: 'loop',
}

/** A word without its ending, so that “pulses” finds “pulse”. */
export function stem(word: string): string {
  if (word.length <= 3) return word
  const bare = word.replace(/ies$/, 'y').replace(/(?<=[^aeious])s$|(?<=[aeiou]e|[a-z]e)s$/, '')
  if (bare.length > 5) return bare.replace(/(?:ing|ed)$/, '').replace(/(.)\1$/, '$1')
  return bare
}

/** The words of a text that count, as they stand in an index: small, without endings, camelCase in parts. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !empty.has(word))
    .map(stem)
}

/** Words that are meant along with these. */
export const meantBy = (word: string): string[] =>
  Object.hasOwn(means, word) ? wordsOf(means[word] ?? '') : []
