// Why a published figure is another one than in the issue before. protection: withheld before, or withheld now.

export const changeCauses = [
  'new_records',
  'amended_records',
  'withdrawn_records',
  'recoded',
  'definition',
  'unexplained',
  'protection',
] as const
export type ChangeCause = (typeof changeCauses)[number]
