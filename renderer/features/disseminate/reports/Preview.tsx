// The pages as they will print, rows of those that lie the same way, at the chosen zoom, in a frame that can run
// nothing. In: the printable document. Out: pictures of pages. The frame is measured from here, so that a row is as
// long as it has pages.
import { useCallback, useMemo } from 'react'
import { styleNonce } from '../../../components/nonce.ts'
import { useTexts } from '../../../i18n/index.ts'
import { pagesOf, previewBoard, previewPage, rowWidth, rowsHeight } from './model/previewPage.ts'

const orientations = ['portrait', 'landscape'] as const

/** Scripts are forbidden in the frame by its sandbox; what it shows can be measured because it comes from here. */
const widen = (frame: HTMLIFrameElement): void => {
  for (const orientation of orientations)
    for (const row of frame.contentDocument?.querySelectorAll<HTMLElement>(`.sheet.${orientation}`) ?? [])
      row.style.setProperty('width', rowWidth(orientation, pagesOf(orientation, row.scrollWidth)))
}

export const Preview = ({
  html,
  layout,
  zoom,
  title,
}: {
  html: string
  layout: 'pages' | 'board'
  zoom: number
  title: string
}) => {
  const { t } = useTexts('reports')
  const board = layout === 'board'
  const source = useMemo(
    () => (board ? previewBoard(html, styleNonce()) : previewPage(html, { nonce: styleNonce(), desk: '#c8ccd0' })),
    [html, board],
  )
  const height = useMemo(() => rowsHeight(html), [html])
  const loaded = useCallback(
    (frame: HTMLIFrameElement): void => {
      if (board) return
      widen(frame)
      // Columns break anew once the letters are there.
      void frame.contentDocument?.fonts.ready.then(() => widen(frame))
    },
    [board],
  )
  return (
    <div className="rp-desk" tabIndex={0} role="region" aria-label={t('preview')}>
      <div className="rp-desk__room" style={{ height: board ? '100%' : height * zoom }}>
        <iframe
          className="rp-frame"
          sandbox="allow-same-origin"
          srcDoc={source}
          title={t('previewOf', { title })}
          onLoad={(event) => loaded(event.currentTarget)}
          style={{ height: board ? `${100 / zoom}%` : height, width: `${100 / zoom}%`, transform: `scale(${zoom})` }}
        />
      </div>
    </div>
  )
}
