// The charts feature: its home lists saved charts and starts one from a saved table or indicator; a document is the
// canvas.
import { ChartMultipleRegular } from '@fluentui/react-icons'
import type { Screen } from '../../../app/screen.ts'
import { useTexts } from '../../../i18n/index.ts'
import { newChart } from '../../process/definitions/newPicture.ts'
import { ChartDocument } from './ChartDocument.tsx'
import { PictureHome } from './PictureHome.tsx'
import './charts.css'

export const ChartsScreen: Screen = (props) =>
  props.documentId === null ? (
    <ChartHome active={props.active} />
  ) : (
    <ChartDocument {...props} documentId={props.documentId} key={props.documentId} />
  )

const ChartHome = ({ active }: { active: boolean }) => {
  const { t, label } = useTexts('charts')
  return (
    <PictureHome
      kind="chart"
      feature="charts"
      icon={<ChartMultipleRegular />}
      active={active}
      nameOf={(source) => `${t(`from.${source.kind}`)}: ${label(source.title)}`}
      begin={newChart}
    />
  )
}
