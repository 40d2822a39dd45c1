// The library of yearbook tables an office starts from. Out: definitions, none of them saved in a workspace until a
// user takes it. Never data.
import type { TableDefinition } from '#shared/model/table.ts'
import { educationTables } from './education.ts'
import { enterpriseTables } from './enterprise.ts'
import { tradeTables } from './trade.ts'

export const tableLibrary: readonly TableDefinition[] = [...educationTables, ...enterpriseTables, ...tradeTables]
