// A package of records as its receiver meets it: what stands on it, and its files once the passphrase is given. Needs
// no workspace.
import { z } from 'zod'
import { job, query } from './define.ts'

const path = z.string().min(1)

export type PackageStanding = {
  workspace: string
  madeBy: string
  madeAt: string
  receiver: string
  reason: string
  /** Last day it may be opened, ISO. */
  until: string
  files: { name: string; bytes: number }[]
}
export type OpenedPackage = PackageStanding & { folder: string; paths: string[] }

export const packageMethods = {
  /** What is written on it in the clear; proved only by opening it. */
  'package.read': query<PackageStanding>()(z.strictObject({ path }), ['path']),
  /**
   * Its files into a folder, each checked; none where one is not what was sealed, and never over a file that is there.
   */
  'package.open': job<OpenedPackage>()(
    z.strictObject({ path, folder: path, passphrase: z.string().min(1).max(1000) }),
    ['path', 'folder'],
  ),
} as const
