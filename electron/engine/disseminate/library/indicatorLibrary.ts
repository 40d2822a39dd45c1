// The library of statutory indicators, in the order of the system. Out: entries with their definitions, or what each
// waits for. Never a figure; a definition is in a workspace once a user takes it.
import { educationIndicators } from './educationIndicators.ts'
import { enterpriseIndicators } from './enterpriseIndicators.ts'
import type { LibraryEntry } from './indicatorParts.ts'
import { tradeIndicators } from './tradeIndicators.ts'

export const indicatorLibrary: readonly LibraryEntry[] = [
  ...educationIndicators,
  ...enterpriseIndicators,
  ...tradeIndicators,
]
