// The icon of each type of block, in the outline and in the menu that adds one.
import {
  BookNumberRegular,
  ChartMultipleRegular,
  DocumentLandscapeRegular,
  DocumentPageBreakRegular,
  MapRegular,
  NumberSymbolSquareRegular,
  TableRegular,
  TextHeader1Regular,
  TextParagraphRegular,
} from '@fluentui/react-icons'
import type { ReactElement } from 'react'
import type { BlockType } from './model/blocks.ts'

export const blockIcons: Record<BlockType, ReactElement> = {
  heading: <TextHeader1Regular />,
  paragraph: <TextParagraphRegular />,
  panel: <NumberSymbolSquareRegular />,
  table: <TableRegular />,
  chart: <ChartMultipleRegular />,
  map: <MapRegular />,
  contents: <BookNumberRegular />,
  section: <DocumentLandscapeRegular />,
  page_break: <DocumentPageBreakRegular />,
}
