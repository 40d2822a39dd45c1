// Which paths the page may name: only those a dialog of this host returned, or that the host itself offered. In: a
// granted path. Out: whether a path is one. Never a prefix match: a grant is for one file or one folder, not for what
// lies below.
import { resolve } from 'node:path'

export type Grants = { grant(path: string): string; isGranted(path: string): boolean }

const canonical = (path: string, platform: NodeJS.Platform) => {
  const absolute = resolve(path)
  return platform === 'win32' ? absolute.toLowerCase() : absolute
}

export const createGrants = (platform: NodeJS.Platform = process.platform): Grants => {
  const granted = new Set<string>()
  return {
    grant(path) {
      granted.add(canonical(path, platform))
      return resolve(path)
    },
    isGranted: (path) => granted.has(canonical(path, platform)),
  }
}
