const kinds: readonly (readonly [sign: RegExp, name: string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android.*Mobile/, 'Android phone'],
  [/Android/, 'Android tablet'],
  [/Macintosh/, 'Mac or iPad'],
  [/Windows/, 'Windows computer'],
  [/Linux/, 'Linux computer'],
]

/** What to call a device, from what its browser says of itself. */
export const deviceName = (userAgent: string | undefined): string =>
  kinds.find(([sign]) => sign.test(userAgent ?? ''))?.[1] ?? 'Device'
