// The security decisions of both windows as pure functions of their inputs, so that tests reach every one of them.
// In: URLs, origins, permission names, request paths. Out: yes or no, or the file to serve. Never any effect.
import { extname, resolve, sep } from 'node:path'

/** Page origin of the Chromium host, and of Electron's own scheme. */
export const appOrigins = { chromium: 'https://app.invalid', electron: 'app://statdesk' } as const

/**
 * Origin of a URL by the parser, null when it is not a URL. Custom schemes have no origin of their own in URL, so
 * scheme and host are compared.
 */
const originOf = (url: string): string | null => {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}

export const isAppUrl = (url: string, origin: string): boolean => originOf(url) === origin

/** The main frame may go only where it already is; everything else is prevented. */
export const mayNavigate = (url: string, origin: string): boolean => isAppUrl(url, origin)

/** A bridge call is accepted from the main frame of our own page alone. */
export const isTrustedSender = (sender: { url: string; isMainFrame: boolean }, origin: string): boolean =>
  sender.isMainFrame && isAppUrl(sender.url, origin)

/** All permissions are denied but writing plain text and HTML to the clipboard from our own page. */
export const mayUsePermission = (permission: string, url: string, origin: string): boolean =>
  permission === 'clipboard-sanitized-write' && isAppUrl(url, origin)

/** Nothing leaves or enters by network: only our own page, its data and blob URLs. */
export const mayRequest = (url: string, origin: string): boolean =>
  isAppUrl(url, origin) || url.startsWith('data:') || url.startsWith(`blob:${origin}/`)

/** Switches by which another program could look into the window, drive it, or lead its traffic somewhere. */
const refusedSwitches = [
  /^remote-debugging-/,
  /^remote-allow-origins$/,
  /^inspect/,
  /^js-flags$/,
  /^load-extension$/,
  /^proxy-/,
  /^host-rules$/,
  /^host-resolver-rules$/,
  /^disable-web-security$/,
  /^no-sandbox$/,
  /^enable-logging$/,
]

/**
 * The first switch of a command line that the product does not start with; null: none. Values after it are of no
 * interest.
 */
export const refusedSwitch = (argv: readonly string[]): string | null => {
  for (const argument of argv) {
    const name = /^(?:--?|\/)([a-z][a-z-]*)/i.exec(argument)?.[1]?.toLowerCase()
    if (name !== undefined && refusedSwitches.some((refused) => refused.test(name))) return `--${name}`
  }
  return null
}

/** The environment for a browser: it needs no word of ours, least of all the passphrase. */
export const browserEnvironment = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || /^STATDESK_|PASSPHRASE|PASSWORD|SECRET|TOKEN/i.test(name) ? [] : [[name, value]],
    ),
  )

const mimeTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json; charset=utf-8',
}

const decoded = (path: string): string | null => {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/**
 * The file of the built page that a URL names, or null: other origin, outside the folder, unknown kind.
 * Contained with a separator, so that a sibling folder whose name begins alike is not reachable.
 */
export const servedFile = (
  url: string,
  origin: string,
  folder: string,
): { path: string; contentType: string } | null => {
  if (!isAppUrl(url, origin)) return null
  const name = decoded(new URL(url).pathname)
  if (name === null) return null
  const path = resolve(folder, `.${name === '/' || name === '' ? '/index.html' : name}`)
  if (!path.startsWith(resolve(folder) + sep) || path.includes('\0')) return null
  const contentType = mimeTypes[extname(path).toLowerCase()]
  return contentType ? { path, contentType } : null
}

/** One policy for both hosts; the nonce is new for every page load. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Saved bounds if a good part of the title bar lies on a display, else null: a window must never open out of reach. */
export const visibleBounds = <B extends { x: number; y: number; width: number; height: number }>(
  bounds: B | null,
  displays: { x: number; y: number; width: number; height: number }[],
): B | null => {
  if (!bounds) return null
  const reachable = displays.some((d) => {
    const across = Math.min(bounds.x + bounds.width, d.x + d.width) - Math.max(bounds.x, d.x)
    return across >= 100 && bounds.y >= d.y - 8 && bounds.y <= d.y + d.height - 40
  })
  return reachable ? bounds : null
}
