// The periods the demonstration covers. The mergers of provinces fall on month 18, VSIC 2025 on month 22 (counted from
// 0).
export const months: string[] = ['2024', '2025'].flatMap((year) =>
  Array.from({ length: 12 }, (_, m) => `${year}-${String(m + 1).padStart(2, '0')}`),
)
export const mergedFrom = 18
export const newActivitiesFrom = 22
