// The ascending order of two values of one kind, by code unit where they are text. In: two values. Out: below zero,
// zero, above zero.
export const inOrder = <T extends string | number | bigint>(a: T, b: T): number => Number(a > b) - Number(a < b)
