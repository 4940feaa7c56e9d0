/** The beginning of a text, fading out where it goes on. */
export function TextLines({ text }: { text: string }) {
  return (
    <pre className="absolute inset-0 overflow-hidden px-3 py-2 font-mono text-tiny whitespace-pre-wrap text-text/85 [mask-image:linear-gradient(#000_70%,transparent)]">
      {text.slice(0, 1000)}
    </pre>
  )
}
