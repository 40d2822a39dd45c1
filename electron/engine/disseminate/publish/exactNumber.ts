// A decimal text as the double a spreadsheet can hold without loss, or null: beyond 15 digits Excel drops digits
// silently, so such a figure is written as text. In: plain decimal text. Out: number or null. Never a rounded figure.
export const exactNumber = (plain: string): number | null => {
  const digits = plain.replace(/[-.]/g, '').replace(/^0+/, '')
  return digits.length <= 15 ? Number(plain) : null
}
