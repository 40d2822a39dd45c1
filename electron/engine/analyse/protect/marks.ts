// What a mark of a pattern says of a cell. Pure.
export const shown = 0
export const primary = 1
export const secondary = 2
