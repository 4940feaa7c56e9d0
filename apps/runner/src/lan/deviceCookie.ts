/** The cookie that holds a device's key on one door. */
export interface DeviceCookie {
  /** A `Set-Cookie` value. */
  write(key: string): string
  /** The key in a cookie header, or null. */
  read(header: string | undefined): string | null
}

/** Browsers keep cookies 400 days at most (RFC 6265bis). */
const keptSec = 400 * 86_400

/** `port` names the cookie: two doors of one machine share their host. */
export function deviceCookie(port: number): DeviceCookie {
  const name = `__Host-segue_${port}`
  return {
    write: (key) => `${name}=${key}; Secure; HttpOnly; SameSite=Strict; Path=/; Max-Age=${keptSec}`,
    read(header) {
      const values = (header ?? '')
        .split(';')
        .map((part) => part.trim())
        .filter((part) => part.startsWith(`${name}=`))
      const [value] = values
      return value === undefined || values.length > 1 ? null : value.slice(name.length + 1)
    },
  }
}
