/** The mark: one curve passing from a node into the next. */
export function Logo({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" role="img" aria-label="Segue" fill="none">
      <path d="M5 17.5c7 0 7-11 14-11" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <rect x="1.75" y="14.25" width="6.5" height="6.5" rx="2" fill="#FFC340" />
      <rect x="15.75" y="3.25" width="6.5" height="6.5" rx="2" fill="#B161F9" />
    </svg>
  )
}
