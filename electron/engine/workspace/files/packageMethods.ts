// Packages of records at their receiver's. In: requests. Out: what stands on one, its files. No workspace is needed or
// touched.
import type { packageMethods } from '#shared/contract/packages.ts'
import type { HandlersFor } from '#engine/workspace/context.ts'
import { openPackage, readPackage } from './openPackage.ts'

export const packageHandlers: HandlersFor<keyof typeof packageMethods> = {
  'package.read': (_context, { path }) => readPackage(path),
  'package.open': (_context, request, job) => openPackage(request, job),
}
