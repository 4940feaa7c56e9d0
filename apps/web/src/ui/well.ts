/** The sunken box that every field sits in. */
export const well =
  'w-full rounded-field border border-transparent bg-well text-node text-text placeholder:text-faint hover:border-line focus-within:border-running focus:border-running focus:outline-none data-invalid:border-error disabled:opacity-50'
