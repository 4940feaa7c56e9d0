import type { SettingsOf } from './kinds.ts'

/**
 * A line for a shell that calls a webhook, with the fields of the body that its trigger reads. Signed calls take the
 * key from `$KEY`, and their time from the clock where a header carries it.
 */
export function curlOf(url: string, settings: SettingsOf<'webhook'>): string {
  const { map, signature } = settings
  const fields = Object.values(map).flatMap((pointer) => {
    const [, top, field] = pointer.split('/')
    return top === 'body' && field !== undefined && field !== '' ? [field] : []
  })
  const body = JSON.stringify(Object.fromEntries(fields.map((field) => [field, '…'])))
  const lines = [`curl -X POST '${url}'`, `-H 'content-type: application/json'`]
  if (signature === null) return [...lines, `-d '${body}'`].join(' \\\n  ')
  const { header, prefix, timestampHeader } = signature
  const signedText = timestampHeader === null ? '"$body"' : '"$time.$body"'
  const sign = `$(printf %s ${signedText} | openssl dgst -sha256 -hmac "$KEY" | sed 's/^.* //')`
  return [
    `body='${body}'`,
    ...(timestampHeader === null ? [] : ['time=$(date +%s)']),
    [
      ...lines,
      ...(timestampHeader === null ? [] : [`-H "${timestampHeader}: $time"`]),
      `-H "${header}: ${prefix}${sign}"`,
      '-d "$body"',
    ].join(' \\\n  '),
  ].join('\n')
}
