// What was written into a sheet, cell by cell in order of rows, for comparison after reading the file back. Made again,
// never kept.
export type SheetValue = { row: number; column: number; value: string | number }
export type WrittenSheet = { name: string; values: () => Iterable<SheetValue> }
