// The pages side by side at the chosen zoom, in a frame that can run nothing. In: the printable document. Out: pictures of pages.
import { useMemo } from 'react'
import { styleNonce } from '../../../components/nonce.ts'
import { useTexts } from '../../../i18n/index.ts'
import { boardSize, pageSize, previewBoard, previewPage, sheet } from './model/previewPage.ts'

const pixelsPerMm = 96 / 25.4

export const Preview = ({
  html,
  layout,
  orientation,
  zoom,
  title,
}: {
  html: string
  layout: 'pages' | 'board'
  orientation: 'portrait' | 'landscape'
  zoom: number
  title: string
}) => {
  const { t } = useTexts('reports')
  const source = useMemo(
    () =>
      layout === 'board'
        ? previewBoard(html, styleNonce())
        : previewPage(html, { orientation, nonce: styleNonce(), desk: '#c8ccd0' }),
    [html, layout, orientation],
  )
  // Room for the frame's own scroll bar below the sheet.
  const height =
    layout === 'board'
      ? boardSize.height * pixelsPerMm
      : (pageSize(orientation).height + 2 * sheet.gap) * pixelsPerMm + 18
  return (
    <div className="rp-desk" tabIndex={0} role="region" aria-label={t('preview')}>
      <div className="rp-desk__room" style={{ height: height * zoom }}>
        <iframe
          className="rp-frame"
          sandbox=""
          srcDoc={source}
          title={t('previewOf', { title })}
          style={{ height, width: `${100 / zoom}%`, transform: `scale(${zoom})` }}
        />
      </div>
    </div>
  )
}
