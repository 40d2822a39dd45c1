// A sum of doubles that keeps what each addition loses (Neumaier). In: numbers. Out: their sum. Pure.

export const exactSum = (column: ArrayLike<number>): number => {
  // Neumaier's sum: the error of adding millions of weighted values stays below what R prints.
  let sum = 0
  let lost = 0
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number
    const next = sum + value
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum
    sum = next
  }
  return sum + lost
}
