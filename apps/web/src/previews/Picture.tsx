/** A still that fills its place without being cut. */
export function Picture({ url, label }: { url: string; label: string }) {
  return <img src={url} alt={label} draggable={false} className="absolute inset-0 size-full object-contain" />
}
