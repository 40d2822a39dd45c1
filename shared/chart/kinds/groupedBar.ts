// Bars of several groups side by side: the same drawing as bars, offered only where there are groups.
import type { KindBuilder } from '../drawing.ts'
import { bar } from './bar.ts'

export const groupedBar: KindBuilder = bar
