// The printed page in millimetres, one truth for what is printed and what is shown before. Data only.
export type Orientation = 'portrait' | 'landscape'

export const pageMargins = { top: 16, right: 16, bottom: 16, left: 20 } as const

/** A4. */
export const pageSize = (orientation: Orientation): { width: number; height: number } =>
  orientation === 'portrait' ? { width: 210, height: 297 } : { width: 297, height: 210 }

/** The room of the text on it. */
export const textSize = (orientation: Orientation): { width: number; height: number } => {
  const { width, height } = pageSize(orientation)
  return {
    width: width - pageMargins.left - pageMargins.right,
    height: height - pageMargins.top - pageMargins.bottom,
  }
}
