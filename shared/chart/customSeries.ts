// Shapes of a kind that stands on no axes, each with its words under the pointer. In: shapes in pixels. Out: a series
// of the option. Never a text here: texts are placed apart, where their room is known.
export type CustomShape = { type: 'rect' | 'polygon' | 'path' | 'circle'; shape: object; style: object; words: string }

export const customSeries = (shapes: CustomShape[]) => ({
  type: 'custom' as const,
  coordinateSystem: 'none',
  data: shapes.map((_, i) => i),
  renderItem: (at: { dataIndex: number }) => {
    const found = shapes[at.dataIndex]
    return found ? { type: found.type, shape: found.shape, style: found.style } : null
  },
})
