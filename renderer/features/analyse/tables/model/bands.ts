// Bounds of bands made by rule. In: decimal texts. Out: decimal texts, exact.

/** Bounds at equal steps from the first to the last, exact in decimals. */
export const equalBounds = (first: string, step: string, count: number): string[] => {
  const scale = Math.max(...[first, step].map((text) => text.split('.')[1]?.length ?? 0))
  const whole = (text: string): bigint => {
    const [int = '0', fraction = ''] = text.replace('-', '').split('.')
    const value = BigInt(int + fraction.padEnd(scale, '0'))
    return text.startsWith('-') ? -value : value
  }
  const show = (value: bigint): string => {
    const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
    const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    return `${value < 0n ? '-' : ''}${text.includes('.') ? text.replace(/\.?0+$/, '') : text}`
  }
  return Array.from({ length: count }, (_, i) => show(whole(first) + BigInt(i) * whole(step)))
}
