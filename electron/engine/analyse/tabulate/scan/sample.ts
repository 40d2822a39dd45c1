// A sample for looking at a table while it is built: stretches of records spread evenly over the dataset. In: ranges of
// row ids. Out: a condition, and how many records it reads. Same data, same sample. Never published.

/** Below this many records the whole is as fast. */
export const sampleFrom = 200_000
/** One record in so many. */
export const sampleStep = 16
/** Records of one stretch: as DuckDB holds them together, so that the others are not even unpacked. */
const stretchRows = 2048

/** Every sixteenth stretch, by bits: a division of every row id would cost more than reading the sample. */
export const sampleSql = (rowId: string): string => `(${rowId} & ${(sampleStep - 1) * stretchRows}) = 0`
