// What was written into a sheet, cell by cell in order of rows, for comparison after reading the file back.
// A list for small sheets; made again, not kept, for long ones.
export type SheetValue = { row: number; column: number; value: string | number }
export type SheetValues = SheetValue[]
export type WrittenSheet = { name: string; values: Iterable<SheetValue> }
